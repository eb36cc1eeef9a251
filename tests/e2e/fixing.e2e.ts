// The window crops, pads or converts pictures that a model would refuse. The tests decode the results and compare pixels.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Reference } from '../../shared/generation.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { encodePicture, type Pixel, pixelAt, pixelsOf, rawPixels, withOrientation } from './support/encoded-pictures.ts';
import { generate, generateButton, messages, navButton, waitUntilStored, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

test.describe.configure({ mode: 'serial' });

const red = [220, 20, 30] as const;
const blue = [20, 40, 220] as const;
const { fixing } = messages;

const { home, studio } = studioPerFile({ choosesSimulator: true });
let page: Page;

test.beforeAll(async () => {
  page = studio.page;
});

async function chooseModel(id: string): Promise<void> {
  await page.locator('#model').click();
  const search = page.getByRole('combobox', { name: messages.modelPicker.search });
  await search.fill(id);
  await page.locator(`[data-model="${id}"]`).click();
  await expect(search).toBeHidden();
}

/** Chooses a file with these bytes for the first empty slot. */
async function add(name: string, bytes: Buffer): Promise<void> {
  const path = join(home.folder, name);
  writeFileSync(path, bytes);
  await answerDialogs(studio, [path]);
  await page.locator('[data-slot]:not([data-reference])').first().click();
}

async function removeAll(): Promise<void> {
  for (const references = page.locator('[data-reference]'); (await references.count()) > 0; ) {
    await references.first().hover();
    await references
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
  }
}

const tile = (name: string): Locator => page.locator(`[data-reference][title="${name}"]`);
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

/** Returns the record of the picture with this name in the composer, and its pixels as ffmpeg decodes them. */
async function storedPicture(name: string): Promise<{ reference: Reference; pixels: Buffer; colourAt(x: number, y: number): Pixel }> {
  await expect(tile(name)).toBeVisible();
  const id = Number(await tile(name).getAttribute('data-reference'));
  const [reference] = (await call(page, 'references.records', { ids: [id] })).references;
  if (reference === undefined) throw new Error(`no record of ${name}`);
  const folder = join(home.userData, 'references', reference.sha256.slice(0, 2));
  const file = readdirSync(folder).find((entry) => entry.startsWith(reference.sha256));
  const pixels = pixelsOf(join(folder, file ?? ''));
  return { reference, pixels, colourAt: (x, y) => pixelAt(pixels, reference.width ?? 0, x, y) };
}

const isNear = (actual: Pixel, expected: Pixel): boolean =>
  actual.every((value, channel) => Math.abs(value - (expected[channel] ?? 0)) < 14);

/** A square, red above and blue below, so that the pixels show which part a crop kept. */
const square = (): Buffer =>
  encodePicture(
    rawPixels(1000, 1000, (_, y) => (y < 500 ? red : blue)),
    1000,
    1000,
    'png',
  );

test('a square blocks Generate for a model that needs the video’s size, can be cropped at a chosen position, and makes a video', async () => {
  await chooseModel('sora-2-preview');
  await writePrompt(page, 'a cropped square');
  await add('square.png', square());
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'true');
  await button(fixing.button.shape).click();
  const dialog = page.getByRole('dialog', { name: fixing.title('square.png') });
  const frame = dialog.getByRole('slider', { name: fixing.frame });
  await expect(frame).toHaveAttribute('aria-valuenow', '50');
  await expect(dialog.getByText('PNG · 1280 × 720')).toBeVisible();
  await checkView(page, 'fixing-crop');

  await frame.press('ArrowDown');
  await expect(frame).toHaveAttribute('aria-valuenow', '52');
  await frame.press('End');
  await expect(frame).toHaveAttribute('aria-valuenow', '100');
  const area = await frame.boundingBox();
  if (area === null) throw new Error('no frame');
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2 - 30, { steps: 4 });
  await page.mouse.up();
  await expect(frame).not.toHaveAttribute('aria-valuenow', '100');
  await frame.press('End');
  await button(fixing.apply).click();
  await expect(dialog).toBeHidden();

  const { reference, colourAt } = await storedPicture('square – 16:9 crop.png');
  expect(reference).toMatchObject({ width: 1280, height: 720, mimeType: 'image/png', derivedFrom: { how: 'crop' } });
  // The crop keeps the lower 562.5 of 1000 lines, of which a ninth is red.
  expect([
    isNear(colourAt(10, 60), red),
    isNear(colourAt(1270, 60), red),
    isNear(colourAt(640, 100), blue),
    isNear(colourAt(640, 710), blue),
  ]).toEqual([true, true, true, true]);
  await expect(tile('square – 16:9 crop.png')).toContainText(fixing.derivations.crop);
  await generate(page);
  await waitUntilStored(page, 'a cropped square');
});

test('the original can be restored, and padding keeps the whole picture', async () => {
  const croppedTile = tile('square – 16:9 crop.png');
  await croppedTile.hover();
  await croppedTile.getByRole('button', { name: fixing.original('square – 16:9 crop.png') }).click();
  await expect(tile('square.png')).toBeVisible();
  await button(fixing.button.shape).click();
  const dialog = page.getByRole('dialog', { name: fixing.title('square.png') });
  await dialog.getByRole('radio', { name: fixing.fitMethods.pad }).click();
  await expect(dialog.locator('[data-measuring="false"]')).toContainText('1280 × 720');
  await checkView(page, 'fixing-pad');
  await dialog.getByRole('radio', { name: fixing.backgrounds.white }).click();
  await expect(dialog.locator('[data-measuring="false"]')).toContainText('1280 × 720');
  await button(fixing.apply).click();
  const { reference, colourAt } = await storedPicture('square – 16:9 padded.png');
  expect(reference).toMatchObject({ width: 1280, height: 720, hasAlpha: false, derivedFrom: { how: 'pad' } });
  expect([colourAt(0, 0), colourAt(279, 700), colourAt(1279, 10)]).toEqual([
    [255, 255, 255],
    [255, 255, 255],
    [255, 255, 255],
  ]);
  expect([
    isNear(colourAt(300, 10), red),
    isNear(colourAt(980, 350), red),
    isNear(colourAt(300, 370), blue),
    isNear(colourAt(980, 710), blue),
  ]).toEqual([true, true, true, true]);
  await removeAll();
});

test('one click fills transparency for a model that does not accept it', async () => {
  await chooseModel('wan2.6-image-to-video');
  await add(
    'ghost.png',
    encodePicture(
      rawPixels(640, 480, (x) => [...red, x < 320 ? 0 : 255]),
      640,
      480,
      'png',
    ),
  );
  await button(fixing.button.fill).click();
  const { reference, colourAt } = await storedPicture('ghost – filled.png');
  expect(reference).toMatchObject({ width: 640, height: 480, hasAlpha: false, derivedFrom: { how: 'fill' } });
  expect([colourAt(0, 0), colourAt(319, 479), colourAt(320, 0), colourAt(639, 479)]).toEqual([[255, 255, 255], [255, 255, 255], red, red]);
  await expect(button(fixing.button.fill)).toHaveCount(0);
  await expect(tile('ghost – filled.png').getByRole('button').first()).toBeFocused();
  await removeAll();
});

test('TIFF and BMP are converted to PNG automatically, without changing a pixel, and are shown in their slot', async () => {
  const pixels = rawPixels(401, 367, (x, y) => [(x * 7) % 256, (y * 5) % 256, (x * y) % 256]);
  for (const [name, format, options] of [
    ['lzw', 'tiff', ['-compression_algo', 'lzw']],
    ['deflate', 'tiff', ['-compression_algo', 'deflate']],
    ['plain', 'bmp', []],
  ] as const) {
    await add(`${name}.${format}`, encodePicture(pixels, 401, 367, format, options));
    const actual = await storedPicture(`${name} – converted.png`);
    expect(actual.reference).toMatchObject({
      width: 401,
      height: 367,
      mimeType: 'image/png',
      hasAlpha: false,
      derivedFrom: { how: 'convert' },
    });
    expect(actual.pixels.equals(pixels), name).toBe(true);
    const shown = tile(`${name} – converted.png`);
    await expect(shown).toContainText(fixing.derivations.convert);
    await expect.poll(() => shown.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(401);
    await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
    await removeAll();
  }
});

test('a damaged TIFF is rejected with a message', async () => {
  const tiff = encodePicture(Buffer.alloc(400 * 400 * 3, 90), 400, 400, 'tiff', ['-compression_algo', 'deflate']);
  // The directory is intact, but the picture data is damaged.
  const broken = Buffer.concat([tiff.subarray(0, 8), Buffer.alloc(200, 0xff), tiff.subarray(208)]);
  await add('broken.tiff', broken);
  await expect(
    page.getByText(messages.errorText({ kind: 'reference-undecodable', name: 'broken.tiff', why: 'unsupported' }).title),
  ).toBeVisible();
  await expect(page.locator('[data-reference]')).toHaveCount(0);
});

test('a photo rotated by EXIF is cropped upright, and resizing one of 30 megapixels does not block the window', async () => {
  // The photo is stored with red on the left and blue on the right. EXIF rotates it clockwise by a quarter, so it is displayed with red
  // above and blue below.
  const rotatedPhoto = encodePicture(
    rawPixels(3000, 600, (x) => (x < 1500 ? red : blue)),
    3000,
    600,
    'mjpeg',
    ['-q:v', '2', '-pix_fmt', 'yuvj444p'],
  );
  await chooseModel('kling-v3-image-to-video');
  await add('phone.jpg', withOrientation(rotatedPhoto, 6));
  await button(fixing.button.shape).click();
  const dialog = page.getByRole('dialog', { name: fixing.title('phone.jpg') });
  await expect(dialog.locator('[data-measuring="false"]')).toContainText('JPEG · 600 × 1500');
  await button(fixing.apply).click();
  const { reference, colourAt } = await storedPicture('phone – crop.jpg');
  expect(reference).toMatchObject({ width: 600, height: 1500, mimeType: 'image/jpeg' });
  expect([
    isNear(colourAt(300, 20), red),
    isNear(colourAt(300, 700), red),
    isNear(colourAt(300, 800), blue),
    isNear(colourAt(300, 1480), blue),
  ]).toEqual([true, true, true, true]);
  await removeAll();

  await chooseModel('wan2.6-image-to-video');
  await add('large.jpg', encodePicture(Buffer.alloc(6_400 * 4_700 * 3, 120), 6_400, 4_700, 'mjpeg', ['-q:v', '3', '-pix_fmt', 'yuvj420p']));
  await page.evaluate(() => {
    const startedAt = performance.now();
    const gaps = { longest: 0, last: startedAt };
    const measureGap = (): void => {
      const now = performance.now();
      gaps.longest = Math.max(gaps.longest, now - gaps.last);
      gaps.last = now;
      const root = document.documentElement;
      // Writes both values together until the picture appears.
      if (document.querySelector('[data-reference][title="large – resized.jpg"]') === null)
        root.setAttribute('data-gap', JSON.stringify({ longestMs: gaps.longest, tookMs: now - startedAt }));
      setTimeout(measureGap, 5);
    };
    measureGap();
  });
  await button(fixing.button.smaller).click();
  const small = await storedPicture('large – resized.jpg');
  expect(small.reference).toMatchObject({ width: 2000, derivedFrom: { how: 'resize' } });
  const gap = (await page.locator('html').getAttribute('data-gap')) ?? '';
  test.info().annotations.push({ type: 'longest gap', description: gap });
  // Compares the longest gap with the whole duration, because both grow on a busy machine. If the window itself did the work, the gap would
  // be as long as the work.
  const { longestMs, tookMs } = JSON.parse(gap) as { longestMs: number; tookMs: number };
  expect(longestMs).toBeLessThan(tookMs / 2);
  await removeAll();
});

test('two frames with the same problem are cropped together', async () => {
  await chooseModel('seedance-1.5-pro');
  await add('first.png', square());
  await expect(tile('first.png')).toBeVisible();
  const other = encodePicture(
    rawPixels(900, 900, (x) => (x < 450 ? red : blue)),
    900,
    900,
    'png',
  );
  await add('last.png', other);
  await expect(tile('last.png')).toBeVisible();
  await button(fixing.button.shape).first().click();
  await button(fixing.applyAll(2)).click();
  const [first, last] = [await storedPicture('first – 16:9 crop.png'), await storedPicture('last – 16:9 crop.png')];
  expect([first.reference.width, first.reference.height]).toEqual([1000, 562]);
  expect([last.reference.width, last.reference.height]).toEqual([900, 506]);
  expect([first.colourAt(500, 280), first.colourAt(500, 282), last.colourAt(449, 250), last.colourAt(450, 250)]).toEqual([
    red,
    blue,
    red,
    blue,
  ]);
  await navButton(page, 'library').click();
});
