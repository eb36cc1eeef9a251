// A key and the real keyring: it is kept there and nowhere else, and the next start needs nobody to paste it again.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createSimulator, type Simulator, type SimulatorAddresses } from '../../electron/simulator/simulator.ts';
import { createTinyClips } from '../contract/simulator/tiny-clip.ts';
import { call } from './support/bridge.ts';
import { generate, place, promptField, waitUntilStored, words, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

/** Nothing else on this machine looks like it, so that finding it means something. */
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

const row = (page: Page) => page.getByRole('region', { name: words.settings.profiles });

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}

/** Every file that holds the text, in the encodings programs write text in. */
function filesWith(text: string): string[] {
  const needles = [
    Buffer.from(text, 'latin1'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, -4)),
  ];
  return filesBelow(home.folder).filter((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle));
  });
}

/** Every process but this one that shows the text in its command line or its environment. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) return false;
    const shown = ['cmdline', 'environ'].map((file) => {
      try {
        return readFileSync(`/proc/${entry}/${file}`);
      } catch {
        return Buffer.alloc(0); // gone in the meantime
      }
    });
    return shown.some((bytes) => bytes.includes(text));
  });
}

test('a key connected in the window is kept in the system keychain', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await place(page, 'settings').click();
  await row(page).getByRole('button', { name: words.settings.add, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: words.settings.key, exact: true }).fill(key);
  await dialog.getByText(words.settings.baseUrls).click();
  await dialog.getByLabel(words.settings.apiBaseUrl).fill(service.api);
  await dialog.getByLabel(words.settings.filesBaseUrl).fill(service.files);
  await dialog.getByRole('button', { name: words.settings.connect }).click();
  await expect(dialog).toHaveCount(0);

  await expect(row(page)).toContainText('ends in a9f2 · kept in the system keychain');
  await expect(row(page)).toContainText('321 credits');
  const { profiles } = (await call(page, 'studio.snapshot', {})).status;
  expect(profiles.map((profile) => profile.key)).toEqual([
    { state: 'present', lastFour: 'a9f2', protection: 'keychain', backend: 'gnome_libsecret' },
  ]);
});

test('no file and no process shows the key, while it runs or afterwards', async () => {
  // The search finds what is there: the address lies in the database.
  expect(filesWith(service.api)).not.toEqual([]);
  expect(filesWith(key)).toEqual([]);
  if (process.platform === 'linux') expect(processesWith(key)).toEqual([]);
  await studio?.quit();
  studio = null;
  expect(lstatSync(join(home.userData, 'studio.sqlite')).size).toBeGreaterThan(0);
  expect(filesWith(key)).toEqual([]);
});

test('the next start works without asking', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await expect(promptField(page)).toBeVisible();
  await place(page, 'settings').click();
  await row(page).getByRole('button', { name: words.settings.check, exact: true }).click();
  await expect(row(page)).toContainText('The key works: 321 credits');
  await writePrompt(page, prompt);
  await generate(page);
  await place(page, 'library').click();
  // The service's own clock applies: the first look comes after 15 s.
  await waitUntilStored(page, prompt);
  expect(filesWith(key)).toEqual([]);
});
