// Moves one file. The source is removed only after the copy is durable and its row is committed.
import { type AppError, isFolderError } from '../../../../shared/errors.ts';
import { isTrashPath, trashFolderName } from '../../../../shared/trash.ts';
import type { FileMoveRow } from '../../../db/tables/library/file-move-table.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import { type MoveContext, pathOf } from './move-context.ts';

/** The row of a result whose file can be moved. */
type StoredRow = ResultRow & { readonly folderId: number; readonly path: string; readonly sha256: string };

const isStored = (row: ResultRow | undefined): row is StoredRow =>
  row !== undefined && row.state === 'stored' && row.folderId !== null && row.path !== null && row.sha256 !== null;

/** `continue`: move the next file. `wait`: suspend the whole move. */
type MoveStep = 'continue' | 'wait';

/** Applies an error. An unavailable target folder suspends the whole move. After any other error the file stays where it is. */
function applyMoveError(context: MoveContext, id: number, toFolderId: number, error: AppError, signal: AbortSignal): MoveStep {
  const { tables, tasks, folderHealth, state } = context;
  if (signal.aborted) return 'wait';
  if (isFolderError(error) && error.folder === pathOf(context, toFolderId)) {
    state.waitError = error;
    if (error.folder === folderHealth.path()) folderHealth.reportError(error);
    return 'wait';
  }
  tables.transaction(() => {
    if (error.kind === 'file-missing') {
      tables.fileMoves.remove(id);
      tasks.transitionResult(id, { type: 'file-disappeared' });
      return;
    }
    if (error.kind === 'file-changed') tasks.transitionResult(id, { type: 'file-changed' });
    tables.fileMoves.set({ resultId: id, phase: 'failed', folderId: toFolderId, path: null, error: JSON.stringify(error) });
  });
  return 'continue';
}

/**
 * Removes the old copy of a moved file. If the copy cannot be removed because it is open in another program, the next start retries. If
 * its drive is unplugged, the retry follows when the drive is back.
 */
export async function removeMovedSource(
  context: MoveContext,
  row: FileMoveRow,
  newLocation: 'just-copied' | 'from-an-earlier-run',
): Promise<void> {
  const { tables, library, unreachableCopies, remainingCopies, log } = context;
  const currentRow = tables.results.get(row.resultId);
  if (currentRow === undefined || currentRow.folderId === null || currentRow.path === null || row.path === null) {
    tables.fileMoves.remove(row.resultId);
    return;
  }
  const oldFolder = pathOf(context, row.folderId);
  if (await unreachableCopies.isUnavailable(oldFolder)) return;
  const removal = await library.removeSource(
    { folder: oldFolder, path: row.path },
    { folder: pathOf(context, currentRow.folderId), path: currentRow.path },
    { bytes: currentRow.bytes ?? 0, sha256: newLocation === 'just-copied' ? null : currentRow.sha256 },
  );
  if (removal.ok) {
    // If the drive was unplugged meanwhile, a missing file proves nothing.
    if (!(await unreachableCopies.isUnavailable(oldFolder))) tables.fileMoves.remove(row.resultId);
  } else {
    remainingCopies.add(row.resultId);
    log.warn('old-copy-left', { result: row.resultId, why: removal.error.kind });
  }
}

function copyOrLink(context: MoveContext, row: StoredRow, toFolderId: number, signal: AbortSignal) {
  const { tables, library, progress } = context;
  const before = tables.fileMoves.get(row.id);
  progress.beginFile();
  return library.copyOrLink(
    {
      owner: context.identity(),
      resultId: row.id,
      from: { folder: pathOf(context, row.folderId), path: row.path },
      toFolder: pathOf(context, toFolderId),
      subfolder: isTrashPath(row.path) ? trashFolderName : '',
      bytes: row.bytes ?? 0,
      sha256: row.sha256,
      plannedPath: before?.phase === 'copying' && before.folderId === toFolderId ? before.path : null,
      onPathPlanned: (path) => tables.fileMoves.set({ resultId: row.id, phase: 'copying', folderId: toFolderId, path, error: null }),
      onProgress: progress.setCopiedBytes,
    },
    signal,
  );
}

/** Commits the new location, and records the old copy for removal. Returns false if the row changed while its file was copied. */
function commitMove(
  { tables, tasks }: MoveContext,
  row: StoredRow,
  oldLocation: FileMoveRow,
  copy: { readonly folderId: number; readonly path: string; readonly modifiedAtMs: number },
): boolean {
  return tables.transaction(() => {
    const currentRow = tables.results.get(row.id);
    // The file was downloaded again, relinked or moved to the trash meanwhile, so the new copy is superfluous.
    if (tables.trash.intent(row.id) !== undefined) return false;
    if (currentRow?.folderId !== row.folderId || currentRow.path !== row.path) return false;
    if (!tasks.transitionResult(row.id, { type: 'file-moved', ...copy }).ok) return false;
    tables.fileMoves.set(oldLocation);
    return true;
  });
}

/** Moves the file of one result into a folder. Errors are stored in the row, or in `state.waitError`. */
export async function moveFile(context: MoveContext, id: number, toFolderId: number, signal: AbortSignal): Promise<MoveStep> {
  const { tables, library, folderIdentity, progress } = context;
  const row = tables.results.get(id);
  if (!isStored(row)) {
    tables.fileMoves.remove(id);
    return 'continue';
  }
  const [from, toFolder] = [{ folder: pathOf(context, row.folderId), path: row.path }, pathOf(context, toFolderId)];
  // An empty mount point would accept the copy, and the original would then be removed.
  const unavailable = (await folderIdentity.unavailableErrorOf(toFolder)) ?? (await folderIdentity.unavailableErrorOf(from.folder));
  if (unavailable !== null) return applyMoveError(context, id, toFolderId, unavailable, signal);
  const copy = await copyOrLink(context, row, toFolderId, signal);
  if (!copy.ok) return applyMoveError(context, id, toFolderId, copy.error, signal);
  const { path, modifiedAtMs } = copy.value;
  const oldLocation: FileMoveRow = { resultId: id, phase: 'copied', folderId: row.folderId, path: row.path, error: null };
  if (commitMove(context, row, oldLocation, { folderId: toFolderId, path, modifiedAtMs })) {
    progress.fileMoved(row.bytes ?? 0);
    await removeMovedSource(context, oldLocation, 'just-copied');
  } else {
    await library.removeSource({ folder: toFolder, path }, from, { bytes: row.bytes ?? 0, sha256: row.sha256 });
    tables.fileMoves.remove(id);
  }
  progress.notify();
  return 'continue';
}
