// Deleting videos by key, undo, the trash, restoring, deleting for good and emptying the trash.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { messages } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });

const texts = messages.trash;
const prompts = ['A red fox crosses a frozen river', 'Old tram through rain', 'Paper lanterns drift over a lake', 'Macro of dew'] as const;
const ids: number[] = [];
const tile = (page: Page, index: number) => page.locator(`[data-cell="r${ids[index]}"]`);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const trashButton = (page: Page) => page.getByRole('button', { name: new RegExp(`^${texts.show}`) }).first();
const trashedIds = async (page: Page) => (await call(page, 'library.trashIndex', {})).resultIds;

/** Counts the video files in the trash and in the library folder itself. */
async function videoFileCounts(page: Page): Promise<readonly [number, number]> {
  const { folder } = (await call(page, 'studio.snapshot', {})).status.library;
  const trash = join(folder, '.evolink-trash');
  const videosIn = (path: string): number => readdirSync(path).filter((name) => name.endsWith('.mp4')).length;
  return [existsSync(trash) ? videosIn(trash) : 0, videosIn(folder)];
}

test.beforeAll(async () => {
  for (const prompt of [...prompts].reverse())
    ids.unshift(await makeVideo(studio.page, { ...defaultRequest('seedance-1.5-pro', prompt), durationSeconds: 4 }));
});

test('Delete moves the selected video to the trash and selects the next one; undo restores it', async () => {
  const { page } = studio;
  await tile(page, 0).click();
  await page.keyboard.press('Delete');
  await expect(tile(page, 0)).toHaveCount(0);
  await expect(tile(page, 1)).toBeFocused();
  await expect(tile(page, 1)).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => videoFileCounts(page)).toEqual([1, 3]);
  await checkView(page, 'library-deleted');
  await page.keyboard.press('Control+z');
  await expect(tile(page, 0)).toBeVisible();
  await expect.poll(() => videoFileCounts(page)).toEqual([0, 4]);
});

test('Delete in a menu selects and focuses the next video, like the key', async () => {
  const { page } = studio;
  await tile(page, 0).click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: texts.delete, exact: true }).press('Enter');
  await expect(tile(page, 0)).toHaveCount(0);
  await expect(tile(page, 1)).toHaveAttribute('aria-selected', 'true');
  await expect(tile(page, 1)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(tile(page, 0)).toBeVisible();
});

test('an arrow key leads into the grid while nothing has the focus', async () => {
  const { page } = studio;
  await tile(page, 1).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('ArrowRight');
  await expect(tile(page, 1)).toBeFocused();
});

test('several videos are deleted at once, shown in the trash, and restored by keyboard', async () => {
  const { page } = studio;
  await tile(page, 0).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Backspace');
  await expect.poll(() => trashedIds(page)).toHaveLength(2);
  await trashButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(tile(page, 0)).toBeVisible();
  await expect(tile(page, 2)).toHaveCount(0);
  await checkView(page, 'trash', ['dark', 'light']);
  await tile(page, 0).click();
  await button(page, texts.restore).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => trashedIds(page)).toEqual([ids[1]]);
});

test('deleting for good asks first, and Escape cancels it', async () => {
  const { page } = studio;
  await tile(page, 1).click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText(texts.question(1))).toBeVisible();
  await expect(async () => {
    const { bytes } = (await call(page, 'studio.snapshot', {})).status.library.trash;
    expect(bytes).toBeGreaterThan(0);
    await expect(dialog.getByText(texts.questionDetail(bytes))).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await checkView(page, 'trash-question');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await trashedIds(page)).toEqual([ids[1]]);
  await button(page, texts.deleteForGood).click();
  await dialog.getByRole('button', { name: texts.confirm }).click();
  await expect.poll(() => videoFileCounts(page)).toEqual([0, 3]);
  await expect(page.getByText(texts.nothing.title)).toBeVisible();
});

test('the trash is emptied after a confirmation', async () => {
  const { page } = studio;
  await trashButton(page).click();
  await tile(page, 0).click();
  await page.keyboard.press('Delete');
  await expect.poll(() => trashedIds(page)).toHaveLength(1);
  await trashButton(page).click();
  await button(page, texts.empty).click();
  await page.getByRole('alertdialog').getByRole('button', { name: texts.confirm }).click();
  await expect.poll(() => videoFileCounts(page)).toEqual([0, 2]);
});
