// Statements of the poller: tasks whose poll is due, and times that a changed clock has moved too far ahead.
import { type Database, isConstraintError, tryWrite } from '../../database.ts';
import { integerRow } from '../../rows/row-shape.ts';
import {
  type DueQuery,
  type FutureDeadlineRow,
  futureDeadlineRow,
  type NextDueQuery,
  type PollStateRow,
  pollStateRow,
  taskCountRow,
  taskIdRow,
  taskMomentRow,
} from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of the poller. */
export interface TaskPollTable {
  /** Tasks whose poll is due, the most overdue first. */
  pollDue(due: DueQuery): readonly number[];
  /** The columns that decide the outcome of a poll; undefined if the task is gone. Throws `InvalidRowError`. */
  pollState(id: number): PollStateRow | undefined;
  /** When the next poll that is not due yet becomes due, Unix milliseconds; null if there is none. */
  nextPoll(profileId: number, nowMs: number): number | null;
  /** True if more than `count` tasks of a profile are polled. */
  pollsMoreThan(count: number, profileId: number): boolean;
  /** Number of polled tasks of all profiles. */
  polledCount(): number;
  /**
   * Reschedules polls that are due later than `fromMs + withinMs` evenly over that interval, the task with the oldest poll first. Earlier
   * polls keep their times, because the rate limiter spaces them; this avoids writing thousands of rows.
   */
  spreadPolls(fromMs: number, withinMs: number): void;
  /** Live tasks with a scheduled time later than `limitMs`. */
  futureDeadlines(limitMs: number): FutureDeadlineRow[];
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskPollTable(database: Database): TaskPollTable {
  const pollDue = database.query<DueQuery, { id: number }>('task.pollDue', taskSql.pollDue, taskIdRow);
  const pollState = database.query<{ id: number }, PollStateRow>('task.pollState', taskSql.pollState, pollStateRow);
  const nextPoll = database.query<NextDueQuery, { atMs: number | null }>('task.nextPoll', taskSql.nextPoll, taskMomentRow);
  const polled = database.query<{ profileId: number; limit: number }, { n: number }>('task.pollsMoreThan', taskSql.polled, taskCountRow);
  const polledCount = database.query<object, { n: number }>('task.polledCount', taskSql.polledCount, taskCountRow);
  const spreadPolls = database.prepare<{ fromMs: number; withinMs: number }>('task.spreadPolls', taskSql.spreadPolls);
  const spreadOut = database.query<{ fromMs: number; withinMs: number }, { id: number; atMs: number }>(
    'task.spreadOut',
    taskSql.spreadOut,
    integerRow('task', 'id', 'atMs'),
  );
  const setNextPoll = database.prepare<{ id: number; atMs: number }>('task.setNextPoll', taskSql.setNextPoll);
  const futureDeadlines = database.query<{ limitMs: number }, FutureDeadlineRow>(
    'task.futureDeadlines',
    taskSql.futureDeadlines,
    futureDeadlineRow,
  );

  return {
    pollDue: (due) => pollDue.all(due).map(({ id }) => id),
    pollState: (id) => pollState.get({ id }),
    nextPoll: (profileId, nowMs) => nextPoll.get({ profileId, nowMs })?.atMs ?? null,
    pollsMoreThan: (count, profileId) => (polled.get({ profileId, limit: count + 1 })?.n ?? 0) > count,
    polledCount: () => polledCount.get({})?.n ?? 0,
    spreadPolls(fromMs, withinMs) {
      try {
        spreadPolls.run({ fromMs, withinMs });
      } catch (error) {
        if (!isConstraintError(error)) throw error;
        // A row is damaged, and SQLite does not say which: write the rows one by one.
        for (const { id, atMs } of spreadOut.all({ fromMs, withinMs })) tryWrite(() => setNextPoll.run({ id, atMs }));
      }
    },
    futureDeadlines: (limitMs) => futureDeadlines.all({ limitMs }),
  };
}
