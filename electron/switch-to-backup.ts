// Switches from the closed database to a prepared backup. Whatever fails on the way, a database is opened in the end: the backup, or the old one. Until
// the old one is back in its place nothing is opened, because a new database would be created there.

import { isDiskFullCode } from '../shared/files/disk-full.ts';
import type { Result } from '../shared/result.ts';
import type { RestoreFailure } from './core/studio-config.ts';
import { type PlaceTaken, type SwapCalls, SwapFailed, swapDatabase } from './db/backup/restore-backup.ts';
import type { DatabaseOpenError } from './db/open-database.ts';

/** Virus scanners release files within seconds; a full disk takes longer, and the user may be away. */
const firstPauseMs = 500;
const longestPauseMs = 10_000;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** Classifies a failed step for the user. */
function failureOf(cause: unknown): RestoreFailure {
  const code = codeOf(cause);
  const detail = wordsOf(cause);
  if (/^(EBUSY|EPERM|EACCES|ETXTBSY|SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) return { reason: 'busy', detail };
  if (isDiskFullCode(code)) return { reason: 'no-room', detail };
  return { reason: 'other', detail };
}

/** Finishes the switch after the backup is open: a failure here leaves the old database usable, so it is only logged. */
function settle(taken: PlaceTaken, warn: (what: string, detail: string) => void): void {
  try {
    taken.settle();
  } catch (error) {
    warn('the database that was set aside still says where it lay', wordsOf(error));
  }
}

/** Switches and returns the opened core, of the backup or of the old database; null when the studio stops first: the next start completes or undoes the switch. */
export async function switchToBackup<Opened>(parts: {
  readonly databasePath: string;
  readonly nowMs: number;
  readonly calls: SwapCalls;
  /** Opens the database in its place; `failure` says why it is not the backup, null when it is. */
  open(failure: RestoreFailure | null): Result<Opened, DatabaseOpenError>;
  /** Ends early when the studio ends. */
  pause(ms: number): Promise<void>;
  isEnding(): boolean;
  warn(what: string, detail: string): void;
}): Promise<Opened | null> {
  const { databasePath, nowMs, calls, open, pause, isEnding, warn } = parts;
  let failure: RestoreFailure | null = null;
  /** Puts the old database back; null when it is in its place. */
  let rollBack: (() => void) | null = null;
  let taken: PlaceTaken | null = null;
  try {
    taken = swapDatabase(databasePath, nowMs, calls);
  } catch (error) {
    if (!(error instanceof SwapFailed)) throw error;
    failure = failureOf(error.cause);
    rollBack = error.rollBack;
    warn('the backup did not get its place', wordsOf(error.cause));
  }
  for (let pauseMs = firstPauseMs; !isEnding(); pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      rollBack?.();
      rollBack = null;
      const opened = open(failure);
      if (opened.ok) {
        if (taken !== null) settle(taken, warn);
        return opened.value;
      }
      warn('the database could not be opened', opened.error.kind);
      if (taken !== null) {
        failure = { reason: 'not-opened', detail: opened.error.kind };
        rollBack = taken.rollBack;
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
