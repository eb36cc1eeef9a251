// Commands of the user on many waiting tasks: hold, release, move. Each command is one transaction and wakes the runners.
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { BulkEvent } from '../bulk-transition.ts';
import type { TaskStore } from '../task-store.ts';
import { holdEvent, moveEvent, releaseDecision } from './queue-decisions.ts';
import { type MoveTarget, reorder } from './queue-order.ts';

/** Dependencies of the queue commands. */
interface QueueCommandDeps {
  readonly tables: Pick<Tables, 'tasks'>;
  readonly tasks: TaskStore;
  /** Wakes all runners: tasks may be due. */
  wakeAll(): void;
}

/** Commands on waiting tasks by id. Ids of other tasks are skipped. Called by the handlers. */
interface QueueCommands {
  /** Returns the number of newly held tasks. */
  hold(ids: readonly number[]): number;
  /** Releases tasks. `skipped`: the ids of tasks that may have been sent since a backup; the user releases them one by one. */
  release(ids: readonly number[]): { releasedCount: number; skippedIds: number[] };
  /** Moves the tasks to their new place in the queue, in the given order. Returns the number of tasks that got a new position. */
  move(ids: readonly number[], to: MoveTarget): number;
  /** Moves one task before all other tasks of its profile. Errors: those of a transition. */
  moveToFront(id: number): Result<Record<string, never>, AppError>;
}

function changeAll(
  { tasks, wakeAll }: QueueCommandDeps,
  ids: readonly number[],
  decide: Parameters<TaskStore['transitionAll']>[1],
): number {
  const changed = tasks.transitionAll(ids, decide);
  wakeAll();
  return changed.length;
}

function release(deps: QueueCommandDeps, ids: readonly number[]): { releasedCount: number; skippedIds: number[] } {
  const skippedIds: number[] = [];
  const releasedCount = changeAll(deps, ids, (row): BulkEvent | null => {
    const decision = releaseDecision(row);
    if (decision === 'maybe-sent') skippedIds.push(row.id);
    return decision === 'release' ? { type: 'released' } : null;
  });
  return { releasedCount, skippedIds };
}

function move(deps: QueueCommandDeps, ids: readonly number[], to: MoveTarget): number {
  const positions = new Map(reorder(deps.tables.tasks.waiting(), ids, to).map(({ id, queuePosition }) => [id, queuePosition]));
  changeAll(deps, [...positions.keys()], (row) => moveEvent(row, positions.get(row.id)));
  return ids.filter((id) => positions.has(id)).length;
}

function moveToFront({ tables, tasks, wakeAll }: QueueCommandDeps, id: number): Result<Record<string, never>, AppError> {
  const profileId = tasks.row(id)?.profileId;
  const min = profileId === undefined ? null : tables.tasks.queueBounds(profileId).min;
  const transition = tasks.transition(id, { type: 'moved-to-front', queuePosition: (min ?? 1) - 1 });
  if (!transition.ok) return transition;
  wakeAll();
  return ok({});
}

/** Called once by the handlers of the queue. */
export const createQueueCommands = (deps: QueueCommandDeps): QueueCommands => ({
  hold: (ids) => changeAll(deps, ids, holdEvent),
  release: (ids) => release(deps, ids),
  move: (ids, to) => move(deps, ids, to),
  moveToFront: (id) => moveToFront(deps, id),
});
