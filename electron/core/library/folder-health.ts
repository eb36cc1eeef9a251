// The folder for new videos: its path, its free space and its current error.
import type { AppError } from '../../../shared/errors.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { checkFolder, checkInBackground, notifyWaiting, reportFolderError } from './folder/check-folder.ts';
import { type FolderContext, type FolderHealthDeps, folderInUse } from './folder/folder-context.ts';
import { isBlocking } from './folder/folder-decisions.ts';
import { createFolderProbe } from './folder/folder-probe.ts';
import { sweepPartialFiles } from './folder/sweep-partial-files.ts';

/** The health of the library folder. */
export interface FolderHealth {
  /** The absolute path of the folder in use. */
  path(): string;
  /** The folder's part of the status for the window. */
  status(): Pick<StudioStatus['library'], 'folder' | 'videoCount' | 'videoBytes' | 'freeBytes' | 'error' | 'strays'>;
  /** The folder that contains stray partial files; null if none are known. */
  straysFolder(): string | null;
  /**
   * Records an error that a download, a move or a check found in the folder. null: the folder is available again, and waiting downloads
   * continue.
   */
  reportError(error: AppError | null): void;
  /**
   * Called when a video was stored in the folder, so the folder works. If the error is a disk that is full for a large video, the error
   * stays, because that video still does not fit.
   */
  onFileStored(): void;
  /** True while no download into the folder may begin. */
  blocksDownloads(): boolean;
  /** The error that blocks downloads; null if they may begin. */
  blockingError(): AppError | null;
  /** Checks a folder that has an error. Called after a sleep, and when the network is back. */
  wake(): void;
  /** Checks the folder at start-up, lets downloads begin, and sorts the partial files. Never rejects. */
  checkAtStart(): Promise<void>;
  /**
   * Sets the folder for new videos at the user's request. Stored files stay where they are. Fails if the folder cannot be created or
   * written.
   */
  selectFolder(folder: string): Promise<Result<null, AppError>>;
  /** Called before the database closes. No probe begins afterwards, and a late response of the folder changes nothing. */
  stop(): void;
}

async function checkAtStart(context: FolderContext): Promise<void> {
  const { state, log, onFolderReady } = context;
  try {
    await checkFolder(context);
  } catch (cause) {
    log.incident(cause, 'library folder');
  }
  if (state.isStopped) return;
  onFolderReady();
  await sweepPartialFiles(context).catch((cause: unknown) => log.incident(cause, 'partial files'));
}

async function selectFolder(context: FolderContext, folder: string): Promise<Result<null, AppError>> {
  const { tables, tasks, settings, library, folderIdentity, clock, probe, state, statusChanged, onFolderReady, wakeAll } = context;
  const creation = await library.create(folder);
  const check = creation.ok ? await library.check(folder) : creation;
  if (!check.ok) return check;
  await folderIdentity.remember(folder);
  settings.setLibraryFolder(folder);
  state.freeBytes = check.value.freeBytes;
  state.error = null;
  probe.reset();
  // Downloads that were waiting for the old folder are due now.
  for (const row of tables.results.unfinished()) if (row.nextAttemptAtMs !== null) tasks.scheduleDownload(row.id, clock.now());
  notifyWaiting(context);
  statusChanged();
  onFolderReady(); // the old folder may be on a drive that never answers
  wakeAll();
  return ok(null);
}

/** Called once by `core/compose/`. */
export function createFolderHealth(deps: FolderHealthDeps): FolderHealth {
  const { tables, clock } = deps;
  const probe = createFolderProbe(clock, () => checkInBackground(context));
  const context: FolderContext = { ...deps, probe, state: { freeBytes: null, error: null, strays: null, isStopped: false } };
  const { state } = context;
  const path = () => folderInUse(context);
  return {
    path,
    status: () => ({ folder: path(), ...tables.results.total(), freeBytes: state.freeBytes, error: state.error, strays: state.strays }),
    straysFolder: () => state.strays?.folder ?? null,
    reportError: (error) => reportFolderError(context, error),
    onFileStored() {
      if (isBlocking(state.error)) reportFolderError(context, null);
    },
    blocksDownloads: () => isBlocking(state.error),
    blockingError: () => (isBlocking(state.error) ? state.error : null),
    wake() {
      if (state.error !== null) checkInBackground(context);
    },
    checkAtStart: () => checkAtStart(context),
    selectFolder: (folder) => selectFolder(context, folder),
    stop() {
      state.isStopped = true;
      probe.stop();
    },
  };
}
