// Statements of the queue: waiting tasks, their order, and how many tasks of a profile are at the service.
import { type Database, tryWrite } from '../../database.ts';
import { integer, real } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';
import { type DueQuery, type NextDueQuery, taskCountRow, taskIdRow, taskMomentRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

const boundsRow = defineRow('task', { min: real.nullable(), max: real.nullable() });
type QueueBounds = RowOf<typeof boundsRow>;

const newestRow = defineRow('task', { id: integer.nullable() });
const positionRow = defineRow('task', { id: integer, queuePosition: real });

/** Statements of the queue. */
export interface TaskQueueTable {
  /** Waiting tasks that may be submitted now, in queue order. */
  waitingDue(due: DueQuery): readonly number[];
  /** When the next waiting task that must still wait may be submitted, Unix milliseconds; null if there is none. */
  nextWaiting(profileId: number, nowMs: number): number | null;
  /** All waiting tasks in queue order. */
  waiting(): RowOf<typeof positionRow>[];
  /** Number of tasks in states `submitting`, `pending` and `processing`. */
  running(profileId: number): number;
  /** Number of tasks that became unconfirmed after `fromMs` and are not reconciled yet: the service may be working on each. */
  unconfirmedSince(profileId: number, fromMs: number): number;
  /** The queue positions of the first and the last waiting task. */
  queueBounds(profileId: number): QueueBounds;
  /** Tasks that a crash left in state `submitting`. */
  submittingIds(): readonly number[];
  /** The id of the newest task; 0 if there is none. */
  newestId(): number;
  /** After a restore: holds all waiting tasks that are not held. Does not parse the rows, because an invalid row may be repaired later. */
  holdUnheldWaiting(): void;
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskQueueTable(database: Database): TaskQueueTable {
  const waitingDue = database.query<DueQuery, { id: number }>('task.waitingDue', taskSql.waitingDue, taskIdRow);
  const waitingNext = database.query<NextDueQuery, { atMs: number | null }>('task.waitingNext', taskSql.waitingNext, taskMomentRow);
  const waiting = database.query<object, RowOf<typeof positionRow>>('task.waiting', taskSql.waiting, positionRow);
  const running = database.query<{ profileId: number }, { n: number }>('task.running', taskSql.running, taskCountRow);
  const unconfirmedSince = database.query<{ profileId: number; fromMs: number }, { n: number }>(
    'task.unconfirmedSince',
    taskSql.unconfirmedSince,
    taskCountRow,
  );
  const queueBounds = database.query<{ profileId: number }, QueueBounds>('task.queueBounds', taskSql.queueBounds, boundsRow);
  const submittingIds = database.query<object, { id: number }>('task.submitting', taskSql.submitting, taskIdRow);
  const newest = database.query<object, { id: number | null }>('task.newest', taskSql.newest, newestRow);
  const unheldWaiting = database.query<object, { id: number }>('task.unheldWaiting', taskSql.unheldWaiting, taskIdRow);
  const holdForRestore = database.prepare<{ id: number }>('task.holdForRestore', taskSql.holdForRestore);
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    waitingDue: (due) => ids(waitingDue.all(due)),
    nextWaiting: (profileId, nowMs) => waitingNext.get({ profileId, nowMs })?.atMs ?? null,
    waiting: () => waiting.all({}),
    running: (profileId) => running.get({ profileId })?.n ?? 0,
    unconfirmedSince: (profileId, fromMs) => unconfirmedSince.get({ profileId, fromMs })?.n ?? 0,
    queueBounds: (profileId) => queueBounds.get({ profileId }) ?? { min: null, max: null },
    submittingIds: () => ids(submittingIds.all({})),
    newestId: () => newest.get({})?.id ?? 0,
    holdUnheldWaiting() {
      for (const id of ids(unheldWaiting.all({}))) tryWrite(() => holdForRestore.run({ id }));
    },
  };
}
