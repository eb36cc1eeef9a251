// Measures the time from a key in the search field until its result is drawn. In the page this is the time from the input event to the task
// after the first frame that shows other tiles with their content.
import type { Page } from '@playwright/test';
import { messages } from '../e2e/support/steps.ts';

/** After this time a key is not counted: if the tiles stay the same, the page cannot tell whether the result has arrived. */
const longestWaitMs = 800;

/** A text in the field, and the character that is typed after it. */
export interface TypedKey {
  readonly before: string;
  readonly key: string;
}

/** Returns the milliseconds of each key whose result shows other tiles than before the key. */
export async function keyToPaintMs(page: Page, keys: readonly TypedKey[]): Promise<number[]> {
  const field = page.getByRole('combobox', { name: messages.search.label });
  const times: number[] = [];
  for (const { before, key } of keys) {
    await field.fill(before);
    await waitForQuietGrid(page);
    await field.evaluate(watchPaint, longestWaitMs);
    await page.keyboard.insertText(key);
    const ms = await page.evaluate(() => (window as PaintWindow).paintMs);
    if (ms !== undefined && ms !== null) times.push(ms);
  }
  return times;
}

type PaintWindow = Window & { paintMs?: Promise<number | null> };

/** Runs in the page. The next input event starts the measurement; the first frame with other tiles, all with their content, ends it. */
function watchPaint(field: Element, longestMs: number): void {
  // A tile is empty until its record is loaded.
  const shownCells = (): string | null => {
    const cells = [...document.querySelectorAll('[data-cell]')];
    return cells.every((cell) => cell.childElementCount > 0) ? cells.map((cell) => cell.getAttribute('data-cell')).join() : null;
  };
  const before = shownCells();
  (window as PaintWindow).paintMs = new Promise((done) => {
    field.addEventListener(
      'input',
      () => {
        const typedAtMs = performance.now();
        const step = (): void => {
          if (performance.now() - typedAtMs > longestMs) {
            done(null);
          } else if (shownCells() === before || shownCells() === null) {
            requestAnimationFrame(step);
          } else {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - typedAtMs);
            channel.port2.postMessage(null);
          }
        };
        requestAnimationFrame(step);
      },
      { once: true },
    );
  });
}

/**
 * Waits until the tiles have stayed the same for 300 ms. By then both results of the previous text, with and without mid-word hits, are
 * drawn.
 */
async function waitForQuietGrid(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const shownCells = (): string => [...document.querySelectorAll('[data-cell]')].map((cell) => cell.getAttribute('data-cell')).join();
    let last = '';
    for (let sameSinceMs = performance.now(); performance.now() - sameSinceMs < 300; ) {
      await new Promise((done) => setTimeout(done, 30));
      if (shownCells() === last) continue;
      last = shownCells();
      sameSinceMs = performance.now();
    }
  });
}
