// When the daily backup is due.
import { describe, expect, test } from 'vitest';
import { dueAtMsAfterClockChange, planDailyBackup } from '../../../../electron/core/recovery/backup-schedule.ts';
import type { BackupFile } from '../../../../electron/db/backup/backup-files.ts';

const hourMs = 3_600_000;
const noon = new Date(2026, 2, 10, 12).getTime();
const yesterday = noon - 24 * hourMs;
const backup = (madeAtMs: number, reason: BackupFile['reason'] = 'daily'): BackupFile => ({
  name: `studio-${madeAtMs}.sqlite`,
  madeAtMs,
  reason,
  bytes: 1,
  writtenAtMs: madeAtMs,
});
const failIfCalled = () => {
  throw new Error('the time of the last change was read unnecessarily');
};

test('a database without a backup needs one', () => {
  expect(planDailyBackup([], noon, failIfCalled)).toEqual({ dueAtMs: noon + hourMs, isNeeded: true });
});

test('after today’s backup the next one is due at midnight', () => {
  const midnight = new Date(2026, 2, 11).getTime();
  expect(planDailyBackup([backup(noon - hourMs)], noon, failIfCalled)).toEqual({ dueAtMs: midnight, isNeeded: false });
  expect(planDailyBackup([backup(noon - hourMs, 'by-hand')], noon, failIfCalled)).toEqual({ dueAtMs: midnight, isNeeded: false });
});

describe('on another day', () => {
  test('a backup is needed if something has changed since, and is retried in an hour', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday + hourMs)).toEqual({ dueAtMs: noon + hourMs, isNeeded: true });
  });

  test('no backup is needed if nothing has changed, and the check is repeated in an hour', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - hourMs)).toEqual({ dueAtMs: noon + hourMs, isNeeded: false });
  });

  test('a change made less than five seconds before the last backup counts as a change since it', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - 4_999).isNeeded).toBe(true);
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - 5_000).isNeeded).toBe(false);
  });
});

test('a backup before a format change and a database set aside by a restore do not count as the daily backup', () => {
  const files = [backup(noon - hourMs, 'before-format'), backup(noon - hourMs, 'replaced')];
  expect(planDailyBackup(files, noon, failIfCalled).isNeeded).toBe(true);
});

test('a backup dated in the future does not count as the daily backup', () => {
  expect(planDailyBackup([backup(noon + 27 * hourMs)], noon, failIfCalled).isNeeded).toBe(true);
});

test('a backup that would be due in more than 26 hours is due now, because the clock was set back', () => {
  expect(dueAtMsAfterClockChange(noon + 26 * hourMs, noon)).toBe(noon + 26 * hourMs);
  expect(dueAtMsAfterClockChange(noon + 26 * hourMs + 1, noon)).toBe(noon);
});
