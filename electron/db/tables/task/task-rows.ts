// Rows of tasks as such: written, read one by one, and all that are alive.
import { type Database, readPage } from '../../database.ts';
import { insertSql, selectList, updateSql } from '../../sql-columns.ts';
import { type TaskRow, taskColumns, taskId, taskRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** What an uneventful look changes. */
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
const otherColumns = taskColumns.filter((name) => !(pollColumns as readonly string[]).includes(name));

/** Single rows, and everything alive. */
export interface TaskRows {
  /** Writes a new row; answers its id. */
  insert(row: Omit<TaskRow, 'id'>): number;
  /**
   * Writes a row that was `before`. SQLite rewrites every index over a column that is set, changed or not; looks are by far the most
   * frequent writes and need one index of nine, so they have a statement of their own.
   */
  update(row: TaskRow, before: TaskRow): void;
  /** One row. Throws `InvalidRowError`. */
  get(id: number): TaskRow | undefined;
  /** Everything alive, oldest first; touches no other row. */
  live(): TaskRow[];
  /** The next so many of them after `afterId`; fewer only at the end. */
  livePage(afterId: number, limit: number): TaskRow[];
  /** Whether anything of a profile is alive. */
  hasLive(profileId: number): boolean;
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskRows(database: Database): TaskRows {
  const insert = database.prepare<Omit<TaskRow, 'id'>>('task.insert', insertSql('task', taskColumns));
  const update = database.prepare<TaskRow>('task.update', updateSql('task', taskColumns));
  const updateLook = database.prepare<TaskRow>('task.updateLook', updateSql('task', pollColumns));
  const get = database.query<{ id: number }, TaskRow>(
    'task.get',
    `SELECT ${selectList(taskRow.columns)} FROM task WHERE id = :id`,
    taskRow,
  );
  const live = database.query<object, TaskRow>('task.live', taskSql.live, taskRow);
  const livePage = database.query<{ afterId: number; limit: number }, TaskRow>('task.livePage', taskSql.livePage, taskRow);
  const hasLive = database.query<{ profileId: number }, { id: number }>('task.hasLive', taskSql.hasLive, taskId);

  return {
    insert: (row) => insert.run(row).id,
    update(row, before) {
      const isLook = otherColumns.every((name) => row[name] === before[name]);
      (isLook ? updateLook : update).run(row);
    },
    get: (id) => get.get({ id }),
    live: () => live.all({}),
    livePage: (afterId, limit) => readPage(livePage, { afterId, limit }),
    hasLive: (profileId) => hasLive.get({ profileId }) !== undefined,
  };
}
