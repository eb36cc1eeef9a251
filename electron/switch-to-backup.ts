// Switches from the closed database to a prepared backup. If the backup cannot be opened, the previous database is put back and opened.
// Nothing is opened until a database is back at the path, because SQLite would create a new one there.

import { isDiskFullCode } from '../shared/files/disk-full.ts';
import type { Result } from '../shared/result.ts';
import type { RestoreFailure } from './core/studio-config.ts';
import { type DatabaseSwap, type SwapCalls, SwapError, swapDatabase } from './db/backup/restore-backup.ts';
import type { DatabaseOpenError } from './db/open-database.ts';

/** Virus scanners release files within seconds; a full disk takes longer, and the user may be away. */
const firstPauseMs = 500;
const maxPauseMs = 10_000;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

/** Classifies a failed step for the user. */
function failureOf(cause: unknown): RestoreFailure {
  const code = codeOf(cause);
  const detail = messageOf(cause);
  if (/^(EBUSY|EPERM|EACCES|ETXTBSY|SQLITE_BUSY|SQLITE_LOCKED)/.test(code)) return { reason: 'busy', detail };
  if (isDiskFullCode(code)) return { reason: 'no-room', detail };
  return { reason: 'other', detail };
}

/** Finishes the switch after the backup is open. A failure here leaves the old database usable and is therefore only logged. */
function commit(swap: DatabaseSwap, warn: (what: string, detail: string) => void): void {
  try {
    swap.commit();
  } catch (error) {
    warn('the database that was replaced still has its location', messageOf(error));
  }
}

/** Switches and returns the opened core, of the backup or of the old database; null when the studio stops first: the next start completes or undoes the switch. */
export async function switchToBackup<Opened>(parts: {
  readonly databasePath: string;
  readonly nowMs: number;
  readonly calls: SwapCalls;
  /** Opens the database at its path. `failure` says why that is not the backup; null if it is. */
  openStudio(failure: RestoreFailure | null): Result<Opened, DatabaseOpenError>;
  /** Ends early when the studio ends. */
  pause(ms: number): Promise<void>;
  isEnding(): boolean;
  warn(what: string, detail: string): void;
}): Promise<Opened | null> {
  const { databasePath, nowMs, calls, openStudio: open, pause, isEnding, warn } = parts;
  let failure: RestoreFailure | null = null;
  /** Puts the old database back; null when the old database is already at its path. */
  let rollBack: (() => void) | null = null;
  let swap: DatabaseSwap | null = null;
  try {
    swap = swapDatabase(databasePath, nowMs, calls);
  } catch (error) {
    if (!(error instanceof SwapError)) throw error;
    failure = failureOf(error.cause);
    rollBack = error.rollBack;
    warn('the backup could not replace the database', messageOf(error.cause));
  }
  for (let pauseMs = firstPauseMs; !isEnding(); pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
    try {
      rollBack?.();
      rollBack = null;
      const opened = open(failure);
      if (opened.ok) {
        if (swap !== null) commit(swap, warn);
        return opened.value;
      }
      warn('the database could not be opened', opened.error.kind);
      if (swap !== null) {
        failure = { reason: 'not-opened', detail: opened.error.kind };
        rollBack = swap.rollBack;
        swap = null;
        continue;
      }
    } catch (error) {
      warn('the previous database could not be put back', messageOf(error));
    }
    await pause(pauseMs);
  }
  return null;
}
