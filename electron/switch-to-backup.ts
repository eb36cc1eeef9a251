// Goes over from the closed database to a prepared backup. Whatever fails on the way, a database is opened in the end, by itself: the backup, or the
// one that was there. As long as the one that was there has not its place again nothing is opened, or a fresh one would take it.
import type { Result } from '../shared/result.ts';
import type { RestoreFailure } from './core/studio-config.ts';
import { type PlaceTaken, type SwapCalls, SwapFailed, swapDatabase } from './db/backup/restore-backup.ts';
import type { DatabaseOpenError } from './db/open-database.ts';

/** Virus scanners let go within seconds; a full disk takes longer, and nobody may be there. */
const firstPauseMs = 500;
const longestPauseMs = 10_000;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** What a failed step means for the person. */
function failureOf(cause: unknown): RestoreFailure {
  const code = codeOf(cause);
  const detail = wordsOf(cause);
  if (/^(EBUSY|EPERM|EACCES|ETXTBSY|SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) return { reason: 'busy', detail };
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return { reason: 'no-room', detail };
  return { reason: 'other', detail };
}

/** The backup is open: what was set aside is of use whether or not it can be settled. */
function settle(taken: PlaceTaken, warn: (what: string, detail: string) => void): void {
  try {
    taken.settle();
  } catch (error) {
    warn('the database that was set aside still says where it lay', wordsOf(error));
  }
}

/** `opened` with `failure` null: the backup. null: the studio ends, and the next start finishes or forgets what was begun. */
export async function switchToBackup<Opened>(parts: {
  readonly databasePath: string;
  readonly nowMs: number;
  readonly calls: SwapCalls;
  /** Opens what lies in the database's place; `failure` is what it is told of why it is not the backup. */
  open(failure: RestoreFailure | null): Result<Opened, DatabaseOpenError>;
  /** Ends early when the studio ends. */
  pause(ms: number): Promise<void>;
  isEnding(): boolean;
  warn(what: string, detail: string): void;
}): Promise<Opened | null> {
  const { databasePath, nowMs, calls, open, pause, isEnding, warn } = parts;
  let failure: RestoreFailure | null = null;
  /** Puts the database that was there back; null when it has its place, or has not lost it. */
  let takeBack: (() => void) | null = null;
  let taken: PlaceTaken | null = null;
  try {
    taken = swapDatabase(databasePath, nowMs, calls);
  } catch (error) {
    if (!(error instanceof SwapFailed)) throw error;
    failure = failureOf(error.cause);
    takeBack = error.rollBack;
    warn('the backup did not get its place', wordsOf(error.cause));
  }
  for (let pauseMs = firstPauseMs; !isEnding(); pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      takeBack?.();
      takeBack = null;
      const opened = open(failure);
      if (opened.ok) {
        if (taken !== null) settle(taken, warn);
        return opened.value;
      }
      warn('the database could not be opened', opened.error.kind);
      if (taken !== null) {
        failure = { reason: 'not-opened', detail: opened.error.kind };
        takeBack = taken.takeBack;
        taken = null;
        continue;
      }
    } catch (error) {
      warn('the database did not get its place again', wordsOf(error));
    }
    await pause(pauseMs);
  }
  return null;
}
