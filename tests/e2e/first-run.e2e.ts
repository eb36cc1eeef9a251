// A user's first minutes in the real window, without a key: three clicks to a playing video, a restart, and the same with the keyboard
// alone.
import { expect, type Page, test } from '@playwright/test';
import { eventChannel } from '../../shared/ipc/bridge.ts';
import { call } from './support/bridge.ts';
import {
  chooseSimulator,
  generate,
  generateButton,
  longRenderMs,
  messages,
  navButton,
  promptField,
  storedTile,
  waitUntilStored,
  writePrompt,
} from './support/steps.ts';
import { studioPerTest } from './support/studio-hooks.ts';

const { studio } = studioPerTest();

test('three clicks lead from the first start to a playing video', async () => {
  const { page } = studio;
  await page.getByRole('button', { name: messages.welcome.trySimulator }).click();
  await expect(generateButton(page)).toHaveAttribute('aria-disabled', 'false');
  await generateButton(page).click();
  const tile = storedTile(page, messages.composer.examplePrompt.slice(0, 12)).first();
  await tile.hover();
  await tile.getByRole('button', { name: messages.library.play }).click();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => (v.paused ? -1 : v.currentTime))).toBeGreaterThan(0.3);
});

test('a stored video is still there after a restart, and seeking works', async () => {
  await chooseSimulator(studio.page);
  await writePrompt(studio.page, 'paper lanterns over a night market');
  await generate(studio.page);
  await waitUntilStored(studio.page, 'paper lanterns');
  await studio.restart();

  const { page } = studio;
  await waitUntilStored(page, 'paper lanterns');
  await expect(promptField(page)).toHaveValue('paper lanterns over a night market');
  await storedTile(page, 'paper lanterns').first().dblclick();
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(1);
  const seekedSeconds = await video.evaluate(async (v: HTMLVideoElement) => {
    v.pause();
    v.currentTime = 3.5;
    await new Promise((done) => v.addEventListener('seeked', done, { once: true }));
    return v.currentTime;
  });
  expect(seekedSeconds).toBeCloseTo(3.5, 1);
});

test('a video can be made and played with the keyboard alone', async () => {
  const { page } = studio;
  const { keyboard } = page;
  await expect(page.getByRole('button', { name: messages.welcome.trySimulator })).toBeVisible();
  for (
    let n = 0;
    n < 12 && !(await page.getByRole('button', { name: messages.welcome.trySimulator }).evaluate((b) => b === document.activeElement));
    n += 1
  )
    await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(promptField(page)).toBeVisible();
  await keyboard.press('Control+l');
  await expect(promptField(page)).toBeFocused();
  await keyboard.press('Control+a');
  await keyboard.type('dunes turning into waves');
  await keyboard.press('Control+Enter');
  await waitUntilStored(page, 'dunes turning');
  for (
    let n = 0;
    n < 60 && !(await page.evaluate(() => document.activeElement?.getAttribute('data-cell')?.startsWith('r') ?? false));
    n += 1
  )
    await keyboard.press('Tab');
  await keyboard.press('Enter');
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.currentTime)).toBeGreaterThan(0.2);
  await keyboard.press('Escape');
  await expect(storedTile(page, 'dunes turning').first()).toBeVisible();
});

test('one prompt in four variations becomes four tasks and four videos', async () => {
  const { page } = studio;
  await chooseSimulator(page);
  // The tasks render until the test advances the clock.
  await studio.simulator.configure({ progressMs: longRenderMs });
  await writePrompt(page, 'four takes of one idea');
  await page.getByRole('combobox', { name: messages.composer.variations }).selectOption('4');
  await generate(page);
  await navButton(page, 'queue').click();
  await expect(page.getByRole('heading', { name: messages.queue.sections.rendering })).toBeVisible();
  await finishRendering(page, 4);
  await navButton(page, 'library').click();
  await expect(storedTile(page, 'four takes')).toHaveCount(4);
  const { resultIds } = await call(page, 'library.index', {});
  const { items } = await call(page, 'library.records', { resultIds });
  expect(new Set(items.map((item) => item.serviceTaskId)).size).toBe(4);
});

/** Waits until the simulator has accepted all tasks, and advances its clock so that they finish. */
async function finishRendering(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      async () =>
        (await call(page, 'studio.snapshot', {})).tasks.filter(({ state }) => state === 'pending' || state === 'processing').length,
    )
    .toBe(count);
  await studio.simulator.advance(longRenderMs);
}

test('the window has the same size and position after a restart', async () => {
  const bounds = { x: 120, y: 60, width: 1180, height: 720 };
  const boundsNow = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await studio.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds);
  // The window manager moves and resizes the window asynchronously.
  await expect.poll(boundsNow).toEqual(bounds);
  await studio.restart();
  await expect.poll(boundsNow).toEqual(bounds);
});

test('only macOS has an application menu, and a chosen item reaches the window', async () => {
  const { app, page } = studio;
  await chooseSimulator(page);
  expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu() !== null)).toBe(process.platform === 'darwin');
  await app.evaluate(
    ({ BrowserWindow }, channel) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, { type: 'menu-chosen', item: 'queue' }),
    eventChannel,
  );
  await expect(page.getByText(messages.queue.empty.title)).toBeVisible();
});
