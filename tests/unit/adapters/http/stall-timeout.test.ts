// A stalled transfer is detected, and one that makes progress is not aborted, even when the computer's clock is changed.
import { expect, test } from 'vitest';
import { createStallTimeout } from '../../../../electron/adapters/http/stall-timeout.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const hourMs = 3_600_000;
const neverAborted = new AbortController().signal;

test('a transfer stalls only when no byte arrives for the whole timeout', async () => {
  const clock = createFakeClock();
  const stallTimeout = createStallTimeout(clock, 30_000, neverAborted);
  for (let seconds = 0; seconds < 300; seconds += 20) {
    await clock.advance(20_000);
    stallTimeout.onProgress();
  }
  expect(stallTimeout.hasStalled()).toBe(false);
  await clock.advance(61_000);
  expect([stallTimeout.hasStalled(), stallTimeout.signal.aborted]).toEqual([true, true]);
});

test('a stalled transfer is detected even when the clock is set back', async () => {
  const clock = createFakeClock();
  const stallTimeout = createStallTimeout(clock, 30_000, neverAborted);
  await clock.advance(10_000);
  stallTimeout.onProgress();
  clock.set(clock.now() - 24 * hourMs);
  await clock.advance(120_000);
  expect(stallTimeout.hasStalled()).toBe(true);
});
