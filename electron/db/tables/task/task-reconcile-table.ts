// What reconciling asks of the table: unconfirmed tasks, and which tasks of the service are known.
import type { Database } from '../../database.ts';
import type { DueQuery, SentRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of reconciling. */
export interface TaskReconcileTable {
  /** Unconfirmed tasks that are to be reconciled now. */
  searchDue(at: DueQuery): readonly number[];
  /** When the next unconfirmed task is to be reconciled. */
  searchNext(profileId: number, nowMs: number): number | null;
  /** Whether a task follows this task of the service. */
  isKnownAtService(serviceTaskId: string): boolean;
  /** Usually one; two that follow the same service task are possible. */
  ofServiceId(serviceTaskId: string): readonly number[];
  /** Tasks of this range of ids that the person put away although the service may have them. */
  discardedInDoubt(fromId: number, toId: number): SentRow[];
}

export function createTaskReconcileTable(database: Database): TaskReconcileTable {
  const searchDue = database.prepare<DueQuery, { id: number }>('task.searchDue', taskSql.reconcileDue);
  const searchNext = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.searchNext', taskSql.nextReconcile);
  const known = database.prepare<{ serviceTaskId: string }, { n: number }>('task.known', taskSql.knownServiceId);
  const ofServiceId = database.prepare<{ serviceTaskId: string }, { id: number }>('task.ofServiceId', taskSql.ofServiceId);
  const discardedInDoubt = database.prepare<{ fromId: number; toId: number }, SentRow>(
    'task.discardedInDoubt',
    taskSql.discardedUnconfirmed,
  );
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    searchDue: (at: DueQuery) => ids(searchDue.all(at)),
    searchNext: (profileId: number, nowMs: number) => searchNext.get({ profileId, nowMs })?.atMs ?? null,
    isKnownAtService: (serviceTaskId: string) => (known.get({ serviceTaskId })?.n ?? 0) > 0,
    ofServiceId: (serviceTaskId: string) => ids(ofServiceId.all({ serviceTaskId })),
    discardedInDoubt: (fromId: number, toId: number) => discardedInDoubt.all({ fromId, toId }),
  };
}
