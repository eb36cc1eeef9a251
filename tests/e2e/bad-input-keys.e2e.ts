// Keys that are wrong, revoked, missing or cannot be stored: the window says what happened and what to do, and no task is lost.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { searchFiles } from '../soak/key/spellings.ts';
import { addProfile, connectButton, dialogOf, errorSentence, keyField, submitNewProfile } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, generateButton, longRenderMs, messages, navButton, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollUntilStored } from './support/tasks.ts';

const rightKey = 'sk-right-0123456789-4f2a';
const unauthorized = errorSentence({
  kind: 'unauthorized',
  service: { httpStatus: 401, code: null, message: null, param: null, requestId: null, body: '' },
});

let home: Home;
let studio: RunningStudio;
let service: OutsideService;

test.beforeEach(async () => {
  home = createHome();
  service = await startService({ progressMs: longRenderMs });
});

test.afterEach(async () => {
  await studio.quit();
  await service.stop();
  home.remove();
});

/** Finds `text` in the files below `folder`. The running studio may remove a file meanwhile. */
const filesWith = (folder: string, text: string) => searchFiles(folder, new Map([['text', Buffer.from(text)]])).hits;

const tasksOf = async (page: Page) => (await call(page, 'studio.snapshot', {})).tasks;
const statesOf = async (page: Page) => (await tasksOf(page)).map(({ state }) => state).sort();
const acceptedCount = () => service.simulator.ledger().accepted.length;
const keyText = (protection: 'keychain' | 'session-only') =>
  messages.settings.keyText({ state: 'present', protection, backend: 'gnome_libsecret', lastFour: '4f2a' });
const account = (key: string) => ({ name: 'Work', key, api: service.api, files: service.files });

test('a wrong key is rejected without storing anything, a right key then works, and closing the dialog cancels a check', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  const dialog = await submitNewProfile(page, account('sk-invalid-9876543210'));
  await expect(dialog.getByRole('alert')).toContainText(unauthorized);
  await expect(dialog.getByLabel(messages.settings.name, { exact: true })).toHaveValue('Work');
  expect((await call(page, 'studio.snapshot', {})).status).toMatchObject({ profiles: [], activeProfileId: null });
  expect(filesWith(home.folder, 'sk-invalid-9876543210')).toEqual([]);

  await keyField(dialog).fill('two words');
  await connectButton(dialog).click();
  await expect(dialog.getByRole('alert')).toContainText(errorSentence({ kind: 'key-malformed' }));
  await takeScreenshot(page, 'key-malformed');

  await keyField(dialog).fill(rightKey);
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(keyText('keychain')).first()).toBeVisible();
  expect(filesWith(home.folder, rightKey)).toEqual([]);

  // The service does not respond. Each way to close the dialog must end the check, so that a late response cannot store the key.
  const silentServer = createServer();
  silentServer.listen(0, '127.0.0.1');
  await once(silentServer, 'listening');
  const url = `http://127.0.0.1:${(silentServer.address() as AddressInfo).port}`;
  for (const close of [messages.settings.cancel, messages.app.close, null]) {
    const requestArrived = once(silentServer, 'request') as Promise<[IncomingMessage]>;
    const secondDialog = await submitNewProfile(page, { name: 'Mistake', key: 'sk-mistaken-1111', api: url, files: url });
    const [request] = await requestArrived;
    const socketClosed = once(request.socket, 'close');
    if (close === null) await page.keyboard.press('Escape');
    else await secondDialog.getByRole('button', { name: close, exact: true }).click();
    await expect(secondDialog).toBeHidden();
    await socketClosed;
  }
  silentServer.close();
  expect((await call(page, 'studio.snapshot', {})).status.profiles.map(({ name }) => name)).toEqual(['Work']);
});

test('a revoked or removed key holds the waiting tasks, and another key releases them', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await addProfile(page, account(rightKey));
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });

  service.simulator.addFaults([{ match: { endpoint: 'create', key: rightKey }, count: 1, action: { kind: 'status', status: 401 } }]);
  await writePrompt(page, 'held by a bad key');
  await generate(page);
  await navButton(page, 'queue').click();
  const heldBanner = page.getByRole('status').filter({ hasText: messages.queue.onHold('Work') });
  await expect(heldBanner).toContainText(unauthorized);
  await takeScreenshot(page, 'held-bad-key');
  await expect.poll(() => statesOf(page)).toEqual(['waiting']);
  expect(acceptedCount()).toBe(0);

  await heldBanner.getByRole('button', { name: messages.settings.replaceKey }).click();
  const dialog = dialogOf(page, messages.settings.replaceKeyOf('Work'));
  await keyField(dialog).fill('sk-invalid-again');
  await connectButton(dialog).click();
  await expect(dialog.getByRole('alert')).toContainText(unauthorized);
  await takeScreenshot(page, 'key-refused');
  await expect.poll(() => statesOf(page)).toEqual(['waiting']);
  await keyField(dialog).fill('sk-another-right-key-77aa');
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
  await expect.poll(acceptedCount).toBe(1);

  // One task is rendering, so the next task waits. Without a key the next task keeps waiting.
  await writePrompt(page, 'held without a key');
  await generate(page);
  await expect.poll(async () => (await tasksOf(page)).length).toBe(2);
  await page.getByRole('button', { name: messages.settings.removeKey }).click();
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: messages.settings.confirmRemoveKey.confirm })
    .click();
  await expect(page.getByText(messages.composer.notReadyReasons['no-key']('Work'))).toBeVisible();
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('radiogroup', { name: messages.settings.maxConcurrentTasks }).getByRole('radio', { name: '2', exact: true }).click();
  await navButton(page, 'queue').click();
  await expect(heldBanner).toContainText(errorSentence({ kind: 'no-key', profile: 'Work' }));
  await takeScreenshot(page, 'held-no-key');
  await expect.poll(() => statesOf(page)).toEqual(['pending', 'waiting']);
  expect(acceptedCount()).toBe(1);

  await heldBanner.getByRole('button', { name: messages.settings.addKey }).click();
  await keyField(dialog).fill(rightKey);
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
  await expect.poll(acceptedCount).toBe(2);
});

test('without a keychain the key is lost after a restart, while the profile and its tasks remain', async () => {
  const switches = ['--password-store=basic'];
  studio = await launchStudio(home, { switches });
  let { page } = studio;
  await addProfile(page, account(rightKey));
  await expect(page.getByRole('status').filter({ hasText: messages.welcome.sessionOnly })).toBeVisible();
  await expect(page.getByText(keyText('session-only'))).toBeVisible();
  await takeScreenshot(page, 'key-session-only');
  await call(page, 'settings.change', { maxConcurrentTasks: 1 });
  await writePrompt(page, 'made before the restart');
  await generate(page);
  await expect.poll(() => statesOf(page)).toEqual(['pending']);
  expect(acceptedCount()).toBe(1);
  await writePrompt(page, 'waits across the restart');
  await generate(page);
  await expect.poll(async () => (await tasksOf(page)).length).toBe(2);
  expect(filesWith(home.folder, rightKey)).toEqual([]);
  await studio.quit();
  expect(filesWith(home.folder, rightKey)).toEqual([]);

  studio = await launchStudio(home, { switches });
  page = studio.page;
  await expect(page.getByText(messages.composer.notReadyReasons['no-key']('Work'))).toBeVisible();
  expect((await tasksOf(page)).map(({ state, request }) => [state, request.prompt])).toEqual([
    ['pending', 'made before the restart'],
    ['waiting', 'waits across the restart'],
  ]);
  await navButton(page, 'settings').click();
  await page.getByRole('button', { name: messages.settings.addKey }).first().click();
  const dialog = dialogOf(page, messages.settings.replaceKeyOf('Work'));
  await keyField(dialog).fill(rightKey);
  await connectButton(dialog).click();
  await expect(dialog).toBeHidden();
  service.simulator.configure({ progressMs: 100 });
  service.simulator.advance(longRenderMs);
  await navButton(page, 'library').click();
  await pollUntilStored(page, 'made before the restart');
  await expect.poll(acceptedCount).toBe(2);
});
