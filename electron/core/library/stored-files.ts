// Detects changes of stored files by the user or other programs: missing, back, or with other content. Inspecting costs one call to the file system;
// reading all bytes is left for a file that looks suspicious, is opened, or is to be verified.
import type { AppError } from '../../../shared/errors.ts';
import {
  type FileStatus,
  folderOf,
  type Inspection,
  inspectStoredFile,
  type StoredFilesDeps,
  verifyStoredFile,
} from './inspect-stored-file.ts';

/** The only judge of stored files: it turns its findings into events of the result. Members take result ids. */
export interface StoredFiles {
  /** Compares name, size and time, and records a change. Called by the audit. */
  inspect(id: number): Promise<Inspection>;
  /** Reads all bytes and compares; null when the signal came first, or when the file could not be read now. */
  verify(id: number, signal: AbortSignal): Promise<FileStatus | null>;
  /** Finds the file of the video, and records that it is missing, changed, or back. */
  locate(id: number): Promise<{ absolutePath: string; bytes: number } | null>;
  /** The reason why a file could not be located: its folder is unavailable, or only the file is missing. */
  absenceError(id: number): Promise<AppError>;
  /** Accepts a file that the user pointed to as the file of this result. Its content must be identical. */
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
  const { tables, folderIdentity } = deps;
  /** One file is read at a time: a disk that seeks between two is slower than one that reads them in a row. */
  let reading: Promise<unknown> = Promise.resolve();
  return {
    inspect: (id) => inspectStoredFile(deps, id),
    verify(id, signal) {
      const verification = reading.then(() => (signal.aborted ? null : verifyStoredFile(deps, id, signal)));
      reading = verification.catch(() => undefined);
      return verification;
    },
    locate: async (id) => (await inspectStoredFile(deps, id)).file,
    async absenceError(id) {
      const row = tables.results.get(id);
      const folder = row === undefined ? null : folderOf(deps, row);
      return (folder === null ? null : await folderIdentity.unavailableErrorOf(folder)) ?? { kind: 'file-missing' };
    },
    relink: (id, folder, name, signal) => relink(deps, id, folder, name, signal),
  };
}
