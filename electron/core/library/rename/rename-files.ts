// Renames stored files, a few at a time, so that database and disk agree after a kill at any moment:
// 1. `file_move` notes the new names (phase `copying`), durably.
// 2. Each file gets its new name on disk; where the file system has hard links, the old name stays.
// 3. One transaction writes the new names into the results, and the old ones into `file_move` (phase `copied`).
// 4. The old names are removed from the disk, then from `file_move`.
// The next start repeats what was interrupted (`finishOpenRenames`). A row of `file_move` is a rename when its folder is that of the result.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { FileMoveRow } from '../../../db/tables/file-move-table.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { Log, VideoLibrary } from '../../ports.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { FolderIdentity } from '../folder-identity.ts';

/** Dependencies of a rename. */
export interface RenameFilesDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly library: Pick<VideoLibrary, 'renameFile' | 'removeSource' | 'namesBeside'>;
  readonly folderIdentity: Pick<FolderIdentity, 'unavailableErrorOf'>;
  readonly log: Log;
}

/** A file and its new path, both relative to the folder. */
export interface WantedRename {
  readonly resultId: number;
  readonly from: string;
  readonly to: string;
}

/** What became of one file; `error` is null when it has its new name. */
export interface RenameOutcome extends WantedRename {
  readonly error: AppError | null;
}

type StoredRow = ResultRow & { readonly folderId: number; readonly path: string; readonly sha256: string; readonly bytes: number };

const isStored = (row: ResultRow | undefined): row is StoredRow =>
  row !== undefined && row.folderId !== null && row.path !== null && row.sha256 !== null && row.bytes !== null;

/** True for a row of `file_move` that is a rename and has not been committed: the library move leaves it alone. */
export function isRename(tables: Pick<Tables, 'results'>, row: FileMoveRow): boolean {
  return row.phase === 'copying' && tables.results.get(row.resultId)?.folderId === row.folderId;
}

/** The row if its file can be renamed as wanted; otherwise the reason. */
function readyRow({ tables }: RenameFilesDeps, { resultId, from }: WantedRename): Result<StoredRow, AppError> {
  const row = tables.ifReadable(() => tables.results.get(resultId)) ?? undefined;
  if (!isStored(row) || row.path !== from || row.state !== 'stored') return fail({ kind: 'file-missing' });
  if (row.trash !== null) return fail({ kind: 'not-allowed-in-state', action: 'renaming', state: 'in the trash' });
  // A move may be under way for this file.
  const open = tables.ifReadable(() => tables.fileMoves.get(resultId));
  return open != null && open.phase !== 'failed' ? fail({ kind: 'library-busy', by: 'move' }) : ok(row);
}

interface Placed {
  readonly row: StoredRow;
  readonly to: string;
}

async function removeOldName({ tables, library, log }: RenameFilesDeps, row: StoredRow, from: string, to: string): Promise<boolean> {
  const folder = tables.results.folderPath(row.folderId) ?? '';
  const removed = await library.removeSource({ folder, path: from }, { folder, path: to }, { bytes: row.bytes, sha256: row.sha256 });
  if (!removed.ok) log.warn('old-copy-left', { result: row.id, why: removed.error.kind });
  return removed.ok;
}

/** Gives one noted file its new name on disk. */
async function place(deps: RenameFilesDeps, row: StoredRow, to: string, isRepeated = false): Promise<AppError | null> {
  const folder = deps.tables.results.folderPath(row.folderId) ?? '';
  const unavailable = await deps.folderIdentity.unavailableErrorOf(folder);
  if (unavailable !== null) return unavailable;
  const { path: from, bytes, sha256 } = row;
  const renamed = await deps.library.renameFile({ folder, from, to, bytes, sha256, isRepeated });
  return renamed.ok ? null : renamed.error;
}

/** What happens in the transaction that writes the new names. */
export interface RenameCommit {
  /** Runs the transaction, once; one of the database by default. */
  inTransaction?(write: () => void): void;
  /** Called in it with the files that have their new names. */
  onCommit?(done: readonly WantedRename[]): void;
}

/** Step 3. Returns the files whose row has the new name now. */
function commit(deps: RenameFilesDeps, placed: readonly Placed[], { inTransaction, onCommit }: RenameCommit): readonly Placed[] {
  const { tables, tasks } = deps;
  let done: readonly Placed[] = [];
  const write = (): void => {
    done = placed.filter(({ row, to }) => {
      const now = tables.results.get(row.id);
      const isSame = now?.folderId === row.folderId && now.path === row.path;
      if (!isSame || !tasks.transitionResult(row.id, { type: 'file-renamed', path: to }).ok) {
        tables.fileMoves.remove(row.id);
        return false;
      }
      tables.fileMoves.set({ resultId: row.id, phase: 'copied', folderId: row.folderId, path: row.path, error: null });
      return true;
    });
    onCommit?.(done.map(({ row, to }) => ({ resultId: row.id, from: row.path, to })));
  };
  if (inTransaction === undefined) tables.transaction(write);
  else inTransaction(write);
  return done;
}

/** Renames some files, all or none of each. The others are done when one is refused. */
export async function renameFiles(
  deps: RenameFilesDeps,
  wanted: readonly WantedRename[],
  committing: RenameCommit = {},
): Promise<readonly RenameOutcome[]> {
  const { tables } = deps;
  const errors = new Map<number, AppError>();
  const noted: Placed[] = [];
  tables.transaction(() => {
    for (const one of wanted) {
      const row = readyRow(deps, one);
      if (row.ok) {
        tables.fileMoves.set({ resultId: one.resultId, phase: 'copying', folderId: row.value.folderId, path: one.to, error: null });
        noted.push({ row: row.value, to: one.to });
      } else errors.set(one.resultId, row.error);
    }
  });
  const placed: Placed[] = [];
  for (const one of noted) {
    const error = await place(deps, one.row, one.to);
    if (error === null) placed.push(one);
    else errors.set(one.row.id, error);
  }
  tables.transaction(() => {
    for (const { row } of noted) if (errors.has(row.id)) tables.fileMoves.remove(row.id);
  });
  const done = commit(deps, placed, committing);
  const removed: number[] = [];
  for (const { row, to } of done) if (await removeOldName(deps, row, row.path, to)) removed.push(row.id);
  tables.transaction(() => {
    for (const id of removed) tables.fileMoves.remove(id);
  });
  const doneIds = new Set(done.map(({ row }) => row.id));
  return wanted.map((one) => ({
    ...one,
    error: doneIds.has(one.resultId) ? null : (errors.get(one.resultId) ?? { kind: 'file-missing' }),
  }));
}

/** Completes or withdraws the renames that a kill interrupted. Called at start. */
export async function finishOpenRenames(deps: RenameFilesDeps): Promise<void> {
  const { tables } = deps;
  for (const open of tables.fileMoves.unfinished()) {
    const row = tables.ifReadable(() => tables.results.get(open.resultId)) ?? undefined;
    if (!isStored(row) || row.folderId !== open.folderId || open.path === null) continue;
    const folder = tables.results.folderPath(row.folderId) ?? '';
    // On an unplugged drive nothing is known; the start after the drive is back finishes it.
    if ((await deps.folderIdentity.unavailableErrorOf(folder)) !== null) continue;
    if (open.phase === 'copying') {
      const error = await place(deps, row, open.path, true);
      if (error !== null) tables.fileMoves.remove(row.id);
      else if (commit(deps, [{ row, to: open.path }], {}).length > 0 && (await removeOldName(deps, row, row.path, open.path))) {
        tables.fileMoves.remove(row.id);
      }
    } else if (await removeOldName(deps, row, open.path, row.path)) tables.fileMoves.remove(row.id);
  }
}
