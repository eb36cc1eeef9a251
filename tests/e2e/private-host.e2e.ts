// The host of a result link resolves to addresses that both local proxies and private networks use. Nothing is fetched until the user
// allows the host. The user can remove the permission in Settings.
import { createServer, type Server } from 'node:https';
import { expect, type Page, test } from '@playwright/test';
import type { AppError } from '../../shared/errors.ts';
import { tinyClip } from '../contract/simulator/tiny-clip.ts';
import { listenOnLoopback } from '../support/listen-on-loopback.ts';
import { addProfile } from './support/accounts.ts';
import { selfSigned } from './support/certificate.ts';
import { checkView } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, longRenderMs, messages, navButton, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const host = 'cdn.example';
const key = 'sk-private-0123456789';
const refusal: AppError = { kind: 'host-needs-permission', host };

let home: Home;
let service: OutsideService;
let cdn: Server;
let requests = 0;
let studio: RunningStudio;
let page: Page;

test.beforeAll(async () => {
  home = createHome();
  service = await startService({ progressMs: longRenderMs });
  const clip = tinyClip({ width: 640, height: 360, durationSeconds: 4, framesPerSecond: 24, audio: false, seed: 1 });
  cdn = createServer(selfSigned(host), (_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': clip.byteLength }).end(clip);
  });
  const port = await listenOnLoopback(cdn);
  studio = await launchStudio(home, { switches: [`--host-resolver-rules=MAP ${host}:443 127.0.0.1:${port}`] });
  page = studio.page;
  await answerNameServer(studio, host, 'fd12:3456::7');
  await addProfile(page, { name: 'Work', key, api: service.api, files: service.files });
});
test.afterAll(async () => {
  await studio?.quit();
  cdn?.closeAllConnections();
  cdn?.close();
  await service?.stop();
  home?.remove();
});

/** From now on, look-ups of `name` return `address`, and the certificate of the host is trusted. */
async function answerNameServer(running: RunningStudio, name: string, address: string): Promise<void> {
  await running.app.evaluate(
    ({ session }, answer) => {
      const reads = session.fromPartition('evolink-reads', { cache: false });
      reads.setCertificateVerifyProc(({ hostname }, decide) => decide(hostname === answer.name ? 0 : -3));
      const { promises } = process.getBuiltinModule('node:dns');
      const originalLookup = promises.lookup as (...args: unknown[]) => Promise<unknown>;
      const lookup = (...args: unknown[]) =>
        args[0] === answer.name ? Promise.resolve([{ address: answer.address, family: 6 }]) : originalLookup(...args);
      promises.lookup = lookup as typeof promises.lookup;
      process.getBuiltinModule('node:module').syncBuiltinESMExports();
    },
    { name, address },
  );
}

/** Makes a video whose link is on the host, and polls the task, so that the studio gets the link. */
async function finishWithLinkOnHost(prompt: string): Promise<void> {
  const before = service.simulator.ledger().accepted.length;
  await writePrompt(page, prompt);
  await generate(page);
  await expect.poll(() => service.simulator.ledger().accepted.length).toBe(before + 1);
  const id = service.simulator.ledger().accepted.at(-1)?.taskId ?? '';
  const address = `${service.api}/v1/tasks/${id}`;
  const read = await (await fetch(address, { headers: { authorization: `Bearer ${key}` } })).json();
  // The task ends with this answer, so that no poll of the studio gets a link on another host.
  const usage = { credits_used: 10 };
  const body = { ...(read as object), status: 'completed', progress: 100, usage, results: [`https://${host}/${id}.mp4`] };
  service.simulator.addFaults([{ match: { path: id }, count: null, action: { kind: 'status', status: 200, body } }]);
  await pollLiveTasks(page);
}

const allowedHosts = () => page.getByRole('region', { name: messages.settings.allowedHosts });

test('the video waits with the reason, is downloaded when the host is allowed, and Settings lists the host', async () => {
  await finishWithLinkOnHost('a heron');
  await navButton(page, 'queue').click();
  const row = page.getByRole('region', { name: messages.queue.title }).locator('li').filter({ hasText: 'a heron' });
  await expect(row).toContainText(messages.errorText(refusal).title);
  const allowButton = row.getByRole('button', { name: messages.errorText(refusal).action?.label ?? 'no step' });
  await expect(allowButton).toBeVisible();
  expect(requests).toBe(0);
  await checkView(page, 'queue-host-needs-permission');
  await allowButton.click();
  await navButton(page, 'library').click();
  await waitUntilStored(page, 'a heron');
  expect(requests).toBeGreaterThan(0);
  await navButton(page, 'settings').click();
  await expect(allowedHosts()).toContainText(host);
  await allowedHosts().scrollIntoViewIfNeeded();
  await checkView(page, 'settings-allowed-hosts');
});

test('after the permission is removed in Settings, the next link on that host is refused', async () => {
  await allowedHosts()
    .getByRole('button', { name: messages.settings.removeHostOf(host) })
    .click();
  await expect(allowedHosts()).toBeHidden();
  const before = requests;
  await navButton(page, 'library').click();
  await finishWithLinkOnHost('a tram');
  await navButton(page, 'queue').click();
  const row = page.getByRole('region', { name: messages.queue.title }).locator('li').filter({ hasText: 'a tram' });
  await expect(row).toContainText(messages.errorText(refusal).title);
  expect(requests).toBe(before);
});
