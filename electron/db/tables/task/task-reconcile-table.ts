// What reconciling asks of the table: unconfirmed tasks, and which tasks of the service are known.
import type { Database } from '../../database.ts';
import type { DueQuery, SentRow } from './task-row.ts';
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
  /** Tasks of this range of ids that the person put away although the service may have them. */
  discardedUnconfirmed(fromId: number, toId: number): SentRow[];
}

export function createTaskReconcileTable(database: Database): TaskReconcileTable {
  const reconcileDue = database.prepare<DueQuery, { id: number }>('task.reconcileDue', taskSql.reconcileDue);
  const nextReconcile = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.nextReconcile', taskSql.nextReconcile);
  const known = database.prepare<{ serviceTaskId: string }, { n: number }>('task.known', taskSql.knownServiceId);
  const ofServiceId = database.prepare<{ serviceTaskId: string }, { id: number }>('task.ofServiceId', taskSql.ofServiceId);
  const discardedUnconfirmed = database.prepare<{ fromId: number; toId: number }, SentRow>(
    'task.discardedUnconfirmed',
    taskSql.discardedUnconfirmed,
  );
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    reconcileDue: (at: DueQuery) => ids(reconcileDue.all(at)),
    nextReconcile: (profileId: number, nowMs: number) => nextReconcile.get({ profileId, nowMs })?.atMs ?? null,
    isKnownAtService: (serviceTaskId: string) => (known.get({ serviceTaskId })?.n ?? 0) > 0,
    ofServiceId: (serviceTaskId: string) => ids(ofServiceId.all({ serviceTaskId })),
    discardedUnconfirmed: (fromId: number, toId: number) => discardedUnconfirmed.all({ fromId, toId }),
  };
}
