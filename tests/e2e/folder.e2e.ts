// Moving the library folder with everything in it, and detecting what other programs do to its files.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { submission } from '../support/submission.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { messages, navButton, storedTile } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;
let oldFolder: string;
let newFolder: string;

const request = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), quality: '480p', durationSeconds: 4 });
const videos = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.mp4'));
const fileOf = async (resultId: number): Promise<string> =>
  (await call(page, 'library.records', { resultIds: [resultId] })).items[0]?.fileName ?? '';
/** Emits the event of a focused window, because this display has no window manager that would cause it. */
const focusWindow = () => studio.app.evaluate(({ app }) => void app.emit('browser-window-focus'));
const librarySection = () => page.getByRole('region', { name: messages.settings.library });

test.beforeAll(async () => {
  oldFolder = join(home.videos, 'Evolink Studio');
  newFolder = join(home.folder, 'Big disk', 'Films');
  mkdirSync(newFolder, { recursive: true });
  page = studio.page;
});

test('the library moves to another folder, and its videos play from there', async () => {
  await makeVideo(page, request('a lighthouse in fog'));
  const second = await makeVideo(page, request('a heron on a frozen pond'));
  expect(videos(oldFolder)).toHaveLength(2);
  // Another file in the new folder already has this name.
  const takenName = await fileOf(second);
  writeFileSync(join(newFolder, takenName), 'not ours');
  await answerDialogs(studio, [newFolder]);
  await navButton(page, 'settings').click();
  await librarySection().getByRole('button', { name: messages.folder.move }).click();
  await expect(librarySection().getByText('2 videos moved.')).toBeVisible();
  expect(videos(oldFolder)).toEqual([]);
  expect(videos(newFolder)).toHaveLength(3);
  expect(readFileSync(join(newFolder, takenName), 'utf8')).toBe('not ours');
  expect(await fileOf(second)).toBe(takenName.replace('.mp4', ' (2).mp4'));
  await checkView(page, 'library-moved');

  await navButton(page, 'library').click();
  await storedTile(page, 'heron').dblclick();
  const video = page.locator('video');
  // The verdict is shown for a while only.
  await expect(page.getByText(/^Verified /)).toBeVisible();
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  await checkView(page, 'player-verified');
});

test('a file that disappears is marked as missing until it is back', async () => {
  const [newest = 0] = (await call(page, 'library.index', {})).resultIds;
  const path = join(newFolder, await fileOf(newest));
  await navButton(page, 'library').click();
  renameSync(path, `${path}.away`);
  const tile = storedTile(page, 'heron');
  await expect(async () => {
    await focusWindow();
    await expect(tile).toContainText(messages.library.fileMissing, { timeout: 500 });
  }).toPass();
  await tile.click();
  await checkView(page, 'library-file-gone');

  await navButton(page, 'settings').click();
  await librarySection().getByRole('button', { name: messages.folder.checkNow }).click();
  await expect(librarySection().getByText('1 video intact, 1 missing.')).toBeVisible();
  await checkView(page, 'files-checked');

  renameSync(`${path}.away`, path);
  await librarySection().getByRole('button', { name: messages.folder.checkNow }).click();
  await expect(librarySection().getByText('2 videos intact.')).toBeVisible();
  await navButton(page, 'library').click();
  await expect(tile).not.toContainText(messages.library.fileMissing);
});

test('a file with other bytes under the same name is marked as changed', async () => {
  const [newest = 0] = (await call(page, 'library.index', {})).resultIds;
  const path = join(newFolder, await fileOf(newest));
  const bytes = readFileSync(path);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const tile = storedTile(page, 'heron');
  await tile.click({ button: 'right' });
  await page.getByRole('menuitem', { name: messages.folder.checkFile }).click();
  await expect(tile).toContainText(messages.folder.changed);
  await tile.click();
  await expect(page.getByRole('complementary', { name: messages.library.inspector.label })).toContainText(messages.folder.changedDetail);
  await checkView(page, 'library-file-changed');
});

test('an unusable library folder is reported once for all waiting videos, which are downloaded when it is usable again', async () => {
  const unpluggedFolder = join(home.folder, 'unplugged');
  renameSync(newFolder, unpluggedFolder);
  writeFileSync(newFolder, 'not a folder');
  await call(page, 'tasks.submit', submission(request('two otters'), { variations: 3, sendAnyway: true }));
  await navButton(page, 'queue').click();
  const banner = page.getByRole('status').filter({ hasText: 'library folder' });
  await expect(banner).toBeVisible();
  await expect(banner.getByRole('button', { name: 'Choose folder…' })).toBeVisible();
  await expect(page.getByText('link expires in about').first()).toBeVisible();
  await checkView(page, 'queue-folder-held');
  rmSync(newFolder);
  renameSync(unpluggedFolder, newFolder);
  await page.getByRole('button', { name: messages.queue.actions['retry-download'] }).first().click();
  await expect(banner).toBeHidden();
  await navButton(page, 'library').click();
  await expect(storedTile(page, 'two otters')).toHaveCount(3);
});
