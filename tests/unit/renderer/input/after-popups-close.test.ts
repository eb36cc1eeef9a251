import { expect, test } from 'vitest';
import { afterPopupsClose } from '../../../../renderer/src/input/after-popups-close.ts';

/** Frames that a test advances; a popup fades out from the frame `from` until the frame `to`. */
function framesWithPopup(from: number, to: number) {
  let frame = 0;
  let scheduled: (() => void) | null = null;
  return {
    isFadingOut: () => frame >= from && frame < to,
    next(run: () => void) {
      scheduled = run;
    },
    /** Runs frames until nothing is scheduled, and returns the number of the last one. */
    runAll(): number {
      while (scheduled !== null) {
        const run: () => void = scheduled;
        scheduled = null;
        frame += 1;
        run();
      }
      return frame;
    },
  };
}

test.each([
  ['no popup', 0, 0, 2],
  ['a popup that fades out for a few frames', 0, 5, 5],
  ['a popup that begins to fade out after the press', 1, 40, 40],
  ['a popup on a slow machine, however long it takes', 2, 1_000, 1_000],
])('with %s, the focus is moved once, after it', (_name, from, to, expected) => {
  const frames = framesWithPopup(from, to);
  const calls: string[] = [];
  afterPopupsClose(() => calls.push('moved'), frames);
  expect(calls).toEqual([]);
  expect([frames.runAll(), calls]).toEqual([expected, ['moved']]);
});
