// Notices what became of a stored file behind the studio's back: gone, back again, other bytes. Inspecting costs one call to the file system;
// reading all bytes is left for a file that looks suspicious, is opened, or is asked about.
import type { AppError } from '../../../shared/errors.ts';
import {
  type FileStatus,
  folderOf,
  type Inspection,
  inspectStoredFile,
  type StoredFilesDeps,
  verifyStoredFile,
} from './inspect-stored-file.ts';

/** The only judge of stored files: what it finds becomes an event of the result. Members take result ids. */
export interface StoredFiles {
  /** Compares name, size and time, and records what became of the file. Called by the audit. */
  inspect(id: number): Promise<Inspection>;
  /** Reads all bytes and compares; null when the signal came first, or when the file could not be read now. */
  verify(id: number, signal: AbortSignal): Promise<FileStatus | null>;
  /** Where the video is, and the moment at which the studio notices that it vanished, changed, or is back. */
  locate(id: number): Promise<{ absolutePath: string; bytes: number } | null>;
  /** Why a file could not be located: its folder is away, or the file alone is gone. */
  absenceError(id: number): Promise<AppError>;
  /** Takes a file that the user pointed to as the one of this result. Only the very bytes will do. */
  relink(id: number, folder: string, name: string, signal: AbortSignal): Promise<'taken' | 'file-mismatch' | 'missing'>;
}

async function relink(
  { tables, tasks, library }: StoredFilesDeps,
  id: number,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<'taken' | 'file-mismatch' | 'missing'> {
  const row = tables.results.get(id);
  const file = await library.locate(folder, name);
  if (row === undefined || row.storedAtMs === null || file === null) return 'missing';
  if (file.bytes !== row.bytes || (await library.hash(folder, name, signal)) !== row.sha256) return 'file-mismatch';
  const folderId = tables.results.folderId(folder);
  tasks.transitionResult(id, { type: 'file-moved', folderId, path: name, modifiedAtMs: file.modifiedAtMs });
  return 'taken';
}

/** Built once by the composition. */
export function createStoredFiles(deps: StoredFilesDeps): StoredFiles {
  const { tables, folders } = deps;
  /** One file is read at a time: a disk that seeks between two is slower than both in a row. */
  let reading: Promise<unknown> = Promise.resolve();
  return {
    inspect: (id) => inspectStoredFile(deps, id),
    verify(id, signal) {
      const mine = reading.then(() => (signal.aborted ? null : verifyStoredFile(deps, id, signal)));
      reading = mine.catch(() => undefined);
      return mine;
    },
    locate: async (id) => (await inspectStoredFile(deps, id)).file,
    async absenceError(id) {
      const row = tables.results.get(id);
      const folder = row === undefined ? null : folderOf(deps, row);
      return (folder === null ? null : await folders.unavailableErrorOf(folder)) ?? { kind: 'file-missing' };
    },
    relink: (id, folder, name, signal) => relink(deps, id, folder, name, signal),
  };
}
