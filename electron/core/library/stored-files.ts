// Detects stored files that the user or another program removed, restored or changed. An inspection needs one file system call. All bytes
// are read only to verify a file: if it looks suspicious, or at the user's request.
import type { AppError } from '../../../shared/errors.ts';
import {
  type FileStatus,
  folderOf,
  type Inspection,
  inspectStoredFile,
  type StoredFilesDeps,
  verifyStoredFile,
} from './inspect-stored-file.ts';
import { createFileLocations } from './locate/file-locations.ts';

/** Decides the state of stored files; no other part does. Each change is recorded as an event of the result. Members take result ids. */
export interface StoredFiles {
  /** Compares name, size and time with the row, and records a change. Called by the audit. */
  inspect(id: number): Promise<Inspection>;
  /** Reads all bytes and compares their hash; null if the signal aborted first, or if the file could not be read now. */
  verify(id: number, signal: AbortSignal): Promise<FileStatus | null>;
  /** Finds the file of a video. Records that the file is missing, has changed or has reappeared. */
  locate(id: number): Promise<{ absolutePath: string; bytes: number } | null>;
  /** The reason why a file could not be located: its folder is unavailable, or only the file is missing. */
  absenceError(id: number): Promise<AppError>;
  /** Accepts a file that the user chose as the file of this result. Its content must be identical. */
  relink(id: number, folder: string, name: string, signal: AbortSignal): Promise<'linked' | 'file-mismatch' | 'missing'>;
}

async function relink(
  { tables, tasks, library }: StoredFilesDeps,
  id: number,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<'linked' | 'file-mismatch' | 'missing'> {
  const row = tables.results.get(id);
  const file = await library.locate(folder, name);
  if (row === undefined || row.storedAtMs === null || file === null) return 'missing';
  if (file.bytes !== row.bytes || (await library.hash(folder, name, signal)) !== row.sha256) return 'file-mismatch';
  const ownFolder = row.folderId === null ? null : tables.results.folderPath(row.folderId);
  const folders = [...(ownFolder === null ? [] : [ownFolder]), ...tables.results.folders().map(({ path }) => path)];
  const location = await createFileLocations(library, folders).locationOf(folder, name);
  const folderId = tables.results.folderId(location.folder);
  tasks.transitionResult(id, { type: 'file-moved', folderId, path: location.path, modifiedAtMs: file.modifiedAtMs });
  return 'linked';
}

/** Called once by `core/compose/`. */
export function createStoredFiles(deps: StoredFilesDeps): StoredFiles {
  const { tables, folderIdentity } = deps;
  /**
   * Settles when the last verification ends. Files are read one at a time, because a hard disk is slower when it seeks between two
   * files.
   */
  let lastVerification: Promise<unknown> = Promise.resolve();
  return {
    inspect: (id) => inspectStoredFile(deps, id),
    verify(id, signal) {
      const verification = lastVerification.then(() => (signal.aborted ? null : verifyStoredFile(deps, id, signal)));
      lastVerification = verification.catch(() => undefined);
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
