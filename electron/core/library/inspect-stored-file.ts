// Inspects one stored file: by name, size and time, or by reading all its bytes.
import { storedError } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { VideoLibrary } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { FolderIdentity } from './folder-identity.ts';

/** The result of reading all bytes. `unverified`: the file is unchanged since it was stored without verification. */
export type FileStatus = 'intact' | 'unverified' | 'changed' | 'missing';

/** Dependencies of inspecting and verifying stored files. */
export interface StoredFilesDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: VideoLibrary;
  readonly folderIdentity: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
}

interface FileInfo {
  readonly absolutePath: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

/** The state of a stored file according to the file system, without reading its content. */
export interface Inspection {
  /** null if no file was found. */
  readonly file: FileInfo | null;
  /** True if only the bytes can show whether this is the stored file. */
  readonly isSuspect: boolean;
}

/** Whether the file at the row's path is known to have other content. */
export const isModified = (row: Pick<ResultRow, 'state' | 'error'>): boolean =>
  row.state === 'stored' && row.error !== null && storedError(row.error).kind === 'file-changed';

/** The folder of a result's file; null if there is none. */
export const folderOf = ({ tables }: Pick<StoredFilesDeps, 'tables'>, row: ResultRow): string | null =>
  row.folderId === null ? null : tables.results.folderPath(row.folderId);

/**
 * Whether the folder of a result's file is available. It is unavailable while its drive is unplugged; its files do not count as missing
 * then.
 */
async function isFolderAvailable(deps: StoredFilesDeps, row: ResultRow): Promise<boolean> {
  const folder = folderOf(deps, row);
  return folder !== null && (await deps.folderIdentity.isAvailable(folder));
}

/** Finds a file that is being moved into or out of the trash. Its row still has the old path. */
async function findMoving({ tables, library }: StoredFilesDeps, id: number, folder: string): Promise<FileInfo | null> {
  const path = tables.trash.intent(id)?.path ?? null;
  return path === null ? null : await library.locate(folder, path);
}

/** Finds the row and its file; null if the result has no stored file. Reads both again if the file was moved in between. */
async function findRowAndFile(
  deps: StoredFilesDeps,
  id: number,
): Promise<{ readonly row: ResultRow; readonly file: FileInfo | null } | null> {
  const { tables, library } = deps;
  for (;;) {
    const row = tables.results.get(id);
    const folder = row === undefined ? null : folderOf(deps, row);
    if (row === undefined || row.storedAtMs === null || row.path === null || folder === null || row.trash === 'deleted') return null;
    const file = (await library.locate(folder, row.path)) ?? (await findMoving(deps, id, folder));
    const current = tables.results.get(id);
    if (current?.folderId === row.folderId && current.path === row.path) return { row: current, file };
  }
}

/** Compares name, size and time with the row. Records that a file is missing, has another size, or has reappeared. */
export async function inspectStoredFile(deps: StoredFilesDeps, id: number): Promise<Inspection> {
  const { tasks } = deps;
  const rowAndFile = await findRowAndFile(deps, id);
  if (rowAndFile === null) return { file: null, isSuspect: false };
  const { row, file } = rowAndFile;
  if (file === null) {
    if (row.state === 'stored' && (await isFolderAvailable(deps, row))) tasks.transitionResult(id, { type: 'file-disappeared' });
    return { file, isSuspect: false };
  }
  if (file.bytes !== row.bytes) {
    if (!isModified(row)) tasks.transitionResult(id, { type: 'file-changed' });
    return { file, isSuspect: false };
  }
  if (row.state === 'missing') tasks.transitionResult(id, { type: 'file-reappeared' });
  return { file, isSuspect: file.modifiedAtMs !== row.modifiedAtMs || isModified(row) };
}

/** Fills in the codec of a video that was stored by a version without codecs. */
async function readCodec({ library, tasks }: StoredFilesDeps, id: number, folder: string, path: string): Promise<void> {
  const codec = (await library.readVideo(folder, path))?.metadata.codec ?? null;
  if (codec !== null) tasks.setCodec(id, codec);
}

/**
 * Reads all bytes and records the result. Resolves to null if the signal aborted, the folder is unavailable, or the file could not be
 * read.
 */
export async function verifyStoredFile(deps: StoredFilesDeps, id: number, signal: AbortSignal): Promise<FileStatus | null> {
  const { tables, tasks, library } = deps;
  const { file } = await inspectStoredFile(deps, id);
  const row = tables.results.get(id);
  const folder = row === undefined ? null : folderOf(deps, row);
  if (row === undefined || row.path === null || folder === null) return 'missing';
  if (file === null) return (await isFolderAvailable(deps, row)) ? 'missing' : null;
  if (file.bytes !== row.bytes) return 'changed';
  const hash = await library.hash(folder, row.path, signal);
  if (hash === null) return signal.aborted ? null : (await inspectStoredFile(deps, id)).file === null ? 'missing' : null;
  const currentRow = tables.results.get(id);
  if (currentRow === undefined || currentRow.storedAtMs === null) return 'missing';
  if (hash !== currentRow.sha256) {
    if (!isModified(currentRow)) tasks.transitionResult(id, { type: 'file-changed' });
    return 'changed';
  }
  if (currentRow.codec === null) await readCodec(deps, id, folder, row.path);
  // Without a change, no journal entry is written.
  if (isModified(currentRow) || currentRow.state === 'missing')
    tasks.transitionResult(id, { type: 'file-verified', modifiedAtMs: file.modifiedAtMs });
  else tasks.markFileVerified(id, file.modifiedAtMs);
  return currentRow.verification === 'unverified' ? 'unverified' : 'intact';
}
