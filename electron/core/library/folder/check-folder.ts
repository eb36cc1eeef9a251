// Checks the library folder, records what is wrong with it, and lets go on what waited for it.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, type Result } from '../../../../shared/result.ts';
import { type FolderContext, folderInUse } from './folder-context.ts';
import { hasRoom, waitsForFolder } from './folder-decisions.ts';

type Checked = Result<{ freeBytes: number | null }, AppError>;

/** What waits for the folder says so in the window. */
export function notifyWaiting({ tables, tasks }: FolderContext): void {
  for (const row of tables.results.unfinished()) tasks.notifyTransferProgress(row.id);
}

/** The folder is well: what it has held up goes on, nearest expiry first. */
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
  const { state, probe, changed } = context;
  if (JSON.stringify(error) === JSON.stringify(state.error)) return;
  const wasIll = state.error !== null;
  state.error = error;
  changed();
  if (error !== null) probe.arm();
  else if (wasIll) resumeDownloads(context);
  notifyWaiting(context);
}

/** Only the usual folder is made, and only while nothing has ever been in it; one that held videos is waited for. */
async function examine({ folders, library, defaultFolder, state }: FolderContext, folder: string): Promise<Checked> {
  const status = await folders.statusOf(folder);
  if (status.kind === 'away') return fail(status.error);
  if (status.kind === 'new' && folder === defaultFolder) {
    const made = await library.create(folder);
    if (!made.ok) return made;
  }
  const checked = await library.check(folder);
  if (checked.ok && status.kind !== 'here' && !state.isStopped) await folders.remember(folder);
  return checked;
}

/** Examines the folder in use, and records what that shows unless another one is in use by then. While something is wrong, the next probe is planned. */
export async function checkFolder(context: FolderContext): Promise<void> {
  const { state, probe, changed } = context;
  const folder = folderInUse(context);
  const checked = await examine(context, folder);
  if (state.isStopped || folder !== folderInUse(context)) return;
  if (checked.ok) state.freeBytes = checked.value.freeBytes;
  if (!checked.ok) reportFolderError(context, checked.error);
  else if (hasRoom(state.error, checked.value.freeBytes)) reportFolderError(context, null);
  if (state.error !== null) probe.arm();
  changed();
}

/** Returns at once; a bug in the check is logged. */
export const checkInBackground = (context: FolderContext): void =>
  void checkFolder(context).catch((cause: unknown) => context.log.incident(cause, 'library folder'));
