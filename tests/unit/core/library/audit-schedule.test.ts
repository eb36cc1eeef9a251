// When stored files are audited.
import { expect, test } from 'vitest';
import { nextRoundNotBeforeMs } from '../../../../electron/core/library/audit/audit-schedule.ts';

test('a small library is audited again at the earliest after five seconds', () => {
  expect(nextRoundNotBeforeMs(1_000, 1_000)).toBe(6_000);
});

test('a library that takes long to walk rests twenty times as long', () => {
  expect(nextRoundNotBeforeMs(1_000, 4_000)).toBe(4_000 + 5_000 + 60_000);
});
