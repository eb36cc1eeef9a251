// What reconciling asks of the table: unconfirmed tasks, and which tasks of the service are known.
import type { Database, Query } from '../../database.ts';
import { type DueQuery, type SentRow, sentRow, taskCount, taskId, taskMoment } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of reconciling. */
export interface TaskReconcileTable {
  /** Unconfirmed tasks that are to be reconciled now. */
  reconcileDue(at: DueQuery): readonly number[];
  /** When the next unconfirmed task is to be reconciled. */
  nextReconcile(profileId: number, nowMs: number): number | null;
  /** Whether a task follows this task of the service. */
  isKnownAtService(serviceTaskId: string): boolean;
  /** Usually one; two that follow the same service task are possible. */
  ofServiceId(serviceTaskId: string): readonly number[];
  /** Every task whose submission may have been accepted: being sent, or unconfirmed. */
  inDoubt(): SentTasks;
  /** Tasks of this range of ids that the person put away although the service may have them. */
  discardedUnconfirmed(fromId: number, toId: number): SentTasks;
}

/** Tasks by when they were sent. */
interface SentTasks {
  readonly sent: readonly SentRow[];
  /** False where a row does not parse: then nobody knows which task of the service is its. */
  readonly isComplete: boolean;
}

function sentTasks({ rows, invalid }: ReturnType<Query<object, SentRow>['read']>): SentTasks {
  return { sent: rows, isComplete: invalid.length === 0 };
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskReconcileTable(database: Database): TaskReconcileTable {
  const reconcileDue = database.query<DueQuery, { id: number }>('task.reconcileDue', taskSql.reconcileDue, taskId);
  const nextReconcile = database.query<Omit<DueQuery, 'limit'>, { atMs: number | null }>(
    'task.nextReconcile',
    taskSql.nextReconcile,
    taskMoment,
  );
  const known = database.query<{ serviceTaskId: string }, { n: number }>('task.known', taskSql.knownServiceId, taskCount);
  const ofServiceId = database.query<{ serviceTaskId: string }, { id: number }>('task.ofServiceId', taskSql.ofServiceId, taskId);
  const inDoubt = database.query<object, SentRow>('task.inDoubt', taskSql.inDoubt, sentRow);
  const discardedUnconfirmed = database.query<{ fromId: number; toId: number }, SentRow>(
    'task.discardedUnconfirmed',
    taskSql.discardedUnconfirmed,
    sentRow,
  );
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    reconcileDue: (at) => ids(reconcileDue.all(at)),
    nextReconcile: (profileId, nowMs) => nextReconcile.get({ profileId, nowMs })?.atMs ?? null,
    isKnownAtService: (serviceTaskId) => (known.get({ serviceTaskId })?.n ?? 0) > 0,
    ofServiceId: (serviceTaskId) => ids(ofServiceId.all({ serviceTaskId })),
    inDoubt: () => sentTasks(inDoubt.read({})),
    discardedUnconfirmed: (fromId, toId) => sentTasks(discardedUnconfirmed.read({ fromId, toId })),
  };
}
