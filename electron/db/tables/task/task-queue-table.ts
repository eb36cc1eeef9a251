// What the queue asks of the table: what waits, in which order, and how much of a profile is at the service.
import type { Database } from '../../database.ts';
import type { DueQuery } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of the queue. */
export interface TaskQueueTable {
  /** In the order in which they are to be sent. */
  waitingDue(at: DueQuery): readonly number[];
  /** When the next waiting task may be sent that may not be yet. */
  waitingNext(profileId: number, nowMs: number): number | null;
  /** Everything that waits, in order. */
  waiting(): { id: number; queuePosition: number }[];
  /** Tasks that the service works on or is being given. */
  running(profileId: number): number;
  /** Tasks whose submission ended in doubt after `fromMs` and that were not searched for yet: the service may be working on each. */
  unconfirmedSince(profileId: number, fromMs: number): number;
  /** The turns of the first and the last waiting task. */
  queueBounds(profileId: number): { least: number | null; most: number | null };
  /** What a crash left in the middle of a send. */
  submitting(): readonly number[];
  /** The id of the task that was made last; 0 where there is none. */
  newestId(): number;
}

export function createTaskQueueTable(database: Database): TaskQueueTable {
  const waitingDue = database.prepare<DueQuery, { id: number }>('task.waitingDue', taskSql.waitingDue);
  const waitingNext = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.waitingNext', taskSql.waitingNext);
  const waiting = database.prepare<object, { id: number; queuePosition: number }>('task.waiting', taskSql.waiting);
  const running = database.prepare<{ profileId: number }, { n: number }>('task.running', taskSql.running);
  const unconfirmedSince = database.prepare<{ profileId: number; fromMs: number }, { n: number }>(
    'task.unconfirmedSince',
    taskSql.unconfirmedSince,
  );
  const queueBounds = database.prepare<{ profileId: number }, { least: number | null; most: number | null }>(
    'task.queueBounds',
    taskSql.queueBounds,
  );
  const submitting = database.prepare<object, { id: number }>('task.submitting', taskSql.submitting);
  const newest = database.prepare<object, { id: number | null }>('task.newest', taskSql.newest);
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    waitingDue: (at: DueQuery) => ids(waitingDue.all(at)),
    waitingNext: (profileId: number, nowMs: number) => waitingNext.get({ profileId, nowMs })?.atMs ?? null,
    waiting: () => waiting.all({}),
    running: (profileId: number) => running.get({ profileId })?.n ?? 0,
    unconfirmedSince: (profileId: number, fromMs: number): number => unconfirmedSince.get({ profileId, fromMs })?.n ?? 0,
    queueBounds: (profileId: number) => queueBounds.get({ profileId }) ?? { least: null, most: null },
    submitting: () => ids(submitting.all({})),
    newestId: (): number => newest.get({})?.id ?? 0,
  };
}
