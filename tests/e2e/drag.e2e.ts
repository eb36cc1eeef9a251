// Real drags between the studio and a file manager, with a real pointer on a real X11 screen.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { call } from './support/bridge.ts';
import { writePicture } from './support/plain-pictures.ts';
import { generate, storedTile, waitUntilStored, writePrompt } from './support/steps.ts';
import { studioAndDesktopPerFile } from './support/studio-hooks.ts';
import { type Area, click, drag, findColour, missingPrograms, type Point, pageCornerOnScreen, pressKeys } from './support/x11-desktop.ts';

const missing = process.platform === 'linux' ? missingPrograms() : ['an X11 screen'];
const reason = `no real drag here: ${missing.join(', ')} missing`;
// The workers load this file again, so only the runner prints the reason.
if (missing.length > 0 && process.env.TEST_WORKER_INDEX === undefined) process.stderr.write(`drag: skipped, ${reason}\n`);
test.skip(missing.length > 0, reason);

const studioArea: Area = { x: 0, y: 0, width: 1240, height: 1000 };
const folderArea: Area = { x: 1280, y: 40, width: 600, height: 700 };
const blue = [0, 0, 255] as const;
const magenta = [255, 0, 255] as const;
const green = [0, 255, 0] as const;

test.describe.configure({ mode: 'serial' });

const { home, studio, desktop } = studioAndDesktopPerFile({ choosesSimulator: true });
let pageCorner: Point;

/** Returns the screen position of the middle of an element. */
async function middleOf(element: Locator): Promise<Point> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (box === null) throw new Error('not on the page');
  return { x: pageCorner.x + Math.round(box.x + box.width / 2), y: pageCorner.y + Math.round(box.y + box.height / 2) };
}

function createFolder(name: string): string {
  const path = join(home.folder, name);
  mkdirSync(path);
  return path;
}

/** Drags a file of the file manager onto a slot and drops it as soon as the window accepts it. */
async function dragToSlot(from: Point, target: Locator): Promise<void> {
  const { page } = studio;
  await page.evaluate(() => {
    document.documentElement.removeAttribute('data-drop-accepted');
    const markAccepted = (event: DragEvent): void => {
      if (event.defaultPrevented) document.documentElement.setAttribute('data-drop-accepted', '');
    };
    window.addEventListener('dragover', markAccepted);
    window.addEventListener('drop', () => window.removeEventListener('dragover', markAccepted), { once: true });
  });
  await drag(from, await middleOf(target), () => expect(page.locator('html[data-drop-accepted]')).toHaveCount(1));
}

const slot = (role: 'first-frame' | 'last-frame') => studio.page.locator(`[data-slot="${role}"]`);
const filledSlot = (role: 'first-frame' | 'last-frame') => studio.page.locator(`[data-slot="${role}"][data-reference]`);

test.beforeAll(async () => {
  await studio.app.evaluate(({ BrowserWindow }, area) => BrowserWindow.getAllWindows()[0]?.setBounds(area), studioArea);
  pageCorner = await pageCornerOnScreen(studio.page, { x: 700, y: 500 });
});

test('an image dragged from the file manager fills the slot it is dropped on', async () => {
  const pictures = createFolder('dragged-one');
  writePicture(join(pictures, 'harbour at dawn.png'), blue);
  await desktop.openFolder(pictures, folderArea);
  await dragToSlot(await findColour(blue, folderArea), slot('first-frame'));

  await expect(filledSlot('first-frame')).toHaveAttribute('title', 'harbour at dawn.png');
  const picture = filledSlot('first-frame').getByRole('img', { name: 'harbour at dawn.png' });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([640, 360]);
  await expect(filledSlot('last-frame')).toHaveCount(0);
  await filledSlot('first-frame').hover();
  await studio.page.getByRole('button', { name: 'Remove harbour at dawn.png' }).click();
  await expect(filledSlot('first-frame')).toHaveCount(0);
});

test('two images dragged together become first and last frame, and a video is made from them', async () => {
  const pictures = createFolder('dragged-two');
  writePicture(join(pictures, 'a first.png'), magenta);
  writePicture(join(pictures, 'b last.png'), green);
  await desktop.openFolder(pictures, folderArea);
  const first = await findColour(magenta, folderArea);
  await findColour(green, folderArea);
  // Selects all files, so that dragging one file drags both.
  await click({ x: folderArea.x + folderArea.width - 60, y: folderArea.y + folderArea.height - 120 });
  await pressKeys('ctrl+a');
  // A selected picture has another colour, so its position from before the selection is used.
  await dragToSlot(first, slot('first-frame'));

  await expect(filledSlot('first-frame')).toHaveAttribute('title', 'a first.png');
  await expect(filledSlot('last-frame')).toHaveAttribute('title', 'b last.png');
  await writePrompt(studio.page, 'from one colour to the other');
  await generate(studio.page);
  await waitUntilStored(studio.page, 'from one colour to the other');

  const [resultId] = (await call(studio.page, 'library.index', {})).resultIds;
  const { items } = await call(studio.page, 'library.records', { resultIds: [resultId as number] });
  expect(items[0]?.state).toBe('stored');
  expect(items[0]?.request.references.map(({ role }) => role)).toEqual(['first-frame', 'last-frame']);
});

test('a stored video that is dragged into a folder is copied there', async () => {
  const target = createFolder('dragged-out');
  await desktop.openFolder(target, folderArea);
  const [resultId] = (await call(studio.page, 'library.index', {})).resultIds;
  const { items } = await call(studio.page, 'library.records', { resultIds: [resultId as number] });
  const library = (await call(studio.page, 'studio.snapshot', {})).status.library.folder;
  const original = join(library, items[0]?.fileName ?? '');
  const bytes = readFileSync(original);

  await drag(await middleOf(storedTile(studio.page, 'from one colour to the other').first()), {
    x: folderArea.x + 380,
    y: folderArea.y + 400,
  });

  await expect.poll(() => readdirSync(target)).toEqual([basename(original)]);
  await expect.poll(() => readFileSync(join(target, basename(original))).equals(bytes)).toBe(true);
  expect(readFileSync(original).equals(bytes)).toBe(true);
});
