// When the daily backup is due.
import { describe, expect, test } from 'vitest';
import { dueAfterClockChange, planDailyBackup } from '../../../../electron/core/recovery/backup-schedule.ts';
import type { BackupFile } from '../../../../electron/db/backup/backup-files.ts';

const hour = 3_600_000;
const noon = new Date(2026, 2, 10, 12).getTime();
const yesterday = noon - 24 * hour;
const backup = (madeAtMs: number, reason: BackupFile['reason'] = 'daily'): BackupFile => ({
  name: `studio-${madeAtMs}.sqlite`,
  madeAtMs,
  reason,
  bytes: 1,
  writtenAtMs: madeAtMs,
});
const never = () => {
  throw new Error('nobody need know when the database changed');
};

test('a database without a backup needs one', () => {
  expect(planDailyBackup([], noon, never)).toEqual({ dueAtMs: noon + hour, isNeeded: true });
});

test('on a day that has its backup the next one is due at midnight', () => {
  const midnight = new Date(2026, 2, 11).getTime();
  expect(planDailyBackup([backup(noon - hour)], noon, never)).toEqual({ dueAtMs: midnight, isNeeded: false });
  expect(planDailyBackup([backup(noon - hour, 'by-hand')], noon, never)).toEqual({ dueAtMs: midnight, isNeeded: false });
});

describe('on another day', () => {
  test('a backup is needed where something changed since, and is tried again in an hour', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday + hour)).toEqual({ dueAtMs: noon + hour, isNeeded: true });
  });

  test('none is needed where nothing did, and that is checked again in an hour', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - hour)).toEqual({ dueAtMs: noon + hour, isNeeded: false });
  });

  test('what was written at the very end of the last backup counts as changed', () => {
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - 4_999).isNeeded).toBe(true);
    expect(planDailyBackup([backup(yesterday)], noon, () => yesterday - 5_000).isNeeded).toBe(false);
  });
});

test('a backup from before a new format, and one that a restore set aside, are not the day’s', () => {
  const files = [backup(noon - hour, 'before-format'), backup(noon - hour, 'replaced')];
  expect(planDailyBackup(files, noon, never).isNeeded).toBe(true);
});

test('a backup of days to come says nothing about today', () => {
  expect(planDailyBackup([backup(noon + 27 * hour)], noon, never).isNeeded).toBe(true);
});

test('a backup that lies further ahead than any wait is due now: the clock was put back', () => {
  expect(dueAfterClockChange(noon + 26 * hour, noon)).toBe(noon + 26 * hour);
  expect(dueAfterClockChange(noon + 26 * hour + 1, noon)).toBe(noon);
});
