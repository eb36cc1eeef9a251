// Frames of stored videos and earlier files as references: from the player, from the library, and from a slot's menu, by keyboard.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { defaultRequest } from '../../shared/models/index.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs, answerSaveDialog } from './support/dialog-answers.ts';
import { greyPng } from './support/plain-pictures.ts';
import { generate, messages, navButton, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { makeVideo } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const { home, studio } = studioPerFile({ launch: { drawsClipPerTask: true }, choosesSimulator: true });
let resultId = 0;

const filledSlot = (page: Page, role: string) => page.locator(`[data-slot="${role}"][data-reference]`);
const referenceIn = async (page: Page, role: string): Promise<number> =>
  Number(await filledSlot(page, role).getAttribute('data-reference'));
const slotMenu = (page: Page, title: string) => page.getByRole('button', { name: messages.frames.menu(title) });
const firstFrameTitle = messages.composer.slotTitle('first-frame', 1);
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });

/** Returns the mean difference per channel between two pictures, both drawn at 160 × 90. */
function difference(page: Page, one: string, other: string): Promise<number> {
  return page.evaluate(
    async ([a, b]) => {
      const pixels = async (address: string | undefined) => {
        const image = await createImageBitmap(await (await fetch(address ?? '')).blob());
        const context = new OffscreenCanvas(160, 90).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0, 160, 90);
        return context.getImageData(0, 0, 160, 90).data;
      };
      const [x, y] = [await pixels(a), await pixels(b)];
      let sum = 0;
      for (let index = 0; index < x.length; index += 1) sum += Math.abs((x[index] ?? 0) - (y[index] ?? 0));
      return sum / (x.length * 0.75);
    },
    [one, other],
  );
}

test('the frame shown in the player can be used as a reference, copied and saved, with the pixels of the video', async () => {
  const { page } = studio;
  const request = { ...defaultRequest('seedance-1.5-pro', 'a lighthouse in a storm'), quality: '480p', durationSeconds: 4 };
  resultId = await makeVideo(page, request);
  await storedTile(page, 'a lighthouse').first().dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(2);
  await video.evaluate((v: HTMLVideoElement) => v.pause());
  // The window has noticed that the video is paused and can be decoded.
  await expect(page.getByRole('button', { name: messages.player.play, exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: messages.frames.use, exact: true })).toBeEnabled();
  await page.keyboard.press('Home');
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+U');

  await expect(filledSlot(page, 'first-frame')).toBeVisible();
  await expect(page.getByRole('button', { name: messages.frames.usedAs('first-frame') })).toBeVisible();
  const id = await referenceIn(page, 'first-frame');
  const [item] = (await call(page, 'library.records', { resultIds: [resultId] })).items;
  const [frame] = (await call(page, 'references.records', { ids: [id] })).references;
  // This is the seventh frame at 24 frames a second. The poster, taken at 0.3 s, is the same frame.
  expect(frame).toMatchObject({
    mimeType: 'image/png',
    width: item?.width,
    height: item?.height,
    hasAlpha: false,
    source: { resultId, atSeconds: 0.292 },
  });
  expect(frame?.name).toContain('a lighthouse in a storm');
  await checkView(page, 'player-frame-taken');

  await expect.poll(async () => (await call(page, 'library.records', { resultIds: [resultId] })).items[0]?.hasPoster).toBe(true);
  const poster = `studio-media://poster/${resultId}`;
  const differenceToPoster = await difference(page, `studio-media://reference/${id}`, poster);
  expect(differenceToPoster).toBeLessThan(4);

  // The button's menu uses the last frame in another role.
  await page.keyboard.press('End');
  await page.getByRole('button', { name: messages.frames.useAs }).click();
  await menuItem(page, messages.frames.asRole('last-frame')).click();
  await expect(filledSlot(page, 'last-frame')).toBeVisible();
  const lastId = await referenceIn(page, 'last-frame');
  const [last] = (await call(page, 'references.records', { ids: [lastId] })).references;
  expect(last?.source?.atSeconds).toBeGreaterThan(3.9);
  expect(await difference(page, `studio-media://reference/${lastId}`, poster)).toBeGreaterThan(differenceToPoster * 1.5);

  await page.getByRole('button', { name: messages.frames.useAs }).click();
  await menuItem(page, messages.frames.copy).click();
  await expect(page.getByRole('button', { name: messages.frames.copied })).toBeVisible();
  const copiedSize = await studio.app.evaluate((electron) =>
    // The cast is needed because the types confuse this clipboard with the page's clipboard.
    (electron.clipboard as unknown as { readImage(): { getSize(): object } }).readImage().getSize(),
  );
  expect(copiedSize).toEqual({ width: item?.width, height: item?.height });

  // The shortcut and the menu save the frame as a file at the path that the system's dialog returns.
  const savedPath = join(home.folder, 'the storm.png');
  await answerSaveDialog(studio, savedPath);
  await page.getByRole('button', { name: messages.frames.copied }).focus();
  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: messages.frames.saved('the storm.png') })).toBeVisible();
  const png = readFileSync(savedPath);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([item?.width, item?.height]);
  await checkView(page, 'player-frame-saved');
  await answerSaveDialog(studio, null);
  await page.getByRole('button', { name: messages.frames.useAs }).click();
  await menuItem(page, messages.frames.save).click();
  await expect(page.getByRole('button', { name: messages.frames.use, exact: true })).toBeVisible();
});

test('a video is made from the frames, is stored, and links to their source', async () => {
  const { page } = studio;
  await writePrompt(page, 'the storm calms down');
  await generate(page);
  await navButton(page, 'library').click();
  await waitUntilStored(page, 'the storm calms down');
  const [newest = 0] = (await call(page, 'library.index', {})).resultIds;
  const [newestVideo] = (await call(page, 'library.records', { resultIds: [newest] })).items;
  expect(newestVideo?.request.references.map(({ role }) => role)).toEqual(['first-frame', 'last-frame']);
  await storedTile(page, 'the storm calms down').first().click();
  await expect(page.getByRole('button', { name: messages.frames.origin(0.292) })).toBeVisible();
  await checkView(page, 'library-from-frame');
});

test('Continue from its last frame in the menu of a video fills the first frame', async () => {
  const { page } = studio;
  for (const role of ['last-frame', 'first-frame']) {
    await filledSlot(page, role).hover();
    await filledSlot(page, role)
      .getByRole('button', { name: /^Remove / })
      .click();
  }
  await storedTile(page, 'a lighthouse').first().click({ button: 'right' });
  await expect(menuItem(page, messages.frames.useVideo)).toHaveAttribute('aria-disabled', 'true');
  await menuItem(page, messages.frames.continueFrom).click();
  await expect(filledSlot(page, 'first-frame')).toBeVisible();
  const [last] = (await call(page, 'references.records', { ids: [await referenceIn(page, 'first-frame')] })).references;
  expect(last?.source).toMatchObject({ resultId });
  expect(last?.source?.atSeconds).toBeGreaterThan(3.9);
  await expect(page.locator('#prompt')).toBeFocused();
});

test('the menu of a slot picks a frame of a stored video with the keyboard alone', async () => {
  const { page } = studio;
  await filledSlot(page, 'first-frame')
    .getByRole('button', { name: /^Actions for/ })
    .focus();
  await page.keyboard.press('Shift+F10');
  await expect(menuItem(page, messages.frames.replace)).toBeVisible();
  await checkView(page, 'slot-menu', undefined, '[role="menu"]');
  await page.keyboard.press('End');
  await expect(menuItem(page, messages.frames.remove)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(filledSlot(page, 'first-frame')).toHaveCount(0);
  await expect(page.locator('[data-slot="first-frame"]')).toBeFocused();

  await slotMenu(page, firstFrameTitle).focus();
  await page.keyboard.press('Enter');
  await expect(menuItem(page, messages.frames.choose)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menuItem(page, messages.frames.frameOfVideo)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: messages.frames.videos })).toBeFocused();
  await expect(page.getByRole('option', { name: 'a lighthouse in a storm' })).toBeVisible();
  await checkView(page, 'video-picker', undefined, '[role="dialog"]');
  // The picker is searched in the language of the library.
  const searchbox = page.getByRole('dialog').getByRole('combobox', { name: messages.search.label });
  await searchbox.fill('-lighthouse');
  await expect(page.getByRole('option', { name: 'a lighthouse in a storm' })).toHaveCount(0);
  await searchbox.fill('lighthouse is:missing');
  await expect(page.getByText(messages.search.none.title)).toBeVisible();
  await searchbox.fill('lighthouse');
  await expect(page.getByRole('option')).toHaveCount(1);
  await searchbox.fill('');
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.getByRole('listbox', { name: messages.frames.videos }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('option', { name: 'a lighthouse in a storm' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: messages.frames.pickFrame });
  await expect(dialog.getByRole('slider')).toBeFocused();
  const video = dialog.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(1);
  for (let step = 0; step < 24; step += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => !v.seeking && v.currentTime)).toBeCloseTo(1.02, 1);
  await checkView(page, 'frame-picker', undefined, '[role="dialog"]');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(filledSlot(page, 'first-frame')).toBeVisible();
  await expect(filledSlot(page, 'first-frame').locator(':focus')).toHaveCount(1);
  const [frame] = (await call(page, 'references.records', { ids: [await referenceIn(page, 'first-frame')] })).references;
  expect(frame?.source).toEqual({ resultId, atSeconds: 1 });
});

test('an earlier file can be chosen by keyboard and has its latest name', async () => {
  const { page } = studio;
  const [first, second] = [join(home.folder, 'first name.png'), join(home.folder, 'harbour.png')];
  writeFileSync(first, greyPng(90));
  writeFileSync(second, greyPng(90));
  await call(page, 'references.addFiles', { paths: [first] });
  await call(page, 'references.addFiles', { paths: [second] });

  await filledSlot(page, 'first-frame')
    .getByRole('button', { name: /^Actions for/ })
    .focus();
  await page.keyboard.press('Enter');
  await menuItem(page, messages.frames.earlierFile.image).press('Enter');
  const list = page.getByRole('listbox', { name: messages.frames.earlierFiles });
  await expect(list).toBeFocused();
  await expect(list.getByRole('option')).toHaveCount(4);
  await expect(list.getByRole('option').first()).toHaveAccessibleName(/^harbour\.png 640 × 360/);
  await expect(list.getByRole('option', { name: /used in 1 task$/ })).toHaveCount(2);
  await checkView(page, 'earlier-picker', undefined, '[role="dialog"]');
  // Files are found by a part of their name, and by what they were made from.
  const search = page.getByRole('combobox', { name: messages.frames.searchEarlier });
  await search.fill('from:video ');
  await expect(list.getByRole('option', { name: /^harbour/ })).toHaveCount(0);
  await checkView(page, 'earlier-picker-search', undefined, '[role="dialog"]');
  await search.fill('arbo');
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect(list.getByRole('option', { name: /^harbour/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(filledSlot(page, 'first-frame')).toHaveAttribute('title', 'harbour.png');
  await expect(filledSlot(page, 'first-frame').getByText('harbour.png')).toBeVisible();
});

test('a whole stored video can be given to a model that takes videos', async () => {
  const { page } = studio;
  await answerDialogs(studio, []);
  await page.locator('[data-field="model"] button').first().click();
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill('kling-o1-video-edit');
  await page.keyboard.press('Enter');
  const title = messages.composer.slotTitle('source-video', 1);
  await slotMenu(page, title).click();
  await menuItem(page, messages.frames.earlierFile.video).click();
  await expect(page.getByRole('heading', { name: messages.frames.noEarlier.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await storedTile(page, 'a lighthouse').first().click({ button: 'right' });
  await menuItem(page, messages.frames.useVideo).click();
  await expect(filledSlot(page, 'source-video')).toBeVisible();
  const [video] = (await call(page, 'references.records', { ids: [await referenceIn(page, 'source-video')] })).references;
  expect(video).toMatchObject({ kind: 'video', framesPerSecond: 24, source: { resultId, atSeconds: null } });
  await checkView(page, 'slot-video');
});
