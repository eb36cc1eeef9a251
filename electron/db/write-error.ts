// Recognises SQLite's error codes for a disk that takes no more data.
import type { AppError } from '../../shared/errors.ts';

/** Why a write to the database failed for a reason outside of the program. SQLite has rolled back the transaction. */
export type DatabaseWriteError = Extract<AppError, { kind: 'database-full' | 'database-not-written' }>;

/**
 * Classifies an error of a write as an expected failure; returns null for every other error. Pure.
 *
 * SQLite's Unix layer (`unixWrite`, `seekAndWrite` in os_unix.c) reports ENOSPC as SQLITE_FULL, and a used-up quota (EDQUOT) like any other
 * failed write as SQLITE_IOERR_WRITE. It reports SQLITE_IOERR_SHMSIZE when the index of the write-ahead log cannot grow.
 */
export function databaseWriteErrorOf(error: unknown): DatabaseWriteError | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  switch (error.code) {
    case 'SQLITE_FULL':
      return { kind: 'database-full' };
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_SHMSIZE':
      return { kind: 'database-not-written' };
    default:
      return null;
  }
}
