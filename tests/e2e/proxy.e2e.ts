// The built studio behind a proxy that requires a name and a password: the window asks for them once, and the keychain keeps them.
import { expect, type Page, test } from '@playwright/test';
import { searchFiles } from '../soak/key/spellings.ts';
import { connectButton, dialogOf, submitNewProfile } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { type SigningProxy, startSigningProxy } from './support/signing-proxy.ts';
import { generate, messages, navButton, promptField, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const signIn = { name: 'me', password: 'kestrel over quay 41' };

let home: Home;
let service: OutsideService;
let proxy: SigningProxy;
let studio: RunningStudio | null = null;

test.beforeAll(async () => {
  home = createHome();
  service = await startService({ progressMs: 0 });
  proxy = await startSigningProxy({ ...signIn, only: [service.api, service.files] });
});
test.afterAll(async () => {
  await studio?.quit();
  await proxy?.stop();
  await service?.stop();
  home?.remove();
});

async function open(): Promise<Page> {
  const switches = [`--proxy-server=http://${proxy.host}:${proxy.port}`, '--proxy-bypass-list=<-loopback>'];
  studio = await launchStudio(home, { switches });
  return studio.page;
}
const proxyDialog = (page: Page) => dialogOf(page, messages.network.proxyTitle(proxy.host));
/** Submissions that reached the service. */
const acceptedCount = () =>
  service.simulator.state().requests.filter(({ method, path }) => method === 'POST' && path === '/v1/videos/generations');
const question = async (page: Page) => (await call(page, 'studio.snapshot', {})).status.network.proxy;

async function answer(page: Page, password: string): Promise<void> {
  const dialog = proxyDialog(page);
  await dialog.getByLabel(messages.network.proxyName, { exact: true }).fill(signIn.name);
  await dialog.getByLabel(messages.network.proxyPassword, { exact: true }).fill(password);
  await dialog.getByRole('button', { name: messages.network.signIn, exact: true }).click();
}

test('the window asks for the proxy’s password, asks again after a wrong one, and keeps the profile being connected', async () => {
  const page = await open();
  const account = { name: 'Work', key: 'sk-proxy-1234', api: service.api, files: service.files };
  const connecting = await submitNewProfile(page, account);
  await expect(proxyDialog(page)).toContainText(messages.network.proxyDetail(`${proxy.host}:${proxy.port}`, 'Office'));
  await answer(page, 'wrong');
  await expect(proxyDialog(page)).toBeHidden();
  await connectButton(connecting).click();
  await expect(proxyDialog(page)).toContainText(messages.network.proxyRefused);
  await takeScreenshot(page, 'proxy-password-refused');
  await answer(page, signIn.password);
  await connectButton(connecting).click();
  await expect(connecting).toBeHidden();
  expect(await question(page)).toBeNull();
});

test('a video is made through the proxy and paid for once', async () => {
  const { page } = studio ?? { page: await open() };
  await navButton(page, 'library').click();
  await expect(promptField(page)).toBeVisible();
  await writePrompt(page, 'a kestrel over the quay');
  await generate(page);
  await expect.poll(() => acceptedCount().length).toBe(1);
  await pollLiveTasks(page);
  await waitUntilStored(page, 'a kestrel over the quay');
  expect(acceptedCount()).toHaveLength(1);
});

test('no file contains the password, and the next start does not ask for it', async () => {
  await studio?.quit();
  expect(searchFiles(home.folder, new Map([['the password', Buffer.from(signIn.password)]])).hits).toEqual([]);
  const before = proxy.requests.length;
  const page = await open();
  await expect.poll(() => proxy.requests.slice(before).some(({ isSignedIn }) => isSignedIn)).toBe(true);
  expect(await question(page)).toBeNull();
});
