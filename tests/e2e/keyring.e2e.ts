// The key is stored only in the real keyring, and the next start does not ask for it.
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createSimulator, type Simulator, type SimulatorAddresses } from '../../electron/simulator/simulator.ts';
import { createTinyClips } from '../contract/simulator/tiny-clip.ts';
import { heapCanary, heapOf } from '../soak/key/heap.ts';
import { searchFiles, searchProcesses, spelledIn, spellingsOf } from '../soak/key/spellings.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { generate, messages, navButton, promptField, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollUntilStored } from './support/tasks.ts';

/** A key that occurs nowhere else on this machine, so that every place where a search finds it is a leak. */
const key = `sk-${Array.from({ length: 32 }, (_, n) => 'q7wz3kxv'[(n * 5 + (n >> 3)) % 8]).join('')}a9f2`;
const prompt = 'a kite over the harbour';

test.describe.configure({ mode: 'serial' });

let home: Home;
let simulator: Simulator;
let service: SimulatorAddresses;
let studio: RunningStudio | null = null;

test.beforeAll(async () => {
  home = createHome();
  simulator = createSimulator({ directory: null, clips: createTinyClips(), settings: { progressMs: 0, credits: 321 } });
  service = await simulator.start();
});

test.afterAll(async () => {
  await studio?.quit();
  await simulator?.stop();
  home?.remove();
});

const profilesSection = (page: Page) => page.getByRole('region', { name: messages.settings.profiles });

const spellings = spellingsOf(key);
const filesWithKey = () => searchFiles(home.folder, spellings).hits;
const filesWith = (text: string) => searchFiles(home.folder, new Map([['text', Buffer.from(text)]])).hits;

test('a key entered in the window is stored in the system keychain', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await navButton(page, 'settings').click();
  await profilesSection(page).getByRole('button', { name: messages.settings.add, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: messages.settings.key, exact: true }).fill(key);
  await dialog.getByText(messages.settings.baseUrls).click();
  await dialog.getByLabel(messages.settings.apiBaseUrl).fill(service.api);
  await dialog.getByLabel(messages.settings.filesBaseUrl).fill(service.files);
  await dialog.getByRole('button', { name: messages.settings.connect }).click();
  await expect(dialog).toHaveCount(0);

  await expect(profilesSection(page)).toContainText('ends in a9f2 · stored in the system keychain');
  await expect(profilesSection(page)).toContainText('321 credits');
  const { profiles } = (await call(page, 'studio.snapshot', {})).status;
  expect(profiles.map((profile) => profile.key)).toEqual([
    { state: 'present', lastFour: 'a9f2', protection: 'keychain', backend: 'gnome_libsecret' },
  ]);
});

test('the heap of the window does not contain the key after it was saved or after a reload', async () => {
  if (studio === null) throw new Error('not running');
  const { page } = studio;
  for (const afterReload of [false, true]) {
    if (afterReload) await page.reload();
    await expect(navButton(page, 'settings')).toBeVisible();
    const heap = await heapOf(page);
    expect(heap.includes(heapCanary)).toBe(true);
    expect(spelledIn(heap, spellings)).toEqual([]);
  }
});

test('no file and no process contains the key, while the studio runs or afterwards', async () => {
  // The search finds the service's address in the database, which proves that it works.
  expect(filesWith(service.api)).not.toEqual([]);
  expect(filesWithKey()).toEqual([]);
  if (process.platform === 'linux') expect(searchProcesses(spellings).hits).toEqual([]);
  await studio?.quit();
  studio = null;
  expect(lstatSync(join(home.userData, 'studio.sqlite')).size).toBeGreaterThan(0);
  expect(filesWithKey()).toEqual([]);
});

test('the next start uses the stored key without asking', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await expect(promptField(page)).toBeVisible();
  await navButton(page, 'settings').click();
  await profilesSection(page).getByRole('button', { name: messages.settings.check, exact: true }).click();
  await expect(profilesSection(page)).toContainText('The key works: 321 credits');
  await takeScreenshot(page, 'settings-key-works');
  await writePrompt(page, prompt);
  await generate(page);
  await navButton(page, 'library').click();
  await pollUntilStored(page, prompt);
  expect(filesWithKey()).toEqual([]);
});
