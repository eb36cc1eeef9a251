// Decides when the daily backup is due. Pure functions; times are Unix milliseconds, days are those of this computer's time zone.
import type { BackupFile } from '../../db/backup/backup-files.ts';

/** Delay of the first check after the start, so that it does not delay the window and the due requests. */
export const backupAfterStartMs = 20_000;
/** Delay of the next check after a failed backup, or after a check that found no change. */
export const backupRetryMs = 3_600_000;

/** A change made this shortly before the end of a backup may be missing in it, so it makes the next daily backup necessary. */
const overlapMs = 5_000;
/** Maximum time until the next backup is due. */
const maxWaitMs = 26 * 3_600_000;

const dayOf = (atMs: number): string => new Date(atMs).toDateString();

/** The beginning of the next day. */
function nextMidnight(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** The planned time, or now if the clock has been set back since. */
export const dueAtMsAfterClockChange = (dueAtMs: number, nowMs: number): number => (dueAtMs > nowMs + maxWaitMs ? nowMs : dueAtMs);

/** The decision of a due check. */
interface DailyPlan {
  /** The time of the next check. */
  readonly dueAtMs: number;
  /** True when a backup must be written now. */
  readonly isNeeded: boolean;
}

/**
 * A backup is due on each day with a change. `files`: all backups, newest first; `changedAtMs`: the time of the last write to the database, called
 * only if needed.
 */
export function planDailyBackup(files: readonly BackupFile[], nowMs: number, changedAtMs: () => number): DailyPlan {
  // A backup dated in the future was made with a wrong clock, and says nothing about today.
  const plausible = files.filter(({ madeAtMs }) => madeAtMs <= nowMs + maxWaitMs);
  const newest = plausible.find(({ reason }) => reason === 'daily' || reason === 'by-hand');
  if (newest === undefined) return { dueAtMs: nowMs + backupRetryMs, isNeeded: true };
  if (dayOf(newest.madeAtMs) === dayOf(nowMs)) return { dueAtMs: nextMidnight(nowMs), isNeeded: false };
  return { dueAtMs: nowMs + backupRetryMs, isNeeded: changedAtMs() > newest.writtenAtMs - overlapMs };
}
