// One slice of an action on the trash: the intents of its files are committed, then the files are moved, then the outcome is committed. A kill at any
// point leaves each file at a path that the database names.
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { isTrashPath, trashPathOf } from '../../../../shared/trash.ts';
import type { ResultRow } from '../../../db/tables/result-table.ts';
import type { TrashIntentRow } from '../../../db/tables/trash-table.ts';
import type { MovedWithin } from '../../ports.ts';
import type { TrashAction, TrashDeps, TrashRun } from './trash-deps.ts';

/** A row of a video with a place in a folder. */
export type PlacedRow = ResultRow & { readonly folderId: number; readonly path: string };

/** The outcome for one video; `again`: another file has just got the planned name, or the video is elsewhere now. */
export type SliceOutcome = { readonly row: PlacedRow; readonly error: AppError | null | 'again' };

/** The row of a video to which the action applies now; null when there is nothing to do. */
export function applicableRow({ tables }: TrashDeps, id: number, action: TrashAction, run: TrashRun): PlacedRow | null {
  const row = tables.ifReadable(() => tables.results.get(id));
  if (row === undefined || row === null || row.kind !== 'video' || row.folderId === null || row.path === null) return null;
  if (row.storedAtMs === null || row.trash !== (action === 'trash' ? null : 'trashed')) return null;
  const isTooNew = run.trashedBeforeMs !== undefined && (row.trashedAtMs ?? 0) > run.trashedBeforeMs;
  return isTooNew ? null : { ...row, folderId: row.folderId, path: row.path };
}

/** Why a file may not be touched now; null when it may. */
export async function refusalOf(deps: TrashDeps, row: PlacedRow, folder: string): Promise<AppError | null> {
  const { tables, folderIdentity } = deps;
  if (deps.isRenaming()) return { kind: 'library-busy', by: 'rename' };
  // Its bytes are being copied to another folder; this lasts a moment.
  if (tables.fileMoves.get(row.id)?.phase === 'copying') return { kind: 'library-busy', by: 'move' };
  return row.state === 'missing' && row.trash === null ? null : await folderIdentity.unavailableErrorOf(folder);
}

/** The path that the file of a row had outside of the trash, or gets in it. */
const preferredPath = (row: PlacedRow, action: TrashAction): string =>
  action === 'trash' ? trashPathOf(row.path) : (row.trashedFrom ?? row.path);

/** Names that differ in case alone are one name on many volumes. */
const nameKey = (path: string): string => path.normalize('NFC').toLowerCase();

/** Decides where each file goes; the error of one that has no free name. */
async function planSlice(
  { library }: TrashDeps,
  folder: string,
  rows: readonly PlacedRow[],
  action: TrashAction,
): Promise<readonly { readonly row: PlacedRow; readonly planned: Result<TrashIntentRow, AppError> }[]> {
  const reserved = new Set<string>();
  const plans: { row: PlacedRow; planned: Result<TrashIntentRow, AppError> }[] = [];
  for (const row of rows) {
    if (action === 'delete') {
      plans.push({ row, planned: ok({ resultId: row.id, action, path: null }) });
      continue;
    }
    const free = await library.freePath(folder, preferredPath(row, action), (path) => reserved.has(nameKey(path)));
    if (free.ok) reserved.add(nameKey(free.value));
    plans.push({ row, planned: free.ok ? ok({ resultId: row.id, action, path: free.value }) : free });
  }
  return plans;
}

/** Files that were moved or deleted, with the rows that say so still to be written. */
export interface PreparedSlice {
  /** Videos that could not be planned, or have changed meanwhile. */
  readonly refused: readonly SliceOutcome[];
  /** Writes the rows. Call it once, in a transaction. */
  commit(): readonly SliceOutcome[];
  /** Deletes the pictures of videos that were deleted for good. Call it after the transaction. */
  finish(): Promise<void>;
}

/** Whether the file is still where the row says: a move or a rename may have ended while names were looked up. */
function isUnchanged(deps: TrashDeps, row: PlacedRow, action: TrashAction): boolean {
  const now = applicableRow(deps, row.id, action, {});
  return now !== null && now.folderId === row.folderId && now.path === row.path;
}

/** Plans a slice of one folder, commits the intents, and moves or deletes the files. */
export async function prepareSlice(
  deps: TrashDeps,
  folder: string,
  rows: readonly PlacedRow[],
  action: TrashAction,
): Promise<PreparedSlice> {
  const { tables } = deps;
  // Records that came to the trash without a file.
  const withoutFile = rows.filter((row) => action !== 'trash' && !isTrashPath(row.path));
  const withFile = rows.filter((row) => !withoutFile.includes(row));
  const work: PlannedFile[] = [];
  const refused: SliceOutcome[] = [];
  const plans = await planSlice(deps, folder, withFile, action);
  tables.transaction(() => {
    for (const { row, planned } of plans) {
      if (!planned.ok) refused.push({ row, error: planned.error });
      else if (!isUnchanged(deps, row, action)) refused.push({ row, error: 'again' });
      else {
        tables.trash.setIntent(planned.value);
        work.push({ row, intent: planned.value });
      }
    }
  });
  const moved = await carryOut(deps, folder, work, false);
  return {
    refused,
    commit: () => [...withoutFile.map((row) => commitWithoutFile(deps, row, action)), ...moved.commit()],
    finish: moved.finish,
  };
}

function commitWithoutFile({ tasks }: TrashDeps, row: PlacedRow, action: TrashAction): SliceOutcome {
  const path = row.trashedFrom ?? row.path;
  const applied = tasks.transitionResult(row.id, action === 'delete' ? { type: 'deleted' } : { type: 'taken-from-trash', path });
  return { row, error: applied.ok ? null : applied.error };
}

/** A file with its committed intent. */
interface PlannedFile {
  readonly row: PlacedRow;
  readonly intent: TrashIntentRow;
}

/** Moves or deletes the files of committed intents. `isResumed`: the intents are from an earlier run. */
export async function carryOut(
  deps: TrashDeps,
  folder: string,
  work: readonly PlannedFile[],
  isResumed: boolean,
): Promise<Omit<PreparedSlice, 'refused'>> {
  const moves = work.filter(({ intent }) => intent.path !== null);
  const deletions = work.filter(({ intent }) => intent.path === null);
  const moved = await deps.library.moveWithin(
    folder,
    moves.map(({ row, intent }) => ({ from: row.path, to: intent.path ?? '', isResumed })),
  );
  const deleted = await deps.library.deleteFromTrash(
    folder,
    deletions.map(({ row }) => row.path),
  );
  return {
    commit: () => [
      ...moves.map(({ row, intent }, at) => commitMove(deps, row, intent, moved[at] ?? ok('missing'))),
      ...deletions.map(({ row }, at) => commitDeletion(deps, row, deleted[at] ?? ok(null))),
    ],
    async finish() {
      for (const [at, { row }] of deletions.entries())
        if (deleted[at]?.ok === true && row.sha256 !== null) await deps.removePictures(row.id, row.sha256);
    },
  };
}

function commitMove(
  { tables, tasks }: TrashDeps,
  row: PlacedRow,
  intent: TrashIntentRow,
  moved: Result<MovedWithin, AppError>,
): SliceOutcome {
  tables.trash.removeIntent(row.id);
  if (!moved.ok) return { row, error: moved.error };
  if (moved.value === 'taken') return { row, error: 'again' };
  // A record without a file follows the user's wish as well.
  if (moved.value === 'missing' && row.state === 'stored') tasks.transitionResult(row.id, { type: 'file-disappeared' });
  const path = moved.value === 'moved' ? intent.path : null;
  const applied =
    intent.action === 'trash'
      ? tasks.transitionResult(row.id, { type: 'trashed', path })
      : tasks.transitionResult(row.id, { type: 'taken-from-trash', path: path ?? row.trashedFrom ?? row.path });
  if (applied.ok && moved.value === 'moved' && applied.value.state === 'missing')
    tasks.transitionResult(row.id, { type: 'file-reappeared' });
  return { row, error: applied.ok ? null : applied.error };
}

function commitDeletion({ tables, tasks }: TrashDeps, row: PlacedRow, deleted: Result<null, AppError>): SliceOutcome {
  tables.trash.removeIntent(row.id);
  if (!deleted.ok) return { row, error: deleted.error };
  const applied = tasks.transitionResult(row.id, { type: 'deleted' });
  return { row, error: applied.ok ? null : applied.error };
}
