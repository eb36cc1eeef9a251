// If the file of a picture differs from what the user sees (rotated, animated), the service receives what the user sees. Truncated pictures
// are rejected.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createSimulator, type Simulator } from '../../electron/simulator/simulator.ts';
import { addProfile } from './support/accounts.ts';
import { checkView } from './support/check-view.ts';
import { answerDialogs } from './support/dialog-answers.ts';
import { encodePicture, pixelAt, pixelsOf, rawPixels, withOrientation } from './support/encoded-pictures.ts';
import { generate, generateButton, messages, navButton, writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';
import { pollUntilStored } from './support/tasks.ts';

test.describe.configure({ mode: 'serial' });

const red = [220, 20, 30] as const;
const blue = [20, 40, 220] as const;
/** Red on the left, blue on the right. */
const twoColours = encodePicture(
  rawPixels(1280, 720, (x, y) => (x < 640 ? red : blue).map((value) => value + ((x * 7 + y * 13) % 9))),
  1280,
  720,
  'mjpeg',
  ['-q:v', '3'],
);

const { home, studio } = studioPerFile();
let page: Page;
let service: Simulator;

test.beforeAll(async () => {
  const file = join(home.videos, 'made.webm');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=1', '-c:v', 'libvpx', file]);
  const clip = readFileSync(file);
  service = createSimulator({ directory: null, clips: { render: async () => clip }, settings: { progressMs: 100 } });
  const { api, files } = await service.start();
  page = studio.page;
  await addProfile(page, { name: 'Work', key: 'sk-work-4f2a', api, files });
  await navButton(page, 'library').click();
});

test.afterAll(() => service?.stop());

async function add(name: string, bytes: Buffer): Promise<void> {
  const path = join(home.folder, name);
  writeFileSync(path, bytes);
  await answerDialogs(studio, [path]);
  await page.locator('[data-slot]:not([data-reference])').first().click();
}

const tiles = () => page.locator('[data-reference]');

async function removeAll(): Promise<void> {
  while ((await tiles().count()) > 0) {
    await tiles().first().hover();
    await tiles()
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
  }
}

/** Returns the picture that the service received with the last accepted task. */
async function sentPicture(): Promise<Buffer> {
  const body = service.control.ledger().accepted.at(-1)?.body as { readonly image_urls?: readonly string[] } | undefined;
  const [url] = body?.image_urls ?? [];
  return Buffer.from(await (await fetch(String(url))).arrayBuffer());
}

test('a truncated picture is rejected with a message', async () => {
  const { title } = messages.errorText({ kind: 'reference-incomplete', name: 'half.jpg' });
  await writePrompt(page, 'half a picture');
  await add('half.jpg', twoColours.subarray(0, twoColours.byteLength / 2));
  await expect(page.getByText(title)).toBeVisible();
  await expect(tiles()).toHaveCount(0);
  await checkView(page, 'picture-not-complete');
  // Adding a complete picture removes the message.
  await add('whole.jpg', twoColours);
  await expect(tiles()).toHaveCount(1);
  await expect(page.getByText(title)).toHaveCount(0);
  await removeAll();
});

test('a photo rotated by EXIF is sent upright', async () => {
  await page.getByRole('radio', { name: '9:16' }).click();
  await writePrompt(page, 'a photo on its side');
  await add('phone.jpg', withOrientation(twoColours, 6));
  await expect(tiles().first()).toContainText('720 × 1280');
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await generate(page);
  await pollUntilStored(page, 'a photo on its side');
  const file = join(home.folder, 'sent.jpg');
  writeFileSync(file, await sentPicture());
  const pixels = pixelsOf(file);
  expect(pixels.byteLength).toBe(720 * 1280 * 3);
  expect([pixelAt(pixels, 720, 360, 20)[0] > 150, pixelAt(pixels, 720, 360, 1260)[2] > 150]).toEqual([true, true]);
  await removeAll();
});

test('an animated picture is marked on its tile, and its first frame is sent', async () => {
  await page.getByRole('radio', { name: '16:9' }).click();
  const frame = (colour: readonly number[]): Buffer => rawPixels(1280, 720, () => colour);
  const rawInput = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '1280x720', '-r', '2', '-i', '-'];
  const animation = execFileSync('ffmpeg', ['-v', 'error', ...rawInput, '-c:v', 'apng', '-f', 'apng', '-'], {
    input: Buffer.concat([frame(red), frame(blue)]),
    maxBuffer: 64 * 1024 * 1024,
  });
  await writePrompt(page, 'an animated picture');
  await add('moving.png', animation);
  await expect(tiles().first()).toContainText(messages.fixing.firstFrame);
  await checkView(page, 'picture-moves');
  await generate(page);
  await pollUntilStored(page, 'an animated picture');
  const bytes = await sentPicture();
  const file = join(home.folder, 'sent.png');
  writeFileSync(file, bytes);
  expect([bytes.includes('acTL'), pixelAt(pixelsOf(file), 1280, 640, 360)[0] > 150]).toEqual([false, true]);
  await removeAll();
});

test('a reference video that cannot be decoded here shows an icon in place of its picture', async () => {
  const file = join(home.folder, 'source.mp4');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=24:duration=4', '-f', 'lavfi', '-i', 'sine=duration=4'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-c:v', 'mpeg4', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file]);
  await page.locator('[data-field="model"] button').first().click();
  await page.getByRole('combobox', { name: messages.modelPicker.search }).fill('kling-o1-video-edit');
  await page.keyboard.press('Enter');
  await answerDialogs(studio, [file]);
  await page.locator('[data-slot="source-video"]:not([data-reference])').first().click();
  await expect(tiles().first().getByLabel(messages.player.noDecoder(null))).toBeVisible();
});
