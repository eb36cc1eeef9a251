// Decides what an error of the library folder blocks. Pure functions; sizes in bytes.
import { type AppError, isFolderError } from '../../../../shared/errors.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';

/** If at least this much space is free, a full disk blocks only large videos. Other downloads continue. */
const minFreeBytes = 64 * 1024 * 1024;

/** Whether the error blocks every download. A disk that is full only for a large video does not. */
export const isBlocking = (error: AppError | null): boolean =>
  error !== null && !(error.kind === 'disk-full' && (error.freeBytes ?? 0) >= minFreeBytes);

/** Whether the disk space that was missing is available now; also true if none was missing or the free space is unknown. */
export const hasFreeSpace = (error: AppError | null, freeBytes: number | null): boolean =>
  error?.kind !== 'disk-full' || error.neededBytes === null || freeBytes === null || freeBytes >= error.neededBytes;

/** Whether a download waits only for the folder, and so becomes due when the folder is available. */
export function waitsForFolder({ nextAttemptAtMs, error }: Pick<ResultRow, 'nextAttemptAtMs' | 'error'>, nowMs: number): boolean {
  if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs || error === null) return false;
  return isFolderError(storedError(error));
}
