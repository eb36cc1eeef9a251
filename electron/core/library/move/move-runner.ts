// Runs a move in the background, one run at a time.

import { createFailureReporter } from '../../failure-reporter.ts';
import type { MovePlan } from '../../settings-store.ts';
import { isRename } from '../rename/rename-files.ts';
import { isCurrentPlan, type MoveContext } from './move-context.ts';
import { moveFile, removeMovedSource } from './move-file.ts';

/** Runs the plan from the settings, one run at a time. */
export interface MoveRunner {
  /** Begins a run. Does nothing if a run is active, there is no plan, or the library is being rebuilt. */
  run(): void;
  /** Called after a change of the plan. An active run of the old plan ends on its own, and a new run follows. */
  runNewPlan(): void;
  isRunning(): boolean;
  /** Aborts the run and waits for its end. No other run follows automatically. */
  abort(): Promise<void>;
  /** Ends all runs permanently, before the database closes. */
  stop(): Promise<void>;
}

/** Whether the rows of a result and of its move parse. If not, the file stays where it is. */
const isReadable = (tables: MoveContext['tables'], id: number): boolean =>
  tables.ifReadable(() => [tables.results.get(id), tables.fileMoves.get(id)]) !== null;

/** The next stored file outside of the folder that this run has not tried yet. */
function nextFile({ tables }: MoveContext, toFolderId: number, cursor: Map<number, number>): number | null {
  for (const { id: folderId } of tables.results.folders()) {
    if (folderId === toFolderId) continue;
    for (;;) {
      const [id] = tables.results.inFolder(folderId, cursor.get(folderId) ?? 0, 1);
      if (id === undefined) break;
      cursor.set(folderId, id);
      if (isReadable(tables, id) && tables.fileMoves.get(id)?.phase !== 'failed') return id;
    }
  }
  return null;
}

/** Finishes moves that a crash, a kill or a quit interrupted. */
async function finishOpenMoves(context: MoveContext, plan: MovePlan, signal: AbortSignal): Promise<'continue' | 'wait'> {
  const { tables, remainingCopies } = context;
  for (const row of tables.fileMoves.unfinished()) {
    if (signal.aborted) return 'wait';
    if (!isReadable(tables, row.resultId) || isRename(tables, row)) continue;
    if (row.phase === 'copied') {
      if (!remainingCopies.has(row.resultId)) await removeMovedSource(context, row, 'from-an-earlier-run');
    } else if (!isCurrentPlan(context, plan)) tables.fileMoves.remove(row.resultId);
    else if ((await moveFile(context, row.resultId, row.folderId, signal)) === 'wait') return 'wait';
  }
  return 'continue';
}

async function moveFiles(context: MoveContext, plan: MovePlan, signal: AbortSignal): Promise<void> {
  const { settings } = context;
  if ((await finishOpenMoves(context, plan, signal)) === 'wait') return;
  // Under a plan that is done, only interrupted moves are finished. The user may have rebuilt videos from a folder whose files should
  // stay there.
  if (!isCurrentPlan(context, plan) || plan.state === 'done') return;
  const cursor = new Map<number, number>();
  while (!signal.aborted && settings.move()?.toFolderId === plan.toFolderId) {
    const id = nextFile(context, plan.toFolderId, cursor);
    if (signal.aborted) return;
    if (id === null) {
      settings.saveMove({ ...plan, state: 'done' });
      return;
    }
    if ((await moveFile(context, id, plan.toFolderId, signal)) === 'wait') return;
  }
}

/** Called once by `createLibraryMove`; starts nothing. */
export function createMoveRunner(context: MoveContext): MoveRunner {
  const { settings, state, progress, unreachableCopies, statusChanged } = context;
  const failures = createFailureReporter(context);
  let running: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;
  let isStopped = false;
  /** True if the plan changed during a run of the old plan. */
  let shouldRunAgain = false;

  function run(): void {
    const plan = settings.move();
    if (isStopped || running !== null || plan === null || context.isRebuilding()) return;
    const controller = new AbortController();
    shouldRunAgain = false;
    unreachableCopies.beginRun();
    state.waitError = null;
    progress.beginRun(plan.toFolderId);
    const done = Promise.resolve()
      .then(() => moveFiles(context, plan, controller.signal))
      .catch((error: unknown) => {
        // The next wake-up or start resumes the move.
        state.waitError = failures.report(error, 'moving the library');
      })
      .then(() => {
        running = null;
        // A new plan or another file was requested meanwhile.
        if (shouldRunAgain) run();
        if (!isStopped) statusChanged();
      });
    running = { controller, done };
  }

  async function abort(): Promise<void> {
    shouldRunAgain = false;
    running?.controller.abort();
    await running?.done;
  }

  return {
    run,
    runNewPlan() {
      shouldRunAgain = running !== null;
      run();
    },
    isRunning: () => running !== null,
    abort,
    async stop() {
      isStopped = true;
      unreachableCopies.stop();
      running?.controller.abort();
      await running?.done;
    },
  };
}
