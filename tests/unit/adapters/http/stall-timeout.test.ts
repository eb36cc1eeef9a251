// A stalled transfer is detected, and one that makes progress is left alone, whatever happens to the computer's clock.
import { expect, test } from 'vitest';
import { createStallTimeout } from '../../../../electron/adapters/http/stall-timeout.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const hour = 3_600_000;
const never = new AbortController().signal;

test('only time without a byte counts', async () => {
  const clock = createFakeClock();
  const watch = createStallTimeout(clock, 30_000, never);
  for (let seconds = 0; seconds < 300; seconds += 20) {
    await clock.advance(20_000);
    watch.onProgress();
  }
  expect(watch.hasStalled()).toBe(false);
  await clock.advance(61_000);
  expect([watch.hasStalled(), watch.signal.aborted]).toEqual([true, true]);
});

test('setting the clock back hides no stalled transfer', async () => {
  const clock = createFakeClock();
  const watch = createStallTimeout(clock, 30_000, never);
  await clock.advance(10_000);
  watch.onProgress();
  clock.set(clock.now() - 24 * hour);
  await clock.advance(120_000);
  expect(watch.hasStalled()).toBe(true);
});
