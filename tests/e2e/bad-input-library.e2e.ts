// The library folder cannot store a video because it is blocked by a file, read-only, full, or missing. The video waits, a message says why
// and what to do, and the video is stored as soon as the folder is usable.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { addProfile, errorSentence } from './support/accounts.ts';
import { call } from './support/bridge.ts';
import { takeScreenshot } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { type OutsideService, startService } from './support/outside-service.ts';
import { generate, messages, navButton, storedTile, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { pollLiveTasks } from './support/tasks.ts';

const clipBytes = 2_000_000;

let home: Home;
let folder: string;
let studio: RunningStudio;
let service: OutsideService;
let page: Page;
let isMounted = false;

test.beforeEach(async () => {
  home = createHome();
  folder = join(home.videos, 'Evolink Studio');
  service = await startService({}, clipBytes);
});

test.afterEach(async () => {
  await studio.quit();
  await service.stop();
  if (isMounted) execFileSync('umount', [folder]);
  isMounted = false;
  home.remove();
});

async function start(): Promise<void> {
  studio = await launchStudio(home);
  page = studio.page;
  await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api: service.api, files: service.files });
}

/** Mounts a small file system in place of the library folder. Returns false if this machine does not allow that. */
function mountSmall(size: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    isMounted = true;
  } catch {
    return false;
  }
  return true;
}

const videoFiles = (path = folder): string[] => readdirSync(path).filter((name) => name.endsWith('.mp4'));
const row = (prompt: string) => page.getByRole('listitem').filter({ hasText: prompt });
const tryAgain = (prompt: string) => row(prompt).getByRole('button', { name: messages.queue.actions['retry-download'] });

/** Clicks Generate and waits until the service has finished the video and storing it in the folder has failed. */
async function generateWithoutStoring(prompt: string): Promise<void> {
  await writePrompt(page, prompt);
  await generate(page);
  await navButton(page, 'queue').click();
  await expect(async () => {
    await pollLiveTasks(page);
    await expect(tryAgain(prompt)).toBeVisible({ timeout: 500 });
  }).toPass();
}

async function expectInSettings(text: string | RegExp, pictureName: string): Promise<void> {
  await navButton(page, 'settings').click();
  await expect(page.getByRole('alert').filter({ hasText: text })).toBeVisible();
  await takeScreenshot(page, `settings-folder-${pictureName}`);
  await navButton(page, 'queue').click();
}

async function expectStored(prompt: string): Promise<void> {
  await navButton(page, 'library').click();
  await expect(storedTile(page, prompt)).toBeVisible();
  await expect.poll(async () => (await call(page, 'studio.snapshot', {})).status.library.error).toBeNull();
  expect(service.simulator.ledger().accepted).toHaveLength(1);
}

test('a file in place of the library folder is reported at once, and the video can be stored in another folder', async () => {
  writeFileSync(folder, 'not a folder');
  await start();
  await expectInSettings(errorSentence({ kind: 'library-unwritable', folder, detail: '' }), 'blocked');
  await generateWithoutStoring('blocked by a file');
  await expect(row('blocked by a file')).toContainText(/the app cannot write to the library folder|the library folder is missing/);

  const otherFolder = join(home.folder, 'Elsewhere');
  await answerDialogs(studio, [otherFolder]);
  await navButton(page, 'settings').click();
  await page.getByRole('alert').getByRole('button', { name: 'Choose folder…' }).click();
  await expectStored('blocked by a file');
  expect(videoFiles(otherFolder)).toHaveLength(1);
  expect(readFileSync(folder, 'utf8')).toBe('not a folder');
});

test('while the library folder is read-only, the video waits at EvoLink', async () => {
  test.skip(!mountSmall('16m'), 'file systems cannot be mounted on this machine');
  await start();
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  await generateWithoutStoring('onto a read-only disk');
  await expect(row('onto a read-only disk')).toContainText('the app cannot write to the library folder');
  await expectInSettings(errorSentence({ kind: 'library-unwritable', folder, detail: '' }), 'read-only');
  expect(videoFiles()).toEqual([]);
  execFileSync('mount', ['-o', 'remount,rw', folder]);
  await tryAgain('onto a read-only disk').click();
  await expectStored('onto a read-only disk');
  expect(videoFiles()).toHaveLength(1);
});

test('a full disk is reported with the needed and the free space, and the video is stored once there is room', async () => {
  test.skip(!mountSmall('16m'), 'file systems cannot be mounted on this machine');
  const otherFile = join(folder, 'somebody’s.bin');
  await start();
  writeFileSync(otherFile, Buffer.alloc(12_000_000, 1));
  await generateWithoutStoring('onto a full disk');
  await expect(row('onto a full disk')).toContainText('the disk is full');
  await takeScreenshot(page, 'queue-disk-full');
  await expectInSettings(
    /The disk is full\. [\d.,]+ (KB|MB) is needed in .*Evolink Studio, [\d.,]+ (KB|MB) is free\. Free up some space, or choose another folder\./,
    'full',
  );
  expect(videoFiles()).toEqual([]);
  expect(readFileSync(otherFile)).toHaveLength(12_000_000);
  rmSync(otherFile);
  await tryAgain('onto a full disk').click();
  await expectStored('onto a full disk');
  expect(videoFiles()).toHaveLength(1);
});

test('a library folder that disappears while the studio runs is reported, and the video is stored when the folder is back', async () => {
  await start();
  // The studio creates the folder beside the window's start.
  await expect.poll(() => existsSync(folder)).toBe(true);
  const unpluggedFolder = join(home.folder, 'unplugged');
  renameSync(folder, unpluggedFolder);
  await generateWithoutStoring('onto a disk that is gone');
  await expect(row('onto a disk that is gone')).toContainText('the library folder is missing');
  await takeScreenshot(page, 'queue-folder-gone');
  await expectInSettings(errorSentence({ kind: 'library-missing', folder }), 'missing');
  renameSync(unpluggedFolder, folder);
  await tryAgain('onto a disk that is gone').click();
  await expectStored('onto a disk that is gone');
  expect(videoFiles()).toHaveLength(1);
});
