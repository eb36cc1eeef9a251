// Moves the library to another folder, file by file, while everything else continues. Invariants:
// - At every moment the database names every copy there is: the result's row, and `file_move` for the one that is being moved.
// - The old file is removed only after the new one is durable and its row is committed.
// - After a crash, a kill, a quit or an unplugged drive the move resumes where it stopped (`finishOpenMoves` in `move/move-runner.ts`). A file that
//   cannot be moved stays where its row says.
import type { AppError } from '../../../shared/errors.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import { busyBy, type CommandContext, changeFolder, endMove, moveLibrary, retryFailed } from './move/move-commands.ts';
import { isInForce, type LibraryMoveDeps, type MoveContext, pathOf } from './move/move-context.ts';
import { createMoveProgress } from './move/move-progress.ts';
import { createMoveRunner } from './move/move-runner.ts';
import { createUnreachableCopies } from './unreachable-copies.ts';

const mostListed = 100;

/** At most one move at a time. It runs in the background, and its plan survives a restart. */
export interface LibraryMove {
  /** After a start or a rebuild: takes up what was in the middle. */
  start(): void;
  /** The folder may be well again. */
  wake(): void;
  /**
   * A video is being stored: one whose first bytes are in an old folder follows the library, also after the move. Called in the transaction that
   * stores it, so that a kill cannot leave it behind; the run begins after the commit.
   */
  enqueue(resultId: number): void;
  /** New videos go to `target` from now on, and all stored ones follow. `library-busy` while the folder is being changed, moved or rebuilt from. */
  to(target: string): Promise<Result<null, AppError>>;
  /** New videos go to `target` from now on; stored ones stay where they are, and a move ends. `library-busy` while the folder is being changed. */
  moveTo(target: string): Promise<Result<null, AppError>>;
  /** Stops after the file at hand; what has been moved stays moved. */
  cancel(): Promise<void>;
  /** Tries what could not be moved once more. `library-busy` during a rebuild. */
  retryFailed(): Result<null, AppError>;
  /**
   * Why this is no time to rebuild the library or to move it elsewhere; null where it is. `move`: files are moved or will be. `change`: it is over in
   * a moment, and cannot be stopped: the folder is being changed, or a download that ended in an old folder follows the library.
   */
  busyBy(): 'move' | 'change' | null;
  /** True until every file has moved or failed, also while the move waits for a folder. */
  isUnderWay(): boolean;
  /** The user has read how it ended. A download that ends in an old folder still follows. */
  dismiss(): void;
  /** At most a hundred files that could not be moved. */
  failures(): { resultId: number; fileName: string; error: AppError }[];
  /** The move as the window sees it; null where there is none, or its report was put away. */
  status(): StudioStatus['library']['move'];
  /** Before the database closes: aborts the run and waits for its end. */
  stop(): Promise<void>;
}

/** What needs a run: files of a plan in force, or files in the middle. */
function needsRun(context: CommandContext, canFinishOld: boolean): boolean {
  const plan = context.settings.move();
  if (plan === null) return false;
  const hasOpen = () => context.tables.fileMoves.open().length > 0;
  if (isInForce(context, plan)) return plan.state === 'moving' || hasOpen();
  return canFinishOld && hasOpen();
}

function enqueue(context: CommandContext, resultId: number): void {
  const { tables, settings, runner } = context;
  const plan = settings.move();
  const row = tables.results.get(resultId);
  if (plan === null || !isInForce(context, plan) || row === undefined || row.folderId === plan.toFolderId) return;
  tables.fileMoves.set({ resultId, phase: 'copying', folderId: plan.toFolderId, path: null, error: null });
  runner.runNewPlan();
}

function statusOf(context: CommandContext): StudioStatus['library']['move'] {
  const { tables, settings, progress, state } = context;
  const plan = settings.move();
  if (plan === null || plan.isDismissed) return null;
  const left = progress.left(plan.toFolderId);
  return {
    folder: pathOf(context, plan.toFolderId),
    state: plan.state === 'moving' && state.trouble !== null ? 'paused' : plan.state,
    files: plan.files,
    filesLeft: left.files,
    bytes: plan.bytes,
    bytesLeft: left.bytes,
    failed: tables.fileMoves.failures(),
    error: state.trouble,
  };
}

const failuresOf = ({ tables }: LibraryMoveDeps): ReturnType<LibraryMove['failures']> =>
  tables.fileMoves.failed(mostListed).map((row) => ({
    resultId: row.resultId,
    fileName: tables.ifReadable(() => tables.results.get(row.resultId))?.path ?? '',
    error: storedErrorOrNull(row.error) ?? { kind: 'file-missing' },
  }));

function createContext(deps: LibraryMoveDeps): CommandContext {
  const { folders, clock, log } = deps;
  const context: MoveContext = {
    ...deps,
    progress: createMoveProgress(deps),
    unreachableCopies: createUnreachableCopies({ folders, clock, log, back: () => runner.run() }),
    remainingCopies: new Set(),
    state: { trouble: null },
  };
  const runner = createMoveRunner(context);
  return { ...context, runner, lock: { isHeld: false } };
}

/** Built once by the composition; `start` after a start, `stop` before the database closes. */
export function createLibraryMove(deps: LibraryMoveDeps): LibraryMove {
  const context = createContext(deps);
  const { settings, runner, changed } = context;
  return {
    start() {
      if (needsRun(context, true)) runner.run();
    },
    wake() {
      if (needsRun(context, false)) runner.run();
    },
    enqueue: (resultId) => enqueue(context, resultId),
    to: (target) => moveLibrary(context, target),
    moveTo: (target) => changeFolder(context, target),
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
      changed();
    },
    failures: () => failuresOf(context),
    status: () => statusOf(context),
    stop: runner.stop,
  };
}
