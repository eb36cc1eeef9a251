// When stored files are audited.
import { expect, test } from 'vitest';
import { nextRoundNotBeforeMs } from '../../../../electron/core/library/audit/audit-schedule.ts';

test('a small library is audited again after five seconds at the earliest', () => {
  expect(nextRoundNotBeforeMs(1_000, 1_000)).toBe(6_000);
});

test('the next audit waits for twenty times the duration of the last one', () => {
  expect(nextRoundNotBeforeMs(1_000, 4_000)).toBe(4_000 + 5_000 + 60_000);
});
