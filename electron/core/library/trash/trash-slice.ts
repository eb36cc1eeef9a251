// Runs one slice of a trash action: commits the intents of its files, moves the files, then commits the outcome. A kill at any moment
// leaves each file at a path that the database names.
import type { AppError } from '../../../../shared/errors.ts';
import { nameKey } from '../../../../shared/file-names/free-name.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { isTrashPath, trashPathOf } from '../../../../shared/trash.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import type { TrashIntentRow } from '../../../db/tables/library/trash-table.ts';
import type { MoveWithinOutcome } from '../../ports.ts';
import type { TrashAction, TrashDeps, TrashLimits, TrashPlace } from './trash-deps.ts';

/** The row of a video that has a path in a folder. */
export type RowWithPath = ResultRow & { readonly folderId: number; readonly path: string };

/**
 * The outcome for one video. `row`: before the action; `changedRow`: after it. `retry`: another file has just taken the planned name, or
 * the video has been moved.
 */
export type SliceOutcome =
  | { readonly row: RowWithPath; readonly error: null; readonly changedRow: ResultRow }
  | { readonly row: RowWithPath; readonly error: AppError | 'retry' };

/** The recorded places of videos, by result id. Undo and redo move files back to exactly these places. */
export type RecordedPlaces = ReadonlyMap<number, TrashPlace>;

/** The row of a video if the action applies to it now; null otherwise. */
export function applicableRow({ tables }: TrashDeps, id: number, action: TrashAction, limits: TrashLimits): RowWithPath | null {
  const row = tables.ifReadable(() => tables.results.get(id));
  if (row === undefined || row === null || row.kind !== 'video' || row.folderId === null || row.path === null) return null;
  if (row.storedAtMs === null || row.trash !== (action === 'trash' ? null : 'trashed')) return null;
  const isTooNew = limits.trashedBeforeMs !== undefined && (row.trashedAtMs ?? 0) > limits.trashedBeforeMs;
  return isTooNew ? null : { ...row, folderId: row.folderId, path: row.path };
}

/** The reason why a file may not be moved or deleted now; null if it may. */
export async function refusalOf(deps: TrashDeps, row: RowWithPath, folder: string): Promise<AppError | null> {
  const { tables, folderIdentity } = deps;
  // The bytes are being copied to another folder, which takes only a moment.
  if (tables.fileMoves.get(row.id)?.phase === 'copying') return { kind: 'library-busy', by: 'move' };
  return row.state === 'missing' && row.trash === null ? null : await folderIdentity.unavailableErrorOf(folder);
}

/** The path outside of the trash for a restore, or inside of it for a move to the trash. */
function preferredPath(row: RowWithPath, action: TrashAction, place: TrashPlace | undefined): string {
  if (action !== 'trash') return place?.libraryPath ?? row.trashedFrom ?? row.path;
  return place !== undefined && isTrashPath(place.trashPath) ? place.trashPath : trashPathOf(row.path);
}

/** Plans the new path of each file. A file without a free name gets an error. */
async function planSlice(
  { library }: TrashDeps,
  folder: string,
  rows: readonly RowWithPath[],
  action: TrashAction,
  places: RecordedPlaces,
): Promise<readonly { readonly row: RowWithPath; readonly plan: Result<TrashIntentRow, AppError> }[]> {
  const reserved = new Set<string>();
  const plans: { row: RowWithPath; plan: Result<TrashIntentRow, AppError> }[] = [];
  for (const row of rows) {
    if (action === 'delete') {
      plans.push({ row, plan: ok({ resultId: row.id, action, path: null }) });
      continue;
    }
    const freePath = await library.freePath(folder, preferredPath(row, action, places.get(row.id)), (path) => reserved.has(nameKey(path)));
    if (freePath.ok) reserved.add(nameKey(freePath.value));
    plans.push({ row, plan: freePath.ok ? ok({ resultId: row.id, action, path: freePath.value }) : freePath });
  }
  return plans;
}

/** A slice whose files have been moved or deleted, but whose rows have not been written yet. */
export interface PreparedSlice {
  /** Videos that could not be planned, or that changed meanwhile. */
  readonly refused: readonly SliceOutcome[];
  /** Writes the rows. Call it once, in a transaction. */
  commit(): readonly SliceOutcome[];
  /** Deletes the posters and filmstrips of videos that were deleted for good. Call it after the transaction. */
  deletePictures(): Promise<void>;
}

/** Whether the file is still at the path in its row. A move or a rename may have ended while free names were looked up. */
function isUnchanged(deps: TrashDeps, row: RowWithPath, action: TrashAction): boolean {
  const currentRow = applicableRow(deps, row.id, action, {});
  return currentRow !== null && currentRow.folderId === row.folderId && currentRow.path === row.path;
}

/** Plans a slice of one folder, commits the intents, then moves or deletes the files. `places`: only for undo and redo. */
export async function prepareSlice(
  deps: TrashDeps,
  folder: string,
  rows: readonly RowWithPath[],
  action: TrashAction,
  places: RecordedPlaces = new Map(),
): Promise<PreparedSlice> {
  const { tables } = deps;
  // These videos had no file when they were moved to the trash.
  const rowsWithoutFile = rows.filter((row) => action !== 'trash' && !isTrashPath(row.path));
  const rowsWithFile = rows.filter((row) => !rowsWithoutFile.includes(row));
  const plannedFiles: PlannedFile[] = [];
  const refused: SliceOutcome[] = [];
  const plans = await planSlice(deps, folder, rowsWithFile, action, places);
  tables.transaction(() => {
    for (const { row, plan } of plans) {
      if (!plan.ok) refused.push({ row, error: plan.error });
      else if (!isUnchanged(deps, row, action)) refused.push({ row, error: 'retry' });
      else {
        tables.trash.setIntent(plan.value);
        plannedFiles.push({ row, intent: plan.value });
      }
    }
  });
  const applied = await applyIntents(deps, folder, plannedFiles, false, places);
  return {
    refused,
    commit: () => [...rowsWithoutFile.map((row) => commitWithoutFile(deps, row, action, places)), ...applied.commit()],
    deletePictures: applied.deletePictures,
  };
}

/** The outcome after the row of a video was written, or could not be. */
const outcomeOf = (row: RowWithPath, transition: Result<ResultRow, AppError>): SliceOutcome =>
  transition.ok ? { row, error: null, changedRow: transition.value } : { row, error: transition.error };

function commitWithoutFile({ tasks }: TrashDeps, row: RowWithPath, action: TrashAction, places: RecordedPlaces): SliceOutcome {
  const path = places.get(row.id)?.libraryPath ?? row.trashedFrom ?? row.path;
  return outcomeOf(row, tasks.transitionResult(row.id, action === 'delete' ? { type: 'deleted' } : { type: 'taken-from-trash', path }));
}

/** A file with its committed intent. */
export interface PlannedFile {
  readonly row: RowWithPath;
  readonly intent: TrashIntentRow;
}

/** Another video may have got the name of a missing file. */
const contentOfMissing = ({ state, bytes, sha256 }: RowWithPath) =>
  state === 'missing' && bytes !== null && sha256 !== null ? { bytes, sha256 } : undefined;

/** Moves or deletes the files of committed intents. `isResumed`: the intents come from an earlier run. */
export async function applyIntents(
  deps: TrashDeps,
  folder: string,
  plannedFiles: readonly PlannedFile[],
  isResumed: boolean,
  places: RecordedPlaces = new Map(),
): Promise<Omit<PreparedSlice, 'refused'>> {
  const moves = plannedFiles.filter(({ intent }) => intent.path !== null);
  const deletions = plannedFiles.filter(({ intent }) => intent.path === null);
  const moveResults = await deps.library.moveWithin(
    folder,
    moves.map(({ row, intent }) => ({ from: row.path, to: intent.path ?? '', isResumed, content: contentOfMissing(row) })),
  );
  const deletionResults = await deps.library.deleteFromTrash(
    folder,
    deletions.map(({ row }) => row.path),
  );
  return {
    commit: () => [
      ...moves.map(({ row, intent }, index) => commitMove(deps, { row, intent }, moveResults[index] ?? ok('missing'), places.get(row.id))),
      ...deletions.map(({ row }, index) => commitDeletion(deps, row, deletionResults[index] ?? ok(null))),
    ],
    async deletePictures() {
      for (const [index, { row }] of deletions.entries())
        if (deletionResults[index]?.ok === true && row.sha256 !== null) await deps.removePictures(row.id, row.sha256);
    },
  };
}

function commitMove(
  { tables, tasks }: TrashDeps,
  { row, intent }: PlannedFile,
  moveResult: Result<MoveWithinOutcome, AppError>,
  place: TrashPlace | undefined,
): SliceOutcome {
  tables.trash.removeIntent(row.id);
  if (!moveResult.ok) return { row, error: moveResult.error };
  if (moveResult.value === 'taken') return { row, error: 'retry' };
  // The action also applies to a record without a file.
  if (moveResult.value === 'missing' && row.state === 'stored') tasks.transitionResult(row.id, { type: 'file-disappeared' });
  const path = moveResult.value === 'moved' ? intent.path : null;
  const transition =
    intent.action === 'trash'
      ? tasks.transitionResult(row.id, { type: 'trashed', path, earlier: place })
      : tasks.transitionResult(row.id, { type: 'taken-from-trash', path: path ?? place?.libraryPath ?? row.trashedFrom ?? row.path });
  if (transition.ok && moveResult.value === 'moved' && transition.value.state === 'missing')
    return outcomeOf(row, tasks.transitionResult(row.id, { type: 'file-reappeared' }));
  return outcomeOf(row, transition);
}

function commitDeletion({ tables, tasks }: TrashDeps, row: RowWithPath, deletionResult: Result<null, AppError>): SliceOutcome {
  tables.trash.removeIntent(row.id);
  if (!deletionResult.ok) return { row, error: deletionResult.error };
  return outcomeOf(row, tasks.transitionResult(row.id, { type: 'deleted' }));
}
