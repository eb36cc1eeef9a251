// The studio behind a proxy that requires a name and a password: the window asks for them once, and the keychain stores them.
import { expect, type Page, test } from '@playwright/test';
import { searchFiles } from '../soak/key/spellings.ts';
import { connectButton, dialogOf, submitNewProfile } from './support/accounts.ts';
import { type AuthenticatingProxy, startAuthenticatingProxy } from './support/authenticating-proxy.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, messages, navButton, promptField, waitUntilStored, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollLiveTasks } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const signIn = { name: 'me', password: 'kestrel over quay 41' };

let home: Home;
let service: OutsideService;
let proxy: AuthenticatingProxy;
let studio: RunningStudio | null = null;

test.beforeAll(async () => {
  home = createHome();
  service = await startService({ progressMs: 0 });
  proxy = await startAuthenticatingProxy({ ...signIn, only: [service.api, service.files] });
});
test.afterAll(async () => {
  await studio?.quit();
  await proxy?.stop();
  await service?.stop();
  home?.remove();
});

async function openStudio(): Promise<Page> {
  const switches = [`--proxy-server=http://${proxy.host}:${proxy.port}`, '--proxy-bypass-list=<-loopback>'];
  studio = await launchStudio(home, { switches });
  return studio.page;
}
const proxyDialog = (page: Page) => dialogOf(page, messages.network.proxyTitle(proxy.host));
/** The submissions that reached the service. */
const submissions = () =>
  service.simulator.state().requests.filter(({ method, path }) => method === 'POST' && path === '/v1/videos/generations');
const proxyQuestion = async (page: Page) => (await call(page, 'studio.snapshot', {})).status.network.proxy;

async function submitSignIn(page: Page, password: string): Promise<void> {
  const dialog = proxyDialog(page);
  await dialog.getByLabel(messages.network.proxyName, { exact: true }).fill(signIn.name);
  await dialog.getByLabel(messages.network.proxyPassword, { exact: true }).fill(password);
  await dialog.getByRole('button', { name: messages.network.signIn, exact: true }).click();
}

test('the window asks for the proxy’s password, asks again after a wrong one, and keeps the profile being connected', async () => {
  const page = await openStudio();
  const account = { name: 'Work', key: 'sk-proxy-1234', api: service.api, files: service.files };
  const profileDialog = await submitNewProfile(page, account);
  await expect(proxyDialog(page)).toContainText(messages.network.proxyDetail(`${proxy.host}:${proxy.port}`, 'Office'));
  await submitSignIn(page, 'wrong');
  await expect(proxyDialog(page)).toBeHidden();
  await connectButton(profileDialog).click();
  await expect(proxyDialog(page)).toContainText(messages.network.proxyRefused);
  await takeScreenshot(page, 'proxy-password-refused');
  await submitSignIn(page, signIn.password);
  await connectButton(profileDialog).click();
  await expect(profileDialog).toBeHidden();
  expect(await proxyQuestion(page)).toBeNull();
});

test('a video is made through the proxy and paid for once', async () => {
  const { page } = studio ?? { page: await openStudio() };
  await navButton(page, 'library').click();
  await expect(promptField(page)).toBeVisible();
  await writePrompt(page, 'a kestrel over the quay');
  await generate(page);
  await expect.poll(() => submissions().length).toBe(1);
  await pollLiveTasks(page);
  await waitUntilStored(page, 'a kestrel over the quay');
  expect(submissions()).toHaveLength(1);
});

test('no file contains the password, and the next start does not ask for it', async () => {
  await studio?.quit();
  expect(searchFiles(home.folder, new Map([['the password', Buffer.from(signIn.password)]])).hits).toEqual([]);
  const before = proxy.requests.length;
  const page = await openStudio();
  await expect.poll(() => proxy.requests.slice(before).some(({ isSignedIn }) => isSignedIn)).toBe(true);
  expect(await proxyQuestion(page)).toBeNull();
});
