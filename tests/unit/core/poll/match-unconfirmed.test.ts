// The times of a send by the service's clock, and ids that were sent at about the same time.
import { expect, test } from 'vitest';
import { rangesAround, toServiceTime, windowStartMs } from '../../../../electron/core/poll/match-unconfirmed.ts';

const sent = { id: 1, model: 'm', firstSentAtMs: 10_000, lastSentAtMs: 20_000, firstSentServiceMs: null, lastSentServiceMs: null };

test('send times are converted with the current clock skew, unless the service time of the send is stored', () => {
  expect(toServiceTime(sent, 500)).toEqual({ id: 1, model: 'm', firstSentAtMs: 10_500, lastSentAtMs: 20_500 });
  expect(toServiceTime({ ...sent, firstSentServiceMs: 1, lastSentServiceMs: 2 }, 500)).toMatchObject({ firstSentAtMs: 1, lastSentAtMs: 2 });
  expect(toServiceTime({ ...sent, firstSentAtMs: null }, 500).firstSentAtMs).toBeNull();
});

test('the search window starts a minute before the first send', () => {
  expect(windowStartMs(toServiceTime({ ...sent, firstSentAtMs: 100_000 }, 0))).toBe(40_000);
});

test('ids that are close together share one range, and no two ranges overlap', () => {
  expect(rangesAround([])).toEqual([]);
  expect(rangesAround([5_000, 1_000, 1_400])).toEqual([
    { fromId: 500, toId: 1_900 },
    { fromId: 4_500, toId: 5_500 },
  ]);
});
