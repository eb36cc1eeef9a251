// Small screens: common scales of the system, with a task bar and a zoomed window. Generate must always be reachable.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { takeScreenshot, waitUntilStill } from './support/check-view.ts';
import { chooseSimulator, generateButton, messages, promptSelector, writePrompt } from './support/steps.ts';
import { createHome, type Home, launchStudio, type RunningStudio } from './support/studio-app.ts';

let home: Home;
let studio: RunningStudio | null = null;

test.beforeEach(() => {
  home = createHome();
});
test.afterEach(async () => {
  await studio?.quit();
  studio = null;
  home.remove();
});

/** Work areas of screens in CSS pixels, minus 40 for a task bar. */
const areas = [
  { screen: '1366×768 at 100 %', width: 1366, height: 728 },
  { screen: '1366×768 at 125 %', width: 1092, height: 574 },
  { screen: '1366×768 at 150 %', width: 910, height: 472 },
  { screen: '1920×1080 at 200 %', width: 960, height: 500 },
  { screen: '1280×720 at 125 %', width: 1024, height: 536 },
] as const;
/** The height of a title bar that the window manager adds. */
const titleBarHeight = 28;

/** Whether an element is completely in the window and nothing covers it. */
const isReachable = (target: Locator) =>
  target.evaluate((button) => {
    const { top, bottom, left, right } = button.getBoundingClientRect();
    const isInWindow = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    return isInWindow && button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  });

/** Waits until a condition holds. Returns false if it does not within ten seconds. */
const holdsSoon = (condition: () => Promise<boolean>): Promise<boolean> =>
  expect
    .poll(condition, { timeout: 10_000 })
    .toBe(true)
    .then(
      () => true,
      () => false,
    );

/** Whether the prompt is large enough to write in it. */
async function isPromptUsable(prompt: Locator): Promise<boolean> {
  const box = await prompt.boundingBox();
  return box !== null && box.width >= 120 && box.height >= 20;
}

/**
 * Lists the screens and zooms on which the Generate button or the prompt is not reachable. With `mayScroll` the button may require
 * scrolling.
 */
async function findUnreachable(page: Page, name: string, button: Locator, mayScroll: boolean): Promise<readonly string[]> {
  const unreachable: string[] = [];
  for (const { screen, width, height } of areas) {
    for (const zoom of [1, 1.5, 2]) {
      await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round((height - titleBarHeight) / zoom) });
      await waitUntilStill(page);
      if (mayScroll) await button.scrollIntoViewIfNeeded();
      if (!(await holdsSoon(() => isReachable(button)))) unreachable.push(`Generate: ${screen}, ${zoom * 100} %`);
      // Finds the prompt by its id, because a batch also has a prompt field.
      const prompt = page.locator(promptSelector);
      await prompt.scrollIntoViewIfNeeded();
      if (!(await holdsSoon(() => isPromptUsable(prompt)))) unreachable.push(`prompt: ${screen}, ${zoom * 100} %`);
      if (width === 910) await takeScreenshot(page, `small-screen-${name}-${zoom * 100}`);
    }
  }
  return unreachable;
}

test('Generate and the prompt are reachable on small screens, also at a zoom of 150 and 200 %', async () => {
  studio = await launchStudio(home);
  const { page } = studio;
  await chooseSimulator(page);
  await writePrompt(page, 'a fox in the snow, seen from a slow train');
  expect(await findUnreachable(page, 'composer', generateButton(page), false)).toEqual([]);

  // Repeats the check with a message above the button, which says why nothing is sent now and what to do.
  await page.keyboard.press('Control+Shift+h');
  await expect(generateButton(page)).toHaveAttribute('data-meaning', 'wait');
  expect(await findUnreachable(page, 'paused', generateButton(page), false)).toEqual([]);

  await page.keyboard.press('Control+b');
  const batch = page.getByRole('region', { name: messages.batch.title });
  await expect(batch).toBeVisible();
  expect(await findUnreachable(page, 'batch', batch.locator('button[data-meaning]'), true)).toEqual([]);
});

// Scaling the whole app makes the test's display as small in CSS pixels as these screens.
for (const scale of [2, 2.11]) {
  test(`the window fits a display that is scaled by ${scale}`, async () => {
    studio = await launchStudio(home, { switches: [`--force-device-scale-factor=${scale}`] });
    const { app, page } = studio;
    await chooseSimulator(page);
    const { bounds, area, minimum } = await app.evaluate(({ BrowserWindow, screen }) => {
      const window = BrowserWindow.getAllWindows()[0];
      return { bounds: window?.getBounds(), area: screen.getPrimaryDisplay().workArea, minimum: window?.getMinimumSize() };
    });
    // Allows one more pixel, because fractional sizes are rounded up.
    expect(bounds?.width).toBeLessThanOrEqual(area.width + 1);
    expect(bounds?.height).toBeLessThanOrEqual(area.height + 1);
    expect(minimum?.[1]).toBeLessThan(area.height);
    await expect(generateButton(page)).toBeVisible();
    await expect.poll(() => page.evaluate(() => screenY + outerHeight)).toBeLessThanOrEqual(area.y + area.height + 1);
    await expect.poll(() => isReachable(generateButton(page))).toBe(true);
    await expect(page.getByRole('textbox', { name: messages.composer.prompt })).toBeVisible();
  });
}
