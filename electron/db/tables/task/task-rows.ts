// Statements that write tasks, read single tasks, and read all live tasks.
import { type Database, readPage } from '../../database.ts';
import { insertSql, selectList, updateSql, withoutColumns } from '../../sql-columns.ts';
import { type TaskRow, taskColumns, taskIdRow, taskRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** The columns that a poll without news changes. */
const pollColumns = [
  'changedAtMs',
  'progress',
  'expectedEndAtMs',
  'creditsReserved',
  'nextPollAtMs',
  'pollError',
  'failedPolls',
  'lastPolledAtMs',
  'lastUnfinishedPollAtMs',
  'notFoundSinceMs',
  'notFoundPolls',
] as const satisfies readonly (typeof taskColumns)[number][];
/** The columns that may change. The request never changes: a different request is a different task. */
const changingColumns = withoutColumns(taskColumns, 'request');
const otherColumns = changingColumns.filter((name) => !(pollColumns as readonly string[]).includes(name));

/** A new row in the form in which SQLite stores it. */
type WrittenRow = Omit<TaskRow, 'id' | 'request'> & { readonly request: string };

/** Statements about single tasks and all live tasks. */
export interface TaskRows {
  /** Writes a new row; returns its id. */
  insert(row: Omit<TaskRow, 'id'>): number;
  /**
   * Writes a row without its request, which never changes; `before` is its stored state. SQLite rewrites every index over a column that is
   * set, even if its value stays the same. Updates after a poll without news are by far the most frequent and touch one index of nine, so
   * they have their own statement.
   */
  update(row: TaskRow, before: TaskRow): void;
  /** One row. Throws `InvalidRowError`. */
  get(id: number): TaskRow | undefined;
  /** All live tasks, oldest first; reads no other row. */
  live(): TaskRow[];
  /** The next `limit` live tasks after `afterId`; fewer only at the end. */
  livePage(afterId: number, limit: number): TaskRow[];
  /** True if the profile has a live task. */
  hasLive(profileId: number): boolean;
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskRows(database: Database): TaskRows {
  const insert = database.prepare<WrittenRow>('task.insert', insertSql('task', taskColumns));
  const update = database.prepare<TaskRow>('task.update', updateSql('task', changingColumns));
  const updatePoll = database.prepare<TaskRow>('task.updatePoll', updateSql('task', pollColumns));
  const get = database.query<{ id: number }, TaskRow>(
    'task.get',
    `SELECT ${selectList(taskRow.columns)} FROM task WHERE id = :id`,
    taskRow,
  );
  const live = database.query<object, TaskRow>('task.live', taskSql.live, taskRow);
  const livePage = database.query<{ afterId: number; limit: number }, TaskRow>('task.livePage', taskSql.livePage, taskRow);
  const hasLive = database.query<{ profileId: number }, { id: number }>('task.hasLive', taskSql.hasLive, taskIdRow);

  return {
    insert: (row) => insert.run({ ...row, request: JSON.stringify(row.request) }).id,
    update(row, before) {
      const isPollUpdate = otherColumns.every((name) => row[name] === before[name]);
      (isPollUpdate ? updatePoll : update).run(row);
    },
    get: (id) => get.get({ id }),
    live: () => live.all({}),
    livePage: (afterId, limit) => readPage(livePage, { afterId, limit }),
    hasLive: (profileId) => hasLive.get({ profileId }) !== undefined,
  };
}
