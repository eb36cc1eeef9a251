// Forced colours, as Windows' high contrast has them: every state of a control is to be seen without backgrounds and shadows of our own.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { makeVideo } from './support/bridge.ts';
import { takePicture, waitUntilStill } from './support/look-at-view.ts';
import { generateButton, place, promptField, storedTile, words, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const { studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'a fox'));
  await makeVideo(page, defaultRequest('seedance-1.5-pro', 'a hare'));
  // A change of theme after this would end it: Chromium forgets the emulation then.
  await page.emulateMedia({ forcedColors: 'active' });
});

/** What a control looks like by itself: no pointer over it, no focus ring where the keyboard need not stay. */
async function pictureOf(control: Locator, keepsFocus = false): Promise<string> {
  await control.scrollIntoViewIfNeeded();
  await page.mouse.move(1, 1);
  if (!keepsFocus) await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await waitUntilStill(page);
  return (await control.screenshot()).toString('base64');
}

/** Whether a control is seen at all: the number of colours in its picture, and of those along its edge that are not the ground around it. */
async function coloursOf(control: Locator): Promise<{ inside: number; edgeIsDrawn: boolean }> {
  const box = await control.boundingBox();
  if (box === null) throw new Error('not on the page');
  const around = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
  const png = (await page.screenshot({ clip: around })).toString('base64');
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].join();
    const colours = new Set<string>();
    for (let x = 5; x < image.width - 5; x += 1) for (let y = 5; y < image.height - 5; y += 1) colours.add(at(x, y));
    const middle = Math.floor(image.height / 2);
    const edge = [4, 5, 6].map((x) => at(x, middle));
    return { inside: colours.size, edgeIsDrawn: edge.some((colour) => colour !== at(1, middle)) };
  }, png);
}

async function expectTwoLooks(control: Locator, change: () => Promise<unknown>, keepsFocus = false): Promise<void> {
  const before = await pictureOf(control, keepsFocus);
  expect((await coloursOf(control)).inside, 'something is seen').toBeGreaterThan(1);
  await change();
  const after = await pictureOf(control, keepsFocus);
  expect((await coloursOf(control)).inside, 'something is seen after the change').toBeGreaterThan(1);
  expect(after === before, 'the two states look the same').toBe(false);
}

test('a switch, and a choice of a few', async () => {
  await place(page, 'settings').click();
  const quitting = page.getByRole('switch', { name: words.leaving.setting });
  await expectTwoLooks(quitting, async () => {
    await quitting.click();
    await expect(quitting).toHaveAttribute('aria-checked', 'false');
  });
  const eight = page.getByRole('radiogroup', { name: words.settings.maxConcurrentTasks }).getByRole('radio', { name: '8', exact: true });
  await expect(eight).toHaveAttribute('aria-checked', 'false');
  await expectTwoLooks(eight, async () => {
    await eight.click();
    await expect(eight).toHaveAttribute('aria-checked', 'true');
  });
  await takePicture(page, 'forced-colors-settings');
});

test('the place where one is', async () => {
  await expectTwoLooks(place(page, 'library'), () => place(page, 'library').click());
});

test('the shapes of the ratios, the slider of the duration, and Generate', async () => {
  await page.locator('#model').click();
  await page.getByRole('combobox', { name: words.modelPicker.search }).fill('seedance-1.5-pro');
  await page.keyboard.press('Enter');
  const tall = page.locator('label').filter({ has: page.getByRole('radio', { name: '9:16' }) });
  await expectTwoLooks(tall, () => tall.click());
  const slider = page.getByRole('slider', { name: words.composer.duration });
  await expectTwoLooks(slider, async () => {
    await slider.focus();
    await page.keyboard.press('End');
  });
  await writePrompt(page, '');
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  expect((await coloursOf(generateButton(page))).edgeIsDrawn).toBe(true);
  await expectTwoLooks(generateButton(page), async () => {
    await writePrompt(page, 'a fox');
    await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  });
  expect((await coloursOf(generateButton(page))).edgeIsDrawn).toBe(true);
});

test('a selected tile of the library', async () => {
  const tile = storedTile(page, 'a fox').first();
  // Another one first: what is beside the grid opens with it.
  await storedTile(page, 'a hare').first().click();
  await expect(tile).toHaveAttribute('aria-selected', 'false');
  await expectTwoLooks(tile, async () => {
    await tile.click();
    await expect(tile).toHaveAttribute('aria-selected', 'true');
  });
  await takePicture(page, 'forced-colors-library');
});

test('the active row of earlier prompts, of templates and of the models, and a filter', async () => {
  await promptField(page).press('Control+p');
  const history = page.getByRole('listbox', { name: words.prompts.history.open }).getByRole('option');
  await expect(history).toHaveCount(2);
  await expectTwoLooks(history.nth(0), () => page.keyboard.press('ArrowDown'), true);
  await takePicture(page, 'forced-colors-history');
  await page.keyboard.press('Escape');

  await page.locator('#model').click();
  const models = page.locator('[data-model]');
  const search = page.getByRole('combobox', { name: words.modelPicker.search });
  await search.fill('veo');
  await page.keyboard.press('PageUp');
  await expectTwoLooks(models.first(), () => page.keyboard.press('ArrowDown'), true);
  const filter = page.getByRole('group', { name: words.modelPicker.filters }).getByRole('button').first();
  await expectTwoLooks(filter, () => filter.click(), true);
  await takePicture(page, 'forced-colors-models');
  await page.keyboard.press('Escape');
});

test('a value of a batch that is chosen', async () => {
  await page.keyboard.press('Control+b');
  const value = page.getByRole('region', { name: words.batch.title }).locator('[aria-pressed]').first();
  await expectTwoLooks(value, () => value.click());
  await takePicture(page, 'forced-colors-batch');
  await place(page, 'library').click();
});

test('the track of the player', async () => {
  await storedTile(page, 'a fox').first().focus();
  await page.keyboard.press('Enter');
  const track = page.getByRole('slider', { name: words.player.seek });
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  await expectTwoLooks(track, () => page.keyboard.press('End'));
  await takePicture(page, 'forced-colors-player');
});
