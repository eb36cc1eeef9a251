// Moves the library to another folder, file by file, while all other work continues. Invariants:
// - The database names every existing copy at every moment: in the row of the result, and in `file_move` for the file that is being moved.
// - The old file is removed only after the new one is durable and its row is committed.
// - After a crash, a kill, a quit or an unplugged drive, the move resumes where it stopped (`finishOpenMoves` in `move/move-runner.ts`).
// - A file that cannot be moved stays at the path in its row.
import type { AppError } from '../../../shared/errors.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import { busyBy, changeFolder, endMove, type MoveCommandContext, moveLibrary, retryFailed } from './move/move-commands.ts';
import { isCurrentPlan, type LibraryMoveDeps, type MoveContext, pathOf } from './move/move-context.ts';
import { createMoveProgress } from './move/move-progress.ts';
import { createMoveRunner } from './move/move-runner.ts';
import { createUnreachableCopies } from './unreachable-copies.ts';

const maxListedFailures = 100;

/** Moves the library. At most one move runs at a time, in the background. Its plan survives a restart. */
export interface LibraryMove {
  /** Resumes an unfinished move. Called after a start or a rebuild. */
  start(): void;
  /** Resumes a move that waits for a folder, because the folder may be available again. */
  wake(): void;
  /**
   * Adds a video that is being stored in an old folder because its partial file was there. The video is moved to
   * the library's folder, also after the end of the move. Called in the transaction that stores it, so that a
   * kill cannot leave it behind. The run begins after the commit.
   */
  enqueue(resultId: number): void;
  /**
   * Makes `target` the folder for new videos, and moves all stored videos there. Fails with `library-busy` during a change of the
   * folder, a move or a rebuild.
   */
  moveTo(target: string): Promise<Result<null, AppError>>;
  /**
   * Makes `target` the folder for new videos, and ends a move. Stored videos stay where they are. Fails with `library-busy` during a
   * change of the folder.
   */
  changeFolder(target: string): Promise<Result<null, AppError>>;
  /** Stops after the current file. Moved files stay moved. */
  cancel(): Promise<void>;
  /** Retries the files that could not be moved. Fails with `library-busy` during a rebuild. */
  retryFailed(): Result<null, AppError>;
  /**
   * The reason why the library cannot be rebuilt or moved now; null if there is none. `move`: files are being
   * moved or are about to be. `short-operation`: an operation that cannot be stopped, which changes the folder
   * or moves a finished download out of an old folder.
   */
  busyBy(): 'move' | 'short-operation' | null;
  /** True until every file has been moved or has failed, also while the move waits for a folder. */
  isUnderWay(): boolean;
  /** Removes the report that the user has read. Downloads that end in an old folder are still moved. */
  dismiss(): void;
  /** At most a hundred files that could not be moved, with the reasons. */
  failures(): { resultId: number; fileName: string; error: AppError }[];
  /** The move's part of the status for the window; null if there is no move, or if its report was dismissed. */
  status(): StudioStatus['library']['move'];
  /** Aborts the run and waits for its end. Called before the database closes. */
  stop(): Promise<void>;
}

/** Whether a run has work: files of the current plan, or unfinished moves of single files. */
function needsRun(context: MoveCommandContext, canFinishOld: boolean): boolean {
  const plan = context.settings.move();
  if (plan === null) return false;
  const hasOpen = () => context.tables.fileMoves.unfinished().length > 0;
  if (isCurrentPlan(context, plan)) return plan.state === 'moving' || hasOpen();
  return canFinishOld && hasOpen();
}

function enqueue(context: MoveCommandContext, resultId: number): void {
  const { tables, settings, runner } = context;
  const plan = settings.move();
  const row = tables.results.get(resultId);
  if (plan === null || !isCurrentPlan(context, plan) || row === undefined || row.folderId === plan.toFolderId) return;
  tables.fileMoves.set({ resultId, phase: 'copying', folderId: plan.toFolderId, path: null, error: null });
  runner.runNewPlan();
}

function statusOf(context: MoveCommandContext): StudioStatus['library']['move'] {
  const { tables, settings, progress, state } = context;
  const plan = settings.move();
  if (plan === null || plan.isDismissed) return null;
  const remaining = progress.remaining(plan.toFolderId);
  return {
    folder: pathOf(context, plan.toFolderId),
    state: plan.state === 'moving' && state.waitError !== null ? 'paused' : plan.state,
    fileCount: plan.files,
    remainingFileCount: remaining.files,
    bytes: plan.bytes,
    remainingBytes: remaining.bytes,
    failed: tables.fileMoves.failedCount(),
    error: state.waitError,
  };
}

const failuresOf = ({ tables }: LibraryMoveDeps): ReturnType<LibraryMove['failures']> =>
  tables.fileMoves.failed(maxListedFailures).map((row) => ({
    resultId: row.resultId,
    fileName: tables.ifReadable(() => tables.results.get(row.resultId))?.path ?? '',
    error: storedErrorOrNull(row.error) ?? { kind: 'file-missing' },
  }));

function createContext(deps: LibraryMoveDeps): MoveCommandContext {
  const { folderIdentity, clock, log } = deps;
  const context: MoveContext = {
    ...deps,
    progress: createMoveProgress(deps),
    unreachableCopies: createUnreachableCopies({ folderIdentity, clock, log, onAvailable: () => runner.run() }),
    remainingCopies: new Set(),
    state: { waitError: null },
  };
  const runner = createMoveRunner(context);
  return { ...context, runner, lock: { isHeld: false } };
}

/** Called once by `core/compose/`; `start` is called at start-up, `stop` before the database closes. */
export function createLibraryMove(deps: LibraryMoveDeps): LibraryMove {
  const context = createContext(deps);
  const { settings, runner, statusChanged } = context;
  return {
    start() {
      if (needsRun(context, true)) runner.run();
    },
    wake() {
      if (needsRun(context, false)) runner.run();
    },
    enqueue: (resultId) => enqueue(context, resultId),
    moveTo: (target) => moveLibrary(context, target),
    changeFolder: (target) => changeFolder(context, target),
    async cancel() {
      const plan = settings.move();
      if (plan !== null && plan.state === 'moving') await endMove(context, plan);
    },
    retryFailed: () => retryFailed(context),
    busyBy: () => busyBy(context),
    isUnderWay: () => settings.move()?.state === 'moving',
    dismiss() {
      const plan = settings.move();
      if (plan !== null && plan.state !== 'moving') settings.saveMove({ ...plan, isDismissed: true });
      statusChanged();
    },
    failures: () => failuresOf(context),
    status: () => statusOf(context),
    stop: runner.stop,
  };
}
