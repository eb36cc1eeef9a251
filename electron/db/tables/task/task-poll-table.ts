// What the poller asks of the table: whose status is due, and moments that a changed clock moved too far away.
import type { Database } from '../../database.ts';
import type { DueQuery, FutureDeadlineRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements of the poller. */
export interface TaskPollTable {
  /** Tasks whose poll is due, the most overdue first. */
  pollDue(at: DueQuery): readonly number[];
  /** When the next poll is due that is not due yet. */
  nextPoll(profileId: number, nowMs: number): number | null;
  /** True when more than so many tasks of a profile are looked at. */
  pollsMoreThan(count: number, profileId: number): boolean;
  /** How many tasks are looked at. */
  polledCount(): number;
  /**
   * Looks that are further ahead come within this time, at equal distances, the task longest unlooked-at first. What is due by then stays: it
   * goes out at the profile's requests a second, and thousands of rows need not be written for it.
   */
  spreadLooks(fromMs: number, withinMs: number): void;
  /** Living tasks that wait for a moment later than `limitMs`. */
  futureDeadlines(limitMs: number): FutureDeadlineRow[];
}

export function createTaskPollTable(database: Database): TaskPollTable {
  const pollDue = database.prepare<DueQuery, { id: number }>('task.pollDue', taskSql.pollDue);
  const nextPoll = database.prepare<Omit<DueQuery, 'limit'>, { atMs: number | null }>('task.nextPoll', taskSql.nextPoll);
  const followed = database.prepare<{ profileId: number; limit: number }, { n: number }>('task.followed', taskSql.polled);
  const polledCount = database.prepare<object, { n: number }>('task.polledCount', taskSql.polledCount);
  const spreadLooks = database.prepare<{ fromMs: number; withinMs: number }>('task.spreadLooks', taskSql.spreadPolls);
  const futureDeadlines = database.prepare<{ limitMs: number }, FutureDeadlineRow>('task.futureDeadlines', taskSql.futureDeadlines);
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map((row) => row.id);

  return {
    pollDue: (at: DueQuery) => ids(pollDue.all(at)),
    nextPoll: (profileId: number, nowMs: number) => nextPoll.get({ profileId, nowMs })?.atMs ?? null,
    pollsMoreThan: (count: number, profileId: number) => (followed.get({ profileId, limit: count + 1 })?.n ?? 0) > count,
    polledCount: (): number => polledCount.get({})?.n ?? 0,
    spreadLooks: (fromMs: number, withinMs: number): void => {
      spreadLooks.run({ fromMs, withinMs });
    },
    futureDeadlines: (limitMs: number) => futureDeadlines.all({ limitMs }),
  };
}
