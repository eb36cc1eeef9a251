// Many rows of tasks with one statement: five to ten times as fast as one by one, which matters because main waits for it.
import type { Database, Statement } from '../database.ts';
import { type TaskRow, taskColumns } from './task-table.ts';

export function createTaskBulkTable(database: Database) {
  const get = database.prepare<{ ids: string }, TaskRow>(
    'task.getMany',
    'SELECT * FROM task WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id',
  );
  /** A statement for each set of columns that ever changed together; there are few. */
  const updates = new Map<string, Statement<{ rows: string }>>();

  function updateOf(columns: readonly string[]): Statement<{ rows: string }> {
    const key = columns.join(', ');
    const known = updates.get(key);
    if (known !== undefined) return known;
    const set = columns.map((name, at) => `${name} = new.value ->> ${at + 1}`).join(', ');
    const made = database.prepare<{ rows: string }>(
      'task.updateMany',
      `UPDATE task SET ${set} FROM json_each(:rows) AS new WHERE task.id = new.value ->> 0`,
    );
    updates.set(key, made);
    return made;
  }

  return {
    /** Those of them that there are. */
    get: (ids: readonly number[]) => get.all({ ids: JSON.stringify(ids) }),
    /** Writes the columns in which any of the rows differs from what it was. */
    update(changes: readonly { readonly before: TaskRow; readonly after: TaskRow }[]): void {
      const columns = taskColumns.filter((name) => changes.some(({ before, after }) => before[name] !== after[name]));
      if (columns.length === 0) return;
      updateOf(columns).run({ rows: JSON.stringify(changes.map(({ after }) => [after.id, ...columns.map((name) => after[name])])) });
    },
  };
}
