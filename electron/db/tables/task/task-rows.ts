// Rows of tasks as such: written, read one by one, and all that are alive.
import type { Database } from '../../database.ts';
import { insertSql, updateSql } from '../../sql-columns.ts';
import { type TaskRow, taskColumns } from './task-row.ts';
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
  /** One row. */
  get(id: number): TaskRow | undefined;
  /** Everything alive, oldest first; touches no other row. */
  live(): TaskRow[];
  /** The next so many of them after `afterId`. */
  livePage(afterId: number, limit: number): TaskRow[];
  /** Whether anything of a profile is alive. */
  hasLive(profileId: number): boolean;
}

export function createTaskRows(database: Database): TaskRows {
  const insert = database.prepare<Omit<TaskRow, 'id'>>('task.insert', insertSql('task', taskColumns));
  const update = database.prepare<TaskRow>('task.update', updateSql('task', taskColumns));
  const updateLook = database.prepare<TaskRow>('task.updateLook', updateSql('task', pollColumns));
  const get = database.prepare<{ id: number }, TaskRow>('task.get', 'SELECT * FROM task WHERE id = :id');
  const live = database.prepare<object, TaskRow>('task.live', taskSql.live);
  const livePage = database.prepare<{ afterId: number; limit: number }, TaskRow>('task.livePage', taskSql.livePage);
  const hasLive = database.prepare<{ profileId: number }, { one: 1 }>('task.hasLive', taskSql.hasLive);

  return {
    insert: (row: Omit<TaskRow, 'id'>): number => insert.run(row).id,
    update(row: TaskRow, before: TaskRow): void {
      const isLook = otherColumns.every((name) => row[name] === before[name]);
      (isLook ? updateLook : update).run(row);
    },
    get: (id: number) => get.get({ id }),
    live: () => live.all({}),
    livePage: (afterId: number, limit: number) => livePage.all({ afterId, limit }),
    hasLive: (profileId: number) => hasLive.get({ profileId }) !== undefined,
  };
}
