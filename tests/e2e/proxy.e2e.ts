// The built studio behind a proxy that wants a name and a password: asked for in the window, kept in the keychain, never twice.
import { expect, type Page, test } from '@playwright/test';
import { searchFiles } from '../soak/key/spellings.ts';
import { askForProfile, connectButton, dialogOf, hurryLooks } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takePicture } from './support/look-at-view.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { type SigningProxy, startSigningProxy } from './support/signing-proxy.ts';
import { generate, place, promptField, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

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
const proxyDialog = (page: Page) => dialogOf(page, words.network.proxyTitle(proxy.host));
/** Submissions that reached the service. */
const accepted = () => service.does.state().requests.filter(({ method, path }) => method === 'POST' && path === '/v1/videos/generations');
const question = async (page: Page) => (await call(page, 'studio.snapshot', {})).status.network.proxy;

async function answer(page: Page, password: string): Promise<void> {
  const dialog = proxyDialog(page);
  await dialog.getByLabel(words.network.proxyName, { exact: true }).fill(signIn.name);
  await dialog.getByLabel(words.network.proxyPassword, { exact: true }).fill(password);
  await dialog.getByRole('button', { name: words.network.signIn, exact: true }).click();
}

test('the window asks, asks again after a wrong password, and what was typed meanwhile is still there', async () => {
  const page = await open();
  const account = { name: 'Work', key: 'sk-proxy-1234', api: service.api, files: service.files };
  const connecting = await askForProfile(page, account);
  await expect(proxyDialog(page)).toContainText(words.network.proxyDetail(`${proxy.host}:${proxy.port}`, 'Office'));
  await answer(page, 'wrong');
  await expect(proxyDialog(page)).toBeHidden();
  await connectButton(connecting).click();
  await expect(proxyDialog(page)).toContainText(words.network.proxyRefused);
  await takePicture(page, 'proxy-password-refused');
  await answer(page, signIn.password);
  await connectButton(connecting).click();
  await expect(connecting).toBeHidden();
  expect(await question(page)).toBeNull();
});

test('a video is made through it, paid for once', async () => {
  const { page } = studio ?? { page: await open() };
  await place(page, 'library').click();
  await expect(promptField(page)).toBeVisible();
  await writePrompt(page, 'a kestrel over the quay');
  await generate(page);
  await expect.poll(() => accepted().length).toBe(1);
  await hurryLooks(page);
  await waitUntilStored(page, 'a kestrel over the quay');
  expect(accepted()).toHaveLength(1);
});

test('the password stands in no file, and the next start needs nobody to type it', async () => {
  await studio?.quit();
  expect(searchFiles(home.folder, new Map([['the password', Buffer.from(signIn.password)]])).hits).toEqual([]);
  const before = proxy.heard.length;
  const page = await open();
  await expect.poll(() => proxy.heard.slice(before).some(({ letThrough }) => letThrough)).toBe(true);
  expect(await question(page)).toBeNull();
});
