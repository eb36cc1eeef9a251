// Statements of reconciliation: unconfirmed tasks, and which tasks of the service are already known.
import type { Database, Query } from '../../database.ts';
import { type DueQuery, type NextDueQuery, type SentRow, sentRow, taskCountRow, taskIdRow, taskMomentRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of reconciliation. */
export interface TaskReconcileTable {
  /** Unconfirmed tasks that are to be reconciled now. */
  reconcileDue(due: DueQuery): readonly number[];
  /** When the next task after `nowMs` is to be reconciled, Unix milliseconds; null if there is none. */
  nextReconcile(profileId: number, nowMs: number): number | null;
  /** True if a task has this service id. */
  isKnownAtService(serviceTaskId: string): boolean;
  /** Tasks with this service id: usually one, but several are possible. */
  byServiceId(serviceTaskId: string): readonly number[];
  /**
   * Every live task whose submission may have been accepted: in state `submitting`, `unconfirmed`, or in a state that this version does not
   * know.
   */
  possiblyAccepted(): SentTasks;
  /** Tasks with ids in this range that the user discarded although the service may have accepted them. */
  discardedUnconfirmed(fromId: number, toId: number): SentTasks;
}

/** Tasks with the times at which they were sent. */
interface SentTasks {
  readonly sent: readonly SentRow[];
  /** False if a row does not parse. Any task in the service's list could then be the task of that row. */
  readonly isComplete: boolean;
}

function sentTasks({ rows, invalid }: ReturnType<Query<object, SentRow>['read']>): SentTasks {
  return { sent: rows, isComplete: invalid.length === 0 };
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskReconcileTable(database: Database): TaskReconcileTable {
  const reconcileDue = database.query<DueQuery, { id: number }>('task.reconcileDue', taskSql.reconcileDue, taskIdRow);
  const nextReconcile = database.query<NextDueQuery, { atMs: number | null }>('task.nextReconcile', taskSql.nextReconcile, taskMomentRow);
  const knownCount = database.query<{ serviceTaskId: string }, { n: number }>(
    'task.isKnownAtService',
    taskSql.isKnownAtService,
    taskCountRow,
  );
  const byServiceId = database.query<{ serviceTaskId: string }, { id: number }>('task.byServiceId', taskSql.byServiceId, taskIdRow);
  const possiblyAccepted = database.query<object, SentRow>('task.possiblyAccepted', taskSql.possiblyAccepted, sentRow);
  const discardedUnconfirmed = database.query<{ fromId: number; toId: number }, SentRow>(
    'task.discardedUnconfirmed',
    taskSql.discardedUnconfirmed,
    sentRow,
  );
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    reconcileDue: (due) => ids(reconcileDue.all(due)),
    nextReconcile: (profileId, nowMs) => nextReconcile.get({ profileId, nowMs })?.atMs ?? null,
    isKnownAtService: (serviceTaskId) => (knownCount.get({ serviceTaskId })?.n ?? 0) > 0,
    byServiceId: (serviceTaskId) => ids(byServiceId.all({ serviceTaskId })),
    possiblyAccepted: () => sentTasks(possiblyAccepted.read({})),
    discardedUnconfirmed: (fromId, toId) => sentTasks(discardedUnconfirmed.read({ fromId, toId })),
  };
}
