// Handles the intents that a kill left behind. A deletion for good is completed. Any other move is taken back, because the undo log does not
// have it: after a kill the log lists exactly what was done. Only a file that cannot be moved back stays at its new place.
import type { AppError } from '../../../../shared/errors.ts';
import type { TrashDeps } from './trash-deps.ts';
import { applicableRow, applyIntents, type PlannedFile } from './trash-slice.ts';

/** Moves the file back to the path in its row, from where the interrupted action may have moved it. Returns false if that failed. */
async function takeBack({ tables, library }: TrashDeps, folder: string, { row, intent }: PlannedFile): Promise<boolean> {
  if (intent.path === null) return false;
  const [moved] = await library.moveBack(folder, [{ from: row.path, to: intent.path }]);
  if (moved?.ok !== true) return false;
  tables.trash.removeIntent(row.id);
  return true;
}

async function complete(deps: TrashDeps, folder: string, plannedFile: PlannedFile): Promise<string> {
  const { commit, deletePictures } = await applyIntents(deps, folder, [plannedFile], true);
  const [outcome] = deps.tables.transaction(commit);
  await deletePictures();
  return outcomeWord(outcome?.error ?? null);
}

const outcomeWord = (error: AppError | 'retry' | null): string => (error === null ? 'done' : error === 'retry' ? 'name-taken' : error.kind);

/** Handles the intents in all available folders. Called at the start, and before each action for folders that were not available then. */
export async function recoverInterrupted(deps: TrashDeps): Promise<void> {
  const { tables, folderIdentity, log, signal } = deps;
  for (const intent of tables.trash.intents()) {
    if (signal.aborted) return;
    const row = applicableRow(deps, intent.resultId, intent.action, {});
    const folder = row === null ? null : tables.results.folderPath(row.folderId);
    if (row === null || folder === null) {
      tables.trash.removeIntent(intent.resultId);
      continue;
    }
    if ((await folderIdentity.unavailableErrorOf(folder)) !== null || signal.aborted) continue;
    const outcome = (await takeBack(deps, folder, { row, intent })) ? 'taken-back' : await complete(deps, folder, { row, intent });
    log.info('trash-resumed', { result: row.id, action: intent.action, outcome });
  }
}
