// The display of the library: the size of the tiles, how pictures fit into tiles, the list with its columns, and the months at the edge.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import BetterSqlite from 'better-sqlite3';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView, takeScreenshot, takesScreenshots, waitUntilStill } from './support/check-view.ts';
import { chooseSimulator, messages, waitForPosters } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { display } = messages.library;
const launch = { drawsClipPerTask: takesScreenshots };
let home: Home;
let studio: RunningStudio;

const prompts = [
  'A red fox crosses a frozen river',
  'Old tram through rain',
  'Paper lanterns drift over a lake',
  'Macro of dew on a spider web',
  'Drone over basalt columns',
  'Origami whale swims through clouds',
];
const ratios = ['16:9', '9:16', '1:1', '16:9', '16:9', '4:3'] as const;

/** Dates the videos two months apart, so that the library covers almost a year. */
function spreadOverMonths(): void {
  const database = new BetterSqlite(join(home.userData, 'studio.sqlite'));
  const ids = database.prepare('SELECT id FROM result ORDER BY id DESC').pluck().all() as number[];
  const setStoredAt = database.prepare('UPDATE result SET storedAtMs = ? WHERE id = ?');
  for (const [n, id] of ids.entries()) setStoredAt.run(new Date(2026, 9 - 2 * n, 12).getTime(), id);
  database.close();
}

test.beforeAll(async () => {
  home = createHome();
  studio = await launchStudio(home, launch);
  await chooseSimulator(studio.page);
  for (const [n, prompt] of prompts.entries()) {
    await makeVideo(studio.page, {
      ...defaultRequest('seedance-1.5-pro', prompt),
      aspectRatio: ratios[n] ?? '16:9',
      durationSeconds: n % 2 === 0 ? 4 : 8,
    });
  }
  await waitForPosters(studio.page);
  await studio.quit();
  spreadOverMonths();
  studio = await launchStudio(home, launch);
});

test.afterAll(async () => {
  await studio.quit();
  home.remove();
});

const tiles = (page: Page) => page.locator('[data-cell^="r"]');
const viewButton = (page: Page) => page.getByRole('button', { name: new RegExp(`^${display.button}`) });
const settings = async (page: Page) => (await call(page, 'studio.snapshot', {})).status.settings;
const tileWidth = async (page: Page): Promise<number> => (await tiles(page).first().boundingBox())?.width ?? 0;

test('the slider, keys and the wheel change the size of the tiles, which is kept after a reload', async () => {
  const { page } = studio;
  await page.setViewportSize({ width: 1280, height: 800 });
  await viewButton(page).click();
  const slider = page.getByRole('slider', { name: display.tileSize });
  await waitForPosters(page);
  await checkView(page, 'display-menu');
  await page.setViewportSize({ width: 1280, height: 800 });
  await waitUntilStill(page);
  const before = await tileWidth(page);
  await slider.focus();
  for (let step = 0; step < 15; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => tileWidth(page)).toBeGreaterThan(before);
  await page.keyboard.press('Escape');
  await expect(viewButton(page)).toBeFocused();
  await waitUntilStill(page);
  const large = await tileWidth(page);
  await tiles(page).first().focus();
  await expect(tiles(page).first()).toBeFocused();
  await page.keyboard.press('-');
  await expect.poll(() => tileWidth(page)).toBeLessThan(large);
  await tiles(page).first().hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(() => tileWidth(page)).toBe(large);
  await expect.poll(async () => (await settings(page)).libraryTilePixels).toBe(Math.floor(large));
  await page.reload();
  await expect.poll(() => tileWidth(page)).toBe(large);
});

test('pictures fill their tiles if the user chooses so', async () => {
  const { page } = studio;
  const picture = tiles(page).first().locator('img').first();
  await expect(picture).toHaveCSS('object-fit', 'contain');
  await viewButton(page).click();
  await page.getByRole('radio', { name: display.fits.fill }).click();
  await expect(picture).toHaveCSS('object-fit', 'cover');
  await page.keyboard.press('Escape');
  await checkView(page, 'library-fill');
});

test('the months at the edge scroll the library by keys and pointer', async () => {
  const { page } = studio;
  await page.setViewportSize({ width: 1280, height: 800 });
  const months = page.getByRole('slider', { name: display.months });
  const month = (index: number): string => messages.format.month(new Date(2026, 9 - 2 * index, 1).getTime());
  await expect(months).toHaveAttribute('aria-valuetext', month(0));
  await months.focus();
  await page.keyboard.press('ArrowDown');
  await expect(months).toHaveAttribute('aria-valuetext', month(1));
  await page.keyboard.press('Enter');
  await expect(tiles(page).filter({ hasText: prompts[4] ?? '' })).toBeFocused();
  const box = await months.boundingBox();
  if (box === null) throw new Error('the months are not shown');
  await page.mouse.move(box.x + 10, box.y + box.height / 2);
  await page.mouse.down();
  await waitUntilStill(page);
  await takeScreenshot(page, 'months');
  await page.mouse.move(box.x + 10, box.y + 2);
  await page.mouse.up();
  await expect(months).toHaveAttribute('aria-valuetext', month(0));
  await page.mouse.move(300, 300);
  await page.setViewportSize({ width: 1280, height: 3_000 });
  await expect(months).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('the columns of the list sort it, and the keys of the grid work in it', async () => {
  const { page } = studio;
  await viewButton(page).click();
  await page.getByRole('radio', { name: display.layouts.list }).click();
  await page.keyboard.press('Escape');
  const heading = (name: string) => page.getByRole('columnheader', { name });
  await expect(heading(display.columns.date)).toHaveAttribute('aria-sort', 'descending');
  await expect(tiles(page).first()).toContainText(prompts[5] ?? '');
  await checkView(page, 'library-list');
  await heading(display.columns.duration).getByRole('button').click();
  await expect(heading(display.columns.duration)).toHaveAttribute('aria-sort', 'descending');
  await expect(tiles(page).first()).toContainText(messages.format.seconds(8));
  await page.keyboard.press('Enter');
  await expect(heading(display.columns.duration)).toHaveAttribute('aria-sort', 'ascending');
  await expect(tiles(page).first()).toContainText(messages.format.seconds(4));
  await page.keyboard.press('ArrowLeft');
  await expect(heading(display.columns.date).getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(display.columns.date)).toHaveAttribute('aria-sort', 'descending');
  await expect(tiles(page).first()).toContainText(prompts[5] ?? '');
  await tiles(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('[data-cell][aria-selected="true"]')).toHaveCount(2);
  await page.setViewportSize({ width: 960, height: 600 });
  await waitUntilStill(page);
  await takeScreenshot(page, 'library-list-960');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
});
