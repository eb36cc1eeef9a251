// Decides when the daily backup is due. Pure functions; times are Unix milliseconds, days are those of this computer's time zone.
import type { BackupFile } from '../../db/backup/backup-files.ts';

/** Delay of the first check after the start, so that it does not delay the window and the due requests. */
export const backupAfterStartMs = 20_000;
/** Delay of the next check after a failed backup, or after a check that found no change. */
export const backupRetryMs = 3_600_000;

/** A change made less than this time before the end of a backup may be missing in it. Such a change requires another daily backup. */
const overlapMs = 5_000;
/** Maximum wait until a backup is due. */
const maxWaitMs = 26 * 3_600_000;

const dayOf = (atMs: number): string => new Date(atMs).toDateString();

/** The beginning of the next day. */
function nextMidnight(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** The planned time. If the clock has been set back since, the current time instead. */
export const dueAtMsAfterClockChange = (dueAtMs: number, nowMs: number): number => (dueAtMs > nowMs + maxWaitMs ? nowMs : dueAtMs);

/** The decision of a due check. */
interface DailyPlan {
  /** The time of the next check. */
  readonly dueAtMs: number;
  /** True when a backup must be written now. */
  readonly isNeeded: boolean;
}

/**
 * Decides about the daily backup. A backup is due on each day with a change. `files`: all backups, newest first. `changedAtMs`: returns
 * the time of the last write to the database; called only if needed.
 */
export function planDailyBackup(files: readonly BackupFile[], nowMs: number, changedAtMs: () => number): DailyPlan {
  // A backup dated in the future was made with a wrong clock, so it shows nothing about today.
  const plausible = files.filter(({ madeAtMs }) => madeAtMs <= nowMs + maxWaitMs);
  const newest = plausible.find(({ reason }) => reason === 'daily' || reason === 'by-hand');
  if (newest === undefined) return { dueAtMs: nowMs + backupRetryMs, isNeeded: true };
  if (dayOf(newest.madeAtMs) === dayOf(nowMs)) return { dueAtMs: nextMidnight(nowMs), isNeeded: false };
  return { dueAtMs: nowMs + backupRetryMs, isNeeded: changedAtMs() > newest.writtenAtMs - overlapMs };
}
