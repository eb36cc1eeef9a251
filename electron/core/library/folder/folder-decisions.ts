// The effects of an error of the library folder, as pure decisions. Bytes.
import { type AppError, isFolderError } from '../../../../shared/errors.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';

/** With so much free space, a full disk affects large videos only; the others go on. */
const minFreeBytes = 64 * 1024 * 1024;

/** Whether the error blocks every download. A disk that is full for a large video only does not. */
export const isBlocking = (error: AppError | null): boolean =>
  error !== null && !(error.kind === 'disk-full' && (error.freeBytes ?? 0) >= minFreeBytes);

/** Whether the missing disk space is available now; true when none was missing or the free space is unknown. */
export const hasFreeSpace = (error: AppError | null, freeBytes: number | null): boolean =>
  error?.kind !== 'disk-full' || error.neededBytes === null || freeBytes === null || freeBytes >= error.neededBytes;

/** Whether a download waits for the folder only, so that it becomes due when the folder is available. */
export function waitsForFolder({ nextAttemptAtMs, error }: Pick<ResultRow, 'nextAttemptAtMs' | 'error'>, nowMs: number): boolean {
  if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs || error === null) return false;
  return isFolderError(storedError(error));
}
