// What the queue asks of the table: what waits, in which order, and how much of a profile is at the service.
import { type Database, writeUnlessDamaged } from '../../database.ts';
import { integer, real } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';
import { type DueQuery, taskCount, taskId, taskMoment } from './task-row.ts';
import { taskSql } from './task-sql.ts';

const boundsRow = defineRow('task', { min: real.nullable(), max: real.nullable() });
type QueueBounds = RowOf<typeof boundsRow>;

const newestRow = defineRow('task', { id: integer.nullable() });
const positionRow = defineRow('task', { id: integer, queuePosition: real });

/** Statements of the queue. */
export interface TaskQueueTable {
  /** In the order in which they are to be sent. */
  waitingDue(at: DueQuery): readonly number[];
  /** When the next waiting task may be sent that may not be yet. */
  waitingNext(profileId: number, nowMs: number): number | null;
  /** Everything that waits, in order. */
  waiting(): RowOf<typeof positionRow>[];
  /** Tasks that the service works on or is being given. */
  running(profileId: number): number;
  /** Tasks whose submission ended in doubt after `fromMs` and that were not searched for yet: the service may be working on each. */
  unconfirmedSince(profileId: number, fromMs: number): number;
  /** The turns of the first and the last waiting task. */
  queueBounds(profileId: number): QueueBounds;
  /** What a crash left in the middle of a send. */
  submitting(): readonly number[];
  /** The id of the task that was made last; 0 where there is none. */
  newestId(): number;
  /** Holds the waiting tasks that nobody holds yet, as after a restore, without reading their rows: one that does not parse now may be repaired later. */
  holdUnheld(): void;
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskQueueTable(database: Database): TaskQueueTable {
  const waitingDue = database.query<DueQuery, { id: number }>('task.waitingDue', taskSql.waitingDue, taskId);
  const waitingNext = database.query<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.waitingNext', taskSql.waitingNext, taskMoment);
  const waiting = database.query<object, RowOf<typeof positionRow>>('task.waiting', taskSql.waiting, positionRow);
  const running = database.query<{ profileId: number }, { n: number }>('task.running', taskSql.running, taskCount);
  const unconfirmedSince = database.query<{ profileId: number; fromMs: number }, { n: number }>(
    'task.unconfirmedSince',
    taskSql.unconfirmedSince,
    taskCount,
  );
  const queueBounds = database.query<{ profileId: number }, QueueBounds>('task.queueBounds', taskSql.queueBounds, boundsRow);
  const submitting = database.query<object, { id: number }>('task.submitting', taskSql.submitting, taskId);
  const newest = database.query<object, { id: number | null }>('task.newest', taskSql.newest, newestRow);
  const unheldWaiting = database.query<object, { id: number }>('task.unheldWaiting', taskSql.unheldWaiting, taskId);
  const holdForRestore = database.prepare<{ id: number }>('task.holdForRestore', taskSql.holdForRestore);
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    waitingDue: (at) => ids(waitingDue.all(at)),
    waitingNext: (profileId, nowMs) => waitingNext.get({ profileId, nowMs })?.atMs ?? null,
    waiting: () => waiting.all({}),
    running: (profileId) => running.get({ profileId })?.n ?? 0,
    unconfirmedSince: (profileId, fromMs) => unconfirmedSince.get({ profileId, fromMs })?.n ?? 0,
    queueBounds: (profileId) => queueBounds.get({ profileId }) ?? { min: null, max: null },
    submitting: () => ids(submitting.all({})),
    newestId: () => newest.get({})?.id ?? 0,
    holdUnheld() {
      for (const id of ids(unheldWaiting.all({}))) writeUnlessDamaged(() => holdForRestore.run({ id }));
    },
  };
}
