// Discards waiting tasks as actions of the undo log. An undone discard leaves the task held, so that no undo causes a paid submission.
import { z } from 'zod';
import { type AppError, appError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { taskHold } from '../../../../shared/task.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import type { ActionLog } from '../../undo/action-log.ts';
import { nothingMissing, type Replayer } from '../../undo/replay.ts';
import type { TaskStore } from '../task-store.ts';
import { discardEvent, type RecordedDiscard, restoreEvent } from './queue-decisions.ts';
import { undoPositionOf } from './undo-positions.ts';

const recordedDiscards = z.array(
  z.strictObject({
    id: z.number().int(),
    queuePosition: z.number(),
    hold: taskHold.nullable(),
    error: appError.nullable().catch(null),
    newestTaskId: z.number().int(),
  }),
);

/** Dependencies of the discard actions. */
interface DiscardDeps {
  readonly tables: Pick<Tables, 'tasks' | 'transaction'>;
  readonly tasks: Pick<TaskStore, 'row' | 'transition' | 'transitionAll' | 'undoStateOf'>;
  log(): Pick<ActionLog, 'record' | 'append' | 'next'>;
  /** Wakes all runners: a task may have left the queue. */
  wakeAll(): void;
}

/** Discards tasks. A discard never waits for another action to end, because the task may be sent meanwhile. */
export interface DiscardActions {
  /**
   * Discards those of these tasks that still wait, and returns their number as `discarded`. `continues`: the
   * action to which the discards are added if it is the newest one. Otherwise, or if it is null, they form a new
   * action. `actionId` is null if nothing was discarded.
   */
  discardWaiting(ids: readonly number[], continues: number | null): { readonly discardedCount: number; readonly actionId: number | null };
  /** Discards one task in any state that allows it. Only the discard of a waiting task can be undone. Errors: those of a transition. */
  discardOne(id: number): Result<{ readonly actionId: number | null }, AppError>;
  /** Undoes and redoes discards. */
  readonly replayer: Replayer;
}

function record({ tables, log }: DiscardDeps, rows: readonly TaskRow[], continues: number | null): number | null {
  const newestTaskId = tables.tasks.newestId();
  const changes = rows.flatMap((row): RecordedDiscard[] => {
    const undoPosition = undoPositionOf(row, newestTaskId);
    return undoPosition === null
      ? []
      : [{ id: row.id, queuePosition: undoPosition.queuePosition, hold: undoPosition.hold, error: undoPosition.error, newestTaskId }];
  });
  if (changes.length === 0) return null;
  const part = { area: 'queue', changes: changes.map((change) => ({ ...change })), count: changes.length } as const;
  if (continues === null || log().next('undo')?.id !== continues) return log().record({ kind: 'discard-tasks', subject: '' }, part);
  log().append(continues, part);
  return continues;
}

function discardWaiting(deps: DiscardDeps, ids: readonly number[], continues: number | null) {
  const { tables, tasks } = deps;
  return tables.transaction(() => {
    const before = new Map<number, TaskRow>();
    const changed = tasks.transitionAll(ids, (row) => {
      before.set(row.id, row);
      return discardEvent(row);
    });
    const rows = changed.flatMap((id) => before.get(id) ?? []);
    return { discardedCount: changed.length, actionId: record(deps, rows, continues) };
  });
}

const createReplayer = (deps: DiscardDeps): Replayer => ({
  replay(changes, direction, commit) {
    const { tables, tasks, wakeAll } = deps;
    const parsed = recordedDiscards.safeParse(changes);
    if (!parsed.success) {
      commit(() => undefined);
      return ok({ ...nothingMissing, unreadable: 1 });
    }
    const byId = new Map(parsed.data.map((one) => [one.id, one]));
    const isReplaced = (one: RecordedDiscard): boolean =>
      tasks.undoStateOf(one.id) === 'replaced' || tables.tasks.hasSuccessor(one.id, one.newestTaskId);
    let changed: readonly number[] = [];
    commit(() => {
      changed = tasks.transitionAll([...byId.keys()], (row) => {
        const one = byId.get(row.id);
        if (direction === 'redo' || one === undefined) return discardEvent(row);
        return row.state !== 'discarded' || isReplaced(one) ? null : restoreEvent(one);
      });
    });
    wakeAll();
    return ok({ ...nothingMissing, tasks: byId.size - changed.length });
  },
});

/** Called once by `core/compose/`. `log` is called when the first task is discarded. */
export function createDiscardActions(deps: DiscardDeps): DiscardActions {
  const { tables, tasks, wakeAll } = deps;
  return {
    discardWaiting(ids, continues) {
      const discarded = discardWaiting(deps, ids, continues);
      wakeAll();
      return discarded;
    },
    discardOne(id) {
      const done = tables.transaction((): Result<{ actionId: number | null }, AppError> => {
        const before = tasks.row(id);
        const outcome = tasks.transition(id, { type: 'discarded' });
        if (!outcome.ok) return outcome;
        return ok({ actionId: before?.state === 'waiting' ? record(deps, [before], null) : null });
      });
      if (done.ok) wakeAll();
      return done;
    },
    replayer: createReplayer(deps),
  };
}
