// From a key in the search field to the picture of its result. Measured in the page: from the input event to the task after the first frame that
// shows other tiles.
import type { Page } from '@playwright/test';
import { messages } from '../e2e/support/steps.ts';

/** A result that shows the same tiles as the one before cannot be told from no result; such a key is not counted. */
const longestWaitMs = 3_000;

/** A text that is in the field, and the last character that is typed behind it. */
export interface TypedKey {
  readonly before: string;
  readonly key: string;
}

/** Milliseconds for each key whose result shows other tiles than the text before it. */
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

/** Runs in the page: the next input event starts the clock, and other tiles in a drawn frame stop it. */
function watchPaint(field: Element, longestMs: number): void {
  const shownCells = (): string => [...document.querySelectorAll('[data-cell]')].map((cell) => cell.getAttribute('data-cell')).join();
  const before = shownCells();
  (window as PaintWindow).paintMs = new Promise((done) => {
    field.addEventListener(
      'input',
      () => {
        const typedAtMs = performance.now();
        const step = (): void => {
          if (performance.now() - typedAtMs > longestMs) {
            done(null);
          } else if (shownCells() === before) {
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

/** Waits until the tiles have stayed the same for 300 ms: the answers to the text before, with and without mid-word hits, have been drawn. */
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
