// What the `Date` header of responses reveals about this computer's clock.
import { expect, test } from 'vitest';
import { createClockSkewTracker } from '../../../../electron/adapters/evolink/clock-skew.ts';

const hour = 3_600_000;
const at = Date.UTC(2026, 2, 1, 12);
const dateHeader = (ms: number) => new Date(ms).toUTCString();

test('a local clock that is an hour behind is recognised, for each service separately', () => {
  const clocks = createClockSkewTracker();
  expect(clocks.skewMs('a')).toBeNull();
  clocks.observe('a', dateHeader(at + hour), at, at + 400);
  expect(Math.abs((clocks.skewMs('a') ?? 0) - hour)).toBeLessThan(1_000);
  expect(clocks.skewMs('b')).toBeNull();
  // The local clock is corrected in between.
  clocks.observe('a', dateHeader(at + 2 * hour), at + 2 * hour, at + 2 * hour + 400);
  expect(clocks.skewMs('a')).toBe(0);
});

test('whole seconds and travel time count as no skew, and slow responses, jumps, and missing or absurd dates are ignored', () => {
  const clocks = createClockSkewTracker();
  clocks.observe('a', dateHeader(at + 1_500), at, at + 900);
  expect(clocks.skewMs('a')).toBe(0);
  clocks.observe('a', dateHeader(at + hour), at, at + 20_000);
  clocks.observe('a', dateHeader(at + hour), at, at - 60_000);
  clocks.observe('a', null, at, at);
  clocks.observe('a', 'yesterday', at, at);
  clocks.observe('a', dateHeader(0), at, at);
  expect(clocks.skewMs('a')).toBe(0);
});
