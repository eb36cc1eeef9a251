// When the daily backup is due, as pure decisions. Moments are Unix milliseconds; days are those of this computer's time zone.
import type { BackupFile } from '../../db/backup/backup-files.ts';

/** Of the first check: the window and what is due for the service come first. */
export const backupAfterStartMs = 20_000;
/** After a backup that failed, or a check that found nothing to do. */
export const backupRetryMs = 3_600_000;

/** What is written at the very end of a backup may be missing in it; then the next day has one more. */
const overlapMs = 5_000;
/** No backup is due later than this. */
const longestWaitMs = 26 * 3_600_000;

const dayOf = (atMs: number): string => new Date(atMs).toDateString();

/** The first moment of the next day. */
function nextMidnight(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** The moment as it was planned, or now, where the clock was put back since. */
export const dueAfterClockChange = (dueAtMs: number, nowMs: number): number => (dueAtMs > nowMs + longestWaitMs ? nowMs : dueAtMs);

/** What a check that is due decides. */
interface DailyPlan {
  /** When it is checked again. */
  readonly dueAtMs: number;
  readonly isNeeded: boolean;
}

/**
 * A backup is needed on each day on which something changed. `files`: all that there are, newest first; `changedAtMs`: when the database was last
 * written, asked for only where it matters.
 */
export function planDailyBackup(files: readonly BackupFile[], nowMs: number, changedAtMs: () => number): DailyPlan {
  // One of days to come was made while the clock was wrong, and says nothing about today.
  const believable = files.filter(({ madeAtMs }) => madeAtMs <= nowMs + longestWaitMs);
  const newest = believable.find(({ reason }) => reason === 'daily' || reason === 'by-hand');
  if (newest === undefined) return { dueAtMs: nowMs + backupRetryMs, isNeeded: true };
  if (dayOf(newest.madeAtMs) === dayOf(nowMs)) return { dueAtMs: nextMidnight(nowMs), isNeeded: false };
  return { dueAtMs: nowMs + backupRetryMs, isNeeded: changedAtMs() > newest.writtenAtMs - overlapMs };
}
