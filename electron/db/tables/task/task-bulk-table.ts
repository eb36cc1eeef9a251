// Reads and writes many tasks with one statement. One statement blocks the main process for a fifth to a tenth of the time of single
// statements.
import type { Database, Statement } from '../../database.ts';
import { selectList } from '../../sql-columns.ts';
import { type TaskRow, taskColumns, taskRow } from './task-table.ts';

/** Statements over many tasks at once. Only `core/tasks/bulk-transition.ts` calls them. */
export interface TaskBulkTable {
  /** The tasks that exist and parse, ordered by id. */
  get(ids: readonly number[]): TaskRow[];
  /** Writes the columns in which any row differs from its stored state. */
  update(changes: readonly { readonly before: TaskRow; readonly after: TaskRow }[]): void;
}

/** Prepares the statement that reads. A statement that writes is prepared when its set of columns changes for the first time. */
export function createTaskBulkTable(database: Database): TaskBulkTable {
  const get = database.query<{ ids: string }, TaskRow>(
    'taskBulk.get',
    `SELECT ${selectList(taskRow.columns)} FROM task WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id`,
    taskRow,
  );
  /** One statement per set of columns that changed together; there are few such sets. */
  const updates = new Map<string, Statement<{ rows: string }>>();

  function updateOf(columns: readonly string[]): Statement<{ rows: string }> {
    const key = columns.join(', ');
    const existing = updates.get(key);
    if (existing !== undefined) return existing;
    const set = columns.map((name, index) => `${name} = new.value ->> ${index + 1}`).join(', ');
    const statement = database.prepare<{ rows: string }>(
      'taskBulk.update',
      `UPDATE task SET ${set} FROM json_each(:rows) AS new WHERE task.id = new.value ->> 0`,
    );
    updates.set(key, statement);
    return statement;
  }

  return {
    get: (ids) => get.all({ ids: JSON.stringify(ids) }),
    update(changes) {
      const columns = taskColumns.filter((name) => changes.some(({ before, after }) => before[name] !== after[name]));
      if (columns.length === 0) return;
      updateOf(columns).run({ rows: JSON.stringify(changes.map(({ after }) => [after.id, ...columns.map((name) => after[name])])) });
    },
  };
}
