// Measures the skew of this computer's clock from the `Date` header of responses.
import { expect, test } from 'vitest';
import { createClockSkewTracker } from '../../../../electron/adapters/evolink/clock-skew.ts';

const hourMs = 3_600_000;
const localMs = Date.UTC(2026, 2, 1, 12);
const dateHeader = (ms: number) => new Date(ms).toUTCString();

test('a local clock that is an hour behind is recognised, for each service separately', () => {
  const clocks = createClockSkewTracker();
  expect(clocks.skewMs('a')).toBeNull();
  clocks.observe('a', dateHeader(localMs + hourMs), localMs, localMs + 400);
  expect(Math.abs((clocks.skewMs('a') ?? 0) - hourMs)).toBeLessThan(1_000);
  expect(clocks.skewMs('b')).toBeNull();
  // The local clock is corrected between the two responses.
  clocks.observe('a', dateHeader(localMs + 2 * hourMs), localMs + 2 * hourMs, localMs + 2 * hourMs + 400);
  expect(clocks.skewMs('a')).toBe(0);
});

test('rounding to seconds and network latency count as no skew; slow responses, clock jumps, and missing or absurd dates are ignored', () => {
  const clocks = createClockSkewTracker();
  clocks.observe('a', dateHeader(localMs + 1_500), localMs, localMs + 900);
  expect(clocks.skewMs('a')).toBe(0);
  clocks.observe('a', dateHeader(localMs + hourMs), localMs, localMs + 20_000);
  clocks.observe('a', dateHeader(localMs + hourMs), localMs, localMs - 60_000);
  clocks.observe('a', null, localMs, localMs);
  clocks.observe('a', 'yesterday', localMs, localMs);
  clocks.observe('a', dateHeader(0), localMs, localMs);
  expect(clocks.skewMs('a')).toBe(0);
});
