// Renames stored files, a few at a time. Database and disk agree even after a kill at any moment:
// 1. The new names are durably recorded in `file_move` (phase `copying`).
// 2. Each file gets its new name on disk. If the file system has hard links, the old name stays.
// 3. One transaction writes the new names into the results, and the old ones into `file_move` (phase `copied`).
// 4. The old names are removed from the disk, then from `file_move`.
// After a kill, the next start takes back steps 1 and 2, because the undo log does not have the rename, and completes step 4
// (`finishOpenRenames`). A row of `file_move` is a rename if its folder is that of the result.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { FileMoveRow } from '../../../db/tables/library/file-move-table.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Log, VideoLibrary } from '../../ports.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderIdentity } from '../folder-identity.ts';

/** Dependencies of a rename. */
export interface RenameFilesDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: Pick<VideoLibrary, 'renameFile' | 'takeBackRename' | 'removeSource' | 'namesBeside'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly log: Log;
}

/** The old and the new path of a file, both relative to the folder. */
export interface FileRename {
  readonly resultId: number;
  readonly from: string;
  readonly to: string;
}

/** The outcome for one file. `error` is null if the file has its new name. */
export interface RenameOutcome extends FileRename {
  readonly error: AppError | null;
}

type StoredRow = ResultRow & { readonly folderId: number; readonly path: string; readonly sha256: string; readonly bytes: number };

const isStored = (row: ResultRow | undefined): row is StoredRow =>
  row !== undefined && row.folderId !== null && row.path !== null && row.sha256 !== null && row.bytes !== null;

/** Whether a row of `file_move` is an uncommitted rename. The library move ignores such rows. */
export function isRename(tables: Pick<Tables, 'results'>, row: FileMoveRow): boolean {
  return row.phase === 'copying' && tables.results.get(row.resultId)?.folderId === row.folderId;
}

/** Returns the row if its file can be renamed, otherwise the error. */
function renamableRow({ tables }: RenameFilesDeps, { resultId, from }: FileRename): Result<StoredRow, AppError> {
  const row = tables.ifReadable(() => tables.results.get(resultId)) ?? undefined;
  if (!isStored(row) || row.path !== from || row.state !== 'stored') return fail({ kind: 'file-missing' });
  if (row.trash !== null) return fail({ kind: 'not-allowed-in-state', action: 'renaming', state: 'in the trash' });
  // The file may be moving to another library folder.
  const openMove = tables.ifReadable(() => tables.fileMoves.get(resultId));
  return openMove != null && openMove.phase !== 'failed' ? fail({ kind: 'library-busy', by: 'move' }) : ok(row);
}

interface PlannedRename {
  readonly row: StoredRow;
  readonly to: string;
}

async function removeOldName({ tables, library, log }: RenameFilesDeps, row: StoredRow, from: string, to: string): Promise<boolean> {
  const folder = tables.results.folderPath(row.folderId) ?? '';
  const removal = await library.removeSource({ folder, path: from }, { folder, path: to }, { bytes: row.bytes, sha256: row.sha256 });
  if (!removal.ok) log.warn('old-copy-left', { result: row.id, why: removal.error.kind });
  return removal.ok;
}

/** Renames one planned file on disk. */
async function renameOnDisk(deps: RenameFilesDeps, row: StoredRow, to: string): Promise<AppError | null> {
  const folder = deps.tables.results.folderPath(row.folderId) ?? '';
  const unavailable = await deps.folderIdentity.unavailableErrorOf(folder);
  if (unavailable !== null) return unavailable;
  const { path: from, bytes, sha256 } = row;
  const renamed = await deps.library.renameFile({ folder, from, to, bytes, sha256 });
  return renamed.ok ? null : renamed.error;
}

/** Options for the transaction that writes the new names. */
export interface RenameCommit {
  /** Runs the transaction, once; by default `tables.transaction`. */
  inTransaction?(write: () => void): void;
  /** Called in the transaction with the files that have their new names. */
  onCommit?(committed: readonly FileRename[]): void;
}

/** Step 3. Returns the files whose rows now have the new names. */
function commitRenames(
  deps: RenameFilesDeps,
  renamedOnDisk: readonly PlannedRename[],
  { inTransaction, onCommit }: RenameCommit,
): readonly PlannedRename[] {
  const { tables, tasks } = deps;
  let committed: readonly PlannedRename[] = [];
  const write = (): void => {
    committed = renamedOnDisk.filter(({ row, to }) => {
      const currentRow = tables.results.get(row.id);
      const isSame = currentRow?.folderId === row.folderId && currentRow.path === row.path;
      if (!isSame || !tasks.transitionResult(row.id, { type: 'file-renamed', path: to }).ok) {
        tables.fileMoves.remove(row.id);
        return false;
      }
      tables.fileMoves.set({ resultId: row.id, phase: 'copied', folderId: row.folderId, path: row.path, error: null });
      return true;
    });
    onCommit?.(committed.map(({ row, to }) => ({ resultId: row.id, from: row.path, to })));
  };
  if (inTransaction === undefined) tables.transaction(write);
  else inTransaction(write);
  return committed;
}

/** Renames files. Each file is renamed completely or not at all. A refused file does not stop the others. */
export async function renameFiles(
  deps: RenameFilesDeps,
  renames: readonly FileRename[],
  options: RenameCommit = {},
): Promise<readonly RenameOutcome[]> {
  const { tables } = deps;
  const errors = new Map<number, AppError>();
  const planned: PlannedRename[] = [];
  tables.transaction(() => {
    for (const rename of renames) {
      const row = renamableRow(deps, rename);
      if (row.ok) {
        tables.fileMoves.set({ resultId: rename.resultId, phase: 'copying', folderId: row.value.folderId, path: rename.to, error: null });
        planned.push({ row: row.value, to: rename.to });
      } else errors.set(rename.resultId, row.error);
    }
  });
  const renamedOnDisk: PlannedRename[] = [];
  for (const plannedRename of planned) {
    const error = await renameOnDisk(deps, plannedRename.row, plannedRename.to);
    if (error === null) renamedOnDisk.push(plannedRename);
    else errors.set(plannedRename.row.id, error);
  }
  tables.transaction(() => {
    for (const { row } of planned) if (errors.has(row.id)) tables.fileMoves.remove(row.id);
  });
  const committed = commitRenames(deps, renamedOnDisk, options);
  const finishedIds: number[] = [];
  for (const { row, to } of committed) if (await removeOldName(deps, row, row.path, to)) finishedIds.push(row.id);
  tables.transaction(() => {
    for (const id of finishedIds) tables.fileMoves.remove(id);
  });
  const committedIds = new Set(committed.map(({ row }) => row.id));
  return renames.map((rename) => ({
    ...rename,
    error: committedIds.has(rename.resultId) ? null : (errors.get(rename.resultId) ?? { kind: 'file-missing' }),
  }));
}

/** Takes back or completes renames that a kill interrupted. Called at start-up. */
export async function finishOpenRenames(deps: RenameFilesDeps): Promise<void> {
  const { tables, library, log } = deps;
  for (const openMove of tables.fileMoves.unfinished()) {
    const row = tables.ifReadable(() => tables.results.get(openMove.resultId)) ?? undefined;
    if (!isStored(row) || row.folderId !== openMove.folderId || openMove.path === null) continue;
    const folder = tables.results.folderPath(row.folderId) ?? '';
    // The state of a file on an unplugged drive is unknown. The first start with the drive finishes the rename.
    if ((await deps.folderIdentity.unavailableErrorOf(folder)) !== null) continue;
    if (openMove.phase === 'copying') {
      const { path: from, bytes, sha256 } = row;
      const takenBack = await library.takeBackRename({ folder, from, to: openMove.path, bytes, sha256 });
      if (takenBack.ok) tables.fileMoves.remove(row.id);
      else log.warn('rename-not-taken-back', { result: row.id, why: takenBack.error.kind });
    } else if (await removeOldName(deps, row, openMove.path, row.path)) tables.fileMoves.remove(row.id);
  }
}
