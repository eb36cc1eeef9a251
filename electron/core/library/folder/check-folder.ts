// Checks the library folder, records its error, and lets waiting downloads continue.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, type Result } from '../../../../shared/result.ts';
import { type FolderContext, folderInUse } from './folder-context.ts';
import { hasFreeSpace, waitsForFolder } from './folder-decisions.ts';

type FolderCheck = Result<{ freeBytes: number | null }, AppError>;

/** Publishes the tasks that wait for the folder. */
export function notifyWaiting({ tables, tasks }: FolderContext): void {
  for (const row of tables.results.unfinished()) tasks.notifyTransferProgress(row.id);
}

/** Called when the folder is available. Makes the downloads that waited for it due, nearest expiry first. */
function resumeDownloads({ tables, tasks, clock, probe, wakeAll }: FolderContext): void {
  probe.reset();
  const nowMs = clock.now();
  tasks.transaction(() => {
    for (const row of tables.results.unfinished()) if (waitsForFolder(row, nowMs)) tasks.scheduleDownload(row.id, nowMs);
  });
  wakeAll();
}

/** See `FolderHealth.reportError`. */
export function reportFolderError(context: FolderContext, error: AppError | null): void {
  const { state, probe, statusChanged } = context;
  if (JSON.stringify(error) === JSON.stringify(state.error)) return;
  const hadError = state.error !== null;
  state.error = error;
  statusChanged();
  if (error !== null) probe.schedule();
  else if (hadError) resumeDownloads(context);
  notifyWaiting(context);
}

/**
 * Returns the free space of the folder, or its error. Only the default folder is created, and only if it has never held videos. Any
 * other missing folder counts as unavailable until it is back.
 */
async function examine({ folderIdentity, library, defaultFolder, state }: FolderContext, folder: string): Promise<FolderCheck> {
  const status = await folderIdentity.statusOf(folder);
  if (status.kind === 'unavailable') return fail(status.error);
  if (status.kind === 'new' && folder === defaultFolder) {
    const creation = await library.create(folder);
    if (!creation.ok) return creation;
  }
  const check = await library.check(folder);
  if (check.ok && status.kind !== 'marked' && !state.isStopped) await folderIdentity.remember(folder);
  return check;
}

/**
 * Examines the current folder and records the outcome, unless the folder was changed meanwhile. Schedules the next probe if there is an
 * error.
 */
export async function checkFolder(context: FolderContext): Promise<void> {
  const { state, probe, statusChanged } = context;
  const folder = folderInUse(context);
  const check = await examine(context, folder);
  if (state.isStopped || folder !== folderInUse(context)) return;
  if (check.ok) state.freeBytes = check.value.freeBytes;
  if (!check.ok) reportFolderError(context, check.error);
  else if (hasFreeSpace(state.error, check.value.freeBytes)) reportFolderError(context, null);
  if (state.error !== null) probe.schedule();
  statusChanged();
}

/** Checks the folder in the background. A bug in the check is logged. */
export const checkInBackground = (context: FolderContext): void =>
  void checkFolder(context).catch((cause: unknown) => context.log.incident(cause, 'library folder'));
