// Crashes of the window's page and of the whole studio during work: every video that was paid for is stored exactly once.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { addProfile, connectButton, dialogOf, keyField } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, longRenderMs, messages, navButton, promptField, storedTile, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollLiveTasks } from './support/tasks.ts';

let home: Home;
let studio: RunningStudio;
let service: OutsideService;

const account = () => ({ name: 'Work', key: 'sk-work-4f2a', api: service.api, files: service.files });
const acceptedCount = () => service.simulator.ledger().accepted.length;
const videos = () => readdirSync(join(home.videos, 'Evolink Studio')).filter((name) => name.endsWith('.mp4'));
const taskOf = async (page: Page) => (await call(page, 'studio.snapshot', {})).tasks[0];

test.beforeEach(async () => {
  home = createHome();
  service = await startService({ progressMs: longRenderMs });
  studio = await launchStudio(home);
  await addProfile(studio.page, account());
});

test.afterEach(async () => {
  await studio.quit();
  await service.stop();
  home.remove();
});

/**
 * Evaluates in the page through main, because Playwright cannot evaluate in a page that has crashed. A page that crashes never responds.
 */
const inPage = (script: string): Promise<unknown> =>
  studio.app.evaluate(
    ({ BrowserWindow }, code) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
        new Promise((done) => setTimeout(() => done('no answer'), 1_000)),
      ]),
    script,
  );

test('after a crash the page is loaded again with the draft, and the video was stored in the meantime', async () => {
  const { page } = studio;
  await writePrompt(page, 'stored while the page was gone');
  await generate(page);
  await expect.poll(acceptedCount).toBe(1);
  await expect.poll(async () => (await taskOf(page))?.state).toMatch(/pending|processing/);
  await writePrompt(page, 'a draft of the next one');
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.composer?.prompt).toBe('a draft of the next one');
  // The file arrives late, when there is no page.
  service.simulator.addFaults([{ match: { endpoint: 'result' }, count: 1, action: { kind: 'delay', ms: 1_000 } }]);
  service.simulator.advance(longRenderMs);
  await pollLiveTasks(page);
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect.poll(() => inPage("document.querySelector('#prompt')?.value ?? null")).toBe('a draft of the next one');
  await expect.poll(() => inPage("window.studio.call('library.index', {}).then((answer) => answer.value.resultIds.length)")).toBe(1);
  await expect.poll(() => inPage('document.querySelectorAll(\'[data-cell^="r"]\').length')).toBe(1);
  expect(await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  expect(videos()).toHaveLength(1);
  expect(acceptedCount()).toBe(1);
  // There is no memory dump, because a dump would contain the key.
  const files = readdirSync(home.folder, { recursive: true, encoding: 'utf8' });
  expect(files).toContain(join('profile', 'studio.sqlite'));
  expect(files.filter((name) => name.endsWith('.dmp'))).toEqual([]);
});

test('after a kill during rendering the same task continues, its video is stored once and was paid for once', async () => {
  await writePrompt(studio.page, 'survives a kill');
  await generate(studio.page);
  await expect.poll(acceptedCount).toBe(1);
  await expect.poll(async () => (await taskOf(studio.page))?.state).toMatch(/pending|processing/);
  const before = await taskOf(studio.page);
  const exited = new Promise((done) => studio.app.process().once('exit', done));
  studio.app.process().kill('SIGKILL');
  await exited;
  service.simulator.advance(longRenderMs);

  studio = await launchStudio(home);
  const { page } = studio;
  await expect(promptField(page)).toBeVisible();
  const profile = (await call(page, 'studio.snapshot', {})).status.profiles[0];
  if (profile?.key.state !== 'present') {
    // On a display without a keyring the studio keeps the key only until it quits.
    await navButton(page, 'settings').click();
    await page.getByRole('button', { name: messages.settings.addKey }).first().click();
    const dialog = dialogOf(page, messages.settings.replaceKeyOf('Work'));
    await keyField(dialog).fill(account().key);
    await connectButton(dialog).click();
    await expect(dialog).toBeHidden();
    await navButton(page, 'library').click();
  }
  await expect(async () => {
    await pollLiveTasks(page);
    await expect(storedTile(page, 'survives a kill')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const { resultIds } = await call(page, 'library.index', {});
  const { items } = await call(page, 'library.records', { resultIds });
  expect(items.map(({ id }) => id)).toEqual([before?.id]);
  expect(videos()).toHaveLength(1);
  expect(acceptedCount()).toBe(1);
});
