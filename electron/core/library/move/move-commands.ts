// The commands of a library move: start it, end it, and retry failed files.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { MovePlan } from '../../settings-store.ts';
import { isCurrentPlan, type MoveContext, pathOf } from './move-context.ts';
import { totalsOutside } from './move-progress.ts';
import type { MoveRunner } from './move-runner.ts';

type Outcome = Result<null, AppError>;

const rebuildRunning = fail({ kind: 'library-busy' as const, by: 'rebuild' as const });

/** The context of a move, with members that only the commands need. */
export interface MoveCommandContext extends MoveContext {
  readonly runner: MoveRunner;
  /** Held during a change of the folder, because two simultaneous changes would leave two folders for new videos. */
  readonly lock: { isHeld: boolean };
}

/** See `LibraryMove.busyBy`. */
export function busyBy(context: MoveCommandContext): 'move' | 'short-operation' | null {
  const plan = context.settings.move();
  if (plan !== null && plan.state === 'moving' && isCurrentPlan(context, plan)) return 'move';
  return context.lock.isHeld || context.runner.isRunning() ? 'short-operation' : null;
}

/** Changes the folder while holding the lock. Fails with `library-busy` if another change holds it. */
async function withLock({ lock }: MoveCommandContext, change: () => Promise<Outcome>): Promise<Outcome> {
  if (lock.isHeld) return fail({ kind: 'library-busy', by: 'short-operation' });
  lock.isHeld = true;
  try {
    return await change();
  } finally {
    lock.isHeld = false;
  }
}

/** Ends a plan in any state. Remaining old copies are still removed. */
export async function endMove({ tables, settings, runner, statusChanged }: MoveCommandContext, plan: MovePlan): Promise<void> {
  settings.saveMove({ ...plan, state: 'cancelled' });
  await runner.abort();
  for (const row of tables.fileMoves.unfinished()) if (row.phase === 'copying') tables.fileMoves.remove(row.resultId);
  statusChanged();
}

async function startMove(context: MoveCommandContext, target: string): Promise<Outcome> {
  const { tables, settings, folderHealth, remainingCopies, runner, statusChanged } = context;
  const selection = await folderHealth.selectFolder(target);
  if (!selection.ok) return selection;
  const toFolderId = tables.results.folderId(target);
  const { files, bytes } = totalsOutside(tables, toFolderId);
  remainingCopies.clear();
  tables.transaction(() => {
    tables.fileMoves.deleteFailed();
    settings.saveMove({ toFolderId, state: 'moving', files, bytes, isDismissed: false });
  });
  runner.runNewPlan();
  statusChanged();
  return ok(null);
}

/** See `LibraryMove.moveTo`. */
export async function moveLibrary(context: MoveCommandContext, target: string): Promise<Outcome> {
  const by = busyBy(context);
  if (by !== null && context.runner.isRunning()) return fail({ kind: 'library-busy', by });
  if (context.isRebuilding()) return rebuildRunning;
  return await withLock(context, () => startMove(context, target));
}

/** See `LibraryMove.changeFolder`. */
export const changeFolder = (context: MoveCommandContext, target: string): Promise<Outcome> =>
  withLock(context, async () => {
    const selection = await context.folderHealth.selectFolder(target);
    const plan = context.settings.move();
    // The report is dismissed too, because a retry would move everything out of the new folder.
    if (selection.ok && plan !== null) await endMove(context, { ...plan, isDismissed: true });
    return selection;
  });

/** See `LibraryMove.retryFailed`. */
export function retryFailed(context: MoveCommandContext): Outcome {
  const { tables, settings, folderHealth, runner, statusChanged } = context;
  const plan = settings.move();
  if (plan === null || pathOf(context, plan.toFolderId) !== folderHealth.path()) return ok(null);
  if (context.isRebuilding()) return rebuildRunning;
  tables.transaction(() => {
    tables.fileMoves.deleteFailed();
    settings.saveMove({ ...plan, state: 'moving', isDismissed: false });
  });
  runner.runNewPlan();
  statusChanged();
  return ok(null);
}
