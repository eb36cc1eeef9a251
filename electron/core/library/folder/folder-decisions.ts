// Decides what an error of the library folder blocks. Pure functions; sizes in bytes.
import { type AppError, isFolderError } from '../../../../shared/errors.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';

/** With at least this much free space, a full disk blocks only large videos; other downloads continue. */
const minFreeBytes = 64 * 1024 * 1024;

/** Whether the error blocks every download. A disk that is full for a large video only does not. */
export const isBlocking = (error: AppError | null): boolean =>
  error !== null && !(error.kind === 'disk-full' && (error.freeBytes ?? 0) >= minFreeBytes);

/** Whether the missing disk space is available now; true when none was missing or the free space is unknown. */
export const hasFreeSpace = (error: AppError | null, freeBytes: number | null): boolean =>
  error?.kind !== 'disk-full' || error.neededBytes === null || freeBytes === null || freeBytes >= error.neededBytes;

/** Whether a download waits only for the folder, so that it becomes due when the folder is available. */
export function waitsForFolder({ nextAttemptAtMs, error }: Pick<ResultRow, 'nextAttemptAtMs' | 'error'>, nowMs: number): boolean {
  if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs || error === null) return false;
  return isFolderError(storedError(error));
}
