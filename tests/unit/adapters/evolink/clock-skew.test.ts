// What the `Date` header of answers teaches about this computer's clock.
import { expect, test } from 'vitest';
import { createClockSkew } from '../../../../electron/adapters/evolink/clock-skew.ts';

const hour = 3_600_000;
const at = Date.UTC(2026, 2, 1, 12);
const dated = (ms: number) => new Date(ms).toUTCString();

test('a clock here that is an hour behind is known as such, each service for itself', () => {
  const clocks = createClockSkew();
  expect(clocks.aheadMs('a')).toBeNull();
  clocks.heard('a', dated(at + hour), at, at + 400);
  expect(Math.abs((clocks.aheadMs('a') ?? 0) - hour)).toBeLessThan(1_000);
  expect(clocks.aheadMs('b')).toBeNull();
  // Put right in between.
  clocks.heard('a', dated(at + 2 * hour), at + 2 * hour, at + 2 * hour + 400);
  expect(clocks.aheadMs('a')).toBe(0);
});

test('whole seconds and travelling time are no difference; a slow answer, a jump, no date or a mad one say nothing', () => {
  const clocks = createClockSkew();
  clocks.heard('a', dated(at + 1_500), at, at + 900);
  expect(clocks.aheadMs('a')).toBe(0);
  clocks.heard('a', dated(at + hour), at, at + 20_000);
  clocks.heard('a', dated(at + hour), at, at - 60_000);
  clocks.heard('a', null, at, at);
  clocks.heard('a', 'yesterday', at, at);
  clocks.heard('a', dated(0), at, at);
  expect(clocks.aheadMs('a')).toBe(0);
});
