// What an error of the library folder means, as pure decisions. Bytes.
import { type AppError, isFolderError } from '../../../../shared/errors.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';

/** With so much room a disk is full for a large video only; the others go on. */
const someRoomBytes = 64 * 1024 * 1024;

/** Whether the error stops every download. A disk that is full for a large video only does not. */
export const isBlocking = (error: AppError | null): boolean =>
  error !== null && !(error.kind === 'disk-full' && (error.freeBytes ?? 0) >= someRoomBytes);

/** Whether the room that was missing is there now; true where none was missing, or nobody knows how much there is. */
export const hasRoom = (error: AppError | null, freeBytes: number | null): boolean =>
  error?.kind !== 'disk-full' || error.neededBytes === null || freeBytes === null || freeBytes >= error.neededBytes;

/** Whether a download waits only for the folder, so that it is due when the folder is well. */
export function waitsForFolder({ nextAttemptAtMs, error }: Pick<ResultRow, 'nextAttemptAtMs' | 'error'>, nowMs: number): boolean {
  if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs || error === null) return false;
  return isFolderError(storedError(error));
}
