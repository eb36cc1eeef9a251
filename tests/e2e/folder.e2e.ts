// The library folder moves with everything in it, and what happens to its files behind the studio's back is noticed and said.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { press } from '../support/press.ts';
import { call, makeVideo } from './support/bridge.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { lookAt } from './support/look-at-view.ts';
import { place, storedTile, words } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;
let oldFolder: string;
let newFolder: string;

const request = (prompt: string) => ({ ...defaultRequest('seedance-1.5-pro', prompt), quality: '480p', durationSeconds: 4 });
const videos = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.mp4'));
const fileOf = async (resultId: number): Promise<string> =>
  (await call(page, 'library.records', { resultIds: [resultId] })).items[0]?.fileName ?? '';
/** What the window manager says when somebody comes back to the window; there is none on this display. */
const comeBack = () => studio.app.evaluate(({ app }) => void app.emit('browser-window-focus'));
const libraryBox = () => page.getByRole('region', { name: words.settings.library });

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
  // A name that is taken there already belongs to somebody else.
  const taken = await fileOf(second);
  writeFileSync(join(newFolder, taken), 'not ours');
  await answerDialogs(studio, [newFolder]);
  await place(page, 'settings').click();
  await libraryBox().getByRole('button', { name: words.folder.move }).click();
  await expect(libraryBox().getByText('2 videos moved.')).toBeVisible();
  expect(videos(oldFolder)).toEqual([]);
  expect(videos(newFolder)).toHaveLength(3);
  expect(readFileSync(join(newFolder, taken), 'utf8')).toBe('not ours');
  expect(await fileOf(second)).toBe(taken.replace('.mp4', ' (2).mp4'));
  await lookAt(page, 'library-moved');

  await place(page, 'library').click();
  await storedTile(page, 'heron').dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  await expect(page.getByText(/^Verified /)).toBeVisible();
  await lookAt(page, 'player-verified');
});

test('a file that vanishes is noticed, and that it is back as well', async () => {
  const [newest = 0] = (await call(page, 'library.index', {})).resultIds;
  const path = join(newFolder, await fileOf(newest));
  await place(page, 'library').click();
  renameSync(path, `${path}.away`);
  const tile = storedTile(page, 'heron');
  await expect(async () => {
    await comeBack();
    await expect(tile).toContainText(words.library.gone, { timeout: 500 });
  }).toPass();
  await tile.click();
  await lookAt(page, 'library-file-gone');

  await place(page, 'settings').click();
  await libraryBox().getByRole('button', { name: words.folder.checkNow }).click();
  await expect(libraryBox().getByText('1 video intact, 1 missing.')).toBeVisible();
  await lookAt(page, 'files-checked');

  renameSync(`${path}.away`, path);
  await libraryBox().getByRole('button', { name: words.folder.checkNow }).click();
  await expect(libraryBox().getByText('2 videos intact.')).toBeVisible();
  await place(page, 'library').click();
  await expect(tile).not.toContainText(words.library.gone);
});

test('other bytes under the same name are told from what was stored', async () => {
  const [newest = 0] = (await call(page, 'library.index', {})).resultIds;
  const path = join(newFolder, await fileOf(newest));
  const bytes = readFileSync(path);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const tile = storedTile(page, 'heron');
  await tile.click({ button: 'right' });
  await page.getByRole('menuitem', { name: words.folder.checkFile }).click();
  await expect(tile).toContainText(words.folder.changed);
  await tile.click();
  await expect(page.getByRole('complementary', { name: words.library.inspector.label })).toContainText(words.folder.changedDetail);
  await lookAt(page, 'library-file-changed');
});

test('a folder that cannot take videos is said once for all that wait, and they go on when it can', async () => {
  const away = join(home.folder, 'unplugged');
  renameSync(newFolder, away);
  writeFileSync(newFolder, 'something else lies here');
  await call(page, 'tasks.submit', { key: press(), request: request('two otters'), variations: 3, sendAnyway: true, sourceTaskId: null });
  await place(page, 'queue').click();
  const banner = page.getByRole('status').filter({ hasText: 'library folder' });
  await expect(banner).toBeVisible();
  await expect(banner.getByRole('button', { name: 'Choose folder…' })).toBeVisible();
  await expect(page.getByText('link expires in about').first()).toBeVisible();
  await lookAt(page, 'queue-folder-held');
  rmSync(newFolder);
  renameSync(away, newFolder);
  await page.getByRole('button', { name: words.queue.actions['retry-download'] }).first().click();
  await expect(banner).toBeHidden();
  await place(page, 'library').click();
  await expect(storedTile(page, 'two otters')).toHaveCount(3);
});
