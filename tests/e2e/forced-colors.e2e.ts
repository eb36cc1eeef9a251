// With forced colours, as in the high contrast mode of Windows, every state of a control is visible without the app's own backgrounds and
// shadows.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { takeScreenshot, waitUntilStill } from './support/check-view.ts';
import { generateButton, messages, navButton, promptField, storedTile, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'a fox'));
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'a hare'));
  // The theme must not change after this line, because that would end Chromium's emulation of forced colours.
  await page.emulateMedia({ forcedColors: 'active' });
});

/** Takes a screenshot of a control without the pointer over it and, unless `keepsFocus`, without the focus. */
async function pictureOf(control: Locator, keepsFocus = false): Promise<string> {
  await control.scrollIntoViewIfNeeded();
  await page.mouse.move(1, 1);
  if (!keepsFocus) await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await waitUntilStill(page);
  return (await control.screenshot()).toString('base64');
}

/** Counts the colours in a control's picture, and checks whether its edge differs from its surroundings. */
async function coloursOf(control: Locator): Promise<{ inside: number; isEdgeDrawn: boolean }> {
  const box = await control.boundingBox();
  if (box === null) throw new Error('not on the page');
  const clip = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const colourAt = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].join();
    const colours = new Set<string>();
    for (let x = 5; x < image.width - 5; x += 1) for (let y = 5; y < image.height - 5; y += 1) colours.add(colourAt(x, y));
    const middle = Math.floor(image.height / 2);
    const edge = [4, 5, 6].map((x) => colourAt(x, middle));
    return { inside: colours.size, isEdgeDrawn: edge.some((colour) => colour !== colourAt(1, middle)) };
  }, png);
}

async function expectVisibleChange(control: Locator, change: () => Promise<unknown>, keepsFocus = false): Promise<void> {
  const before = await pictureOf(control, keepsFocus);
  expect((await coloursOf(control)).inside, 'something is visible').toBeGreaterThan(1);
  await change();
  const after = await pictureOf(control, keepsFocus);
  expect((await coloursOf(control)).inside, 'something is visible after the change').toBeGreaterThan(1);
  expect(after === before, 'the two states look the same').toBe(false);
}

test('a switch and a radio group show their states', async () => {
  await navButton(page, 'settings').click();
  const quitSwitch = page.getByRole('switch', { name: messages.quitting.setting });
  await expectVisibleChange(quitSwitch, async () => {
    await quitSwitch.click();
    await expect(quitSwitch).toHaveAttribute('aria-checked', 'false');
  });
  const eightTasks = page
    .getByRole('radiogroup', { name: messages.settings.maxConcurrentTasks })
    .getByRole('radio', { name: '8', exact: true });
  await expect(eightTasks).toHaveAttribute('aria-checked', 'false');
  await expectVisibleChange(eightTasks, async () => {
    await eightTasks.click();
    await expect(eightTasks).toHaveAttribute('aria-checked', 'true');
  });
  await takeScreenshot(page, 'forced-colors-settings');
});

test('the navigation marks the current view', async () => {
  await expectVisibleChange(navButton(page, 'library'), () => navButton(page, 'library').click());
});

test('the aspect ratios, the duration slider and Generate show their states', async () => {
  await page.locator('#model').click();
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill('seedance-1.5-pro');
  await page.keyboard.press('Enter');
  const tall = page.locator('label').filter({ has: page.getByRole('radio', { name: '9:16' }) });
  await expectVisibleChange(tall, () => tall.click());
  const slider = page.getByRole('slider', { name: messages.composer.duration });
  await expectVisibleChange(slider, async () => {
    await slider.focus();
    await page.keyboard.press('End');
  });
  await writePrompt(page, '');
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  expect((await coloursOf(generateButton(page))).isEdgeDrawn).toBe(true);
  await expectVisibleChange(generateButton(page), async () => {
    await writePrompt(page, 'a fox');
    await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  });
  expect((await coloursOf(generateButton(page))).isEdgeDrawn).toBe(true);
});

test('a selected tile of the library is marked', async () => {
  const tile = storedTile(page, 'a fox').first();
  // Selects another tile first, because the first selection opens the inspector beside the grid.
  await storedTile(page, 'a hare').first().click();
  await expect(tile).toHaveAttribute('aria-selected', 'false');
  await expectVisibleChange(tile, async () => {
    await tile.click();
    await expect(tile).toHaveAttribute('aria-selected', 'true');
  });
  await takeScreenshot(page, 'forced-colors-library');
});

test('the active row of the prompt history and of the model picker is marked, and so is an active filter', async () => {
  await promptField(page).press('Control+p');
  const history = page.getByRole('listbox', { name: messages.prompts.history.open }).getByRole('option');
  await expect(history).toHaveCount(2);
  await expect(page.getByRole('combobox', { name: messages.prompts.history.search })).toBeFocused();
  await expectVisibleChange(history.nth(0), () => page.keyboard.press('ArrowDown'), true);
  await takeScreenshot(page, 'forced-colors-history');
  await page.keyboard.press('Escape');

  await page.locator('#model').click();
  const models = page.locator('[data-model]');
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill('veo');
  await page.keyboard.press('PageUp');
  await expectVisibleChange(models.first(), () => page.keyboard.press('ArrowDown'), true);
  const filter = page.getByRole('group', { name: messages.modelPicker.filters }).getByRole('button').first();
  await expectVisibleChange(filter, () => filter.click(), true);
  await takeScreenshot(page, 'forced-colors-models');
  await page.keyboard.press('Escape');
});

test('a chosen value of a batch is marked', async () => {
  await page.keyboard.press('Control+b');
  const value = page.getByRole('region', { name: messages.batch.title }).locator('[aria-pressed]').first();
  await expectVisibleChange(value, () => value.click());
  await takeScreenshot(page, 'forced-colors-batch');
  await navButton(page, 'library').click();
});

test('the seek bar of the player shows its position', async () => {
  await storedTile(page, 'a fox').first().focus();
  await page.keyboard.press('Enter');
  const track = page.getByRole('slider', { name: messages.player.seek });
  const video = page.locator('video');
  const secondsNow = () => video.evaluate((v: HTMLVideoElement) => v.currentTime);
  // The keys that seek need the duration of the video.
  await expect(page.getByRole('button', { name: messages.frames.use, exact: true })).toBeEnabled();
  await page.keyboard.press('k');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.paused)).toBe(true);
  await page.keyboard.press('Home');
  await expect.poll(secondsNow).toBe(0);
  await expectVisibleChange(track, async () => {
    await page.keyboard.press('End');
    await expect.poll(secondsNow).toBeGreaterThan(3);
  });
  await takeScreenshot(page, 'forced-colors-player');
});
