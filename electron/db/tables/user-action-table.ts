// Which tasks came of which press of a button that costs money.
import type { Database } from '../database.ts';

export interface UserActionTable {
  /** Notes that a task was made, or sent once more, by this press. Belongs into the transaction that does it. */
  keep(pressKey: string, taskId: number): void;
  /** The tasks of a press in the order in which they were made; empty where nothing came of it (yet). */
  tasksOf(pressKey: string): readonly number[];
}

export const userActionSql = { tasksOf: 'SELECT taskId FROM press_task WHERE pressKey = :pressKey ORDER BY taskId' } as const;

export function createUserActionTable(database: Database): UserActionTable {
  const keep = database.prepare<{ pressKey: string; taskId: number }>(
    'press.keep',
    'INSERT INTO press_task (pressKey, taskId) VALUES (:pressKey, :taskId)',
  );
  const tasksOf = database.prepare<{ pressKey: string }, { taskId: number }>('press.tasksOf', userActionSql.tasksOf);
  return {
    keep(pressKey, taskId) {
      keep.run({ pressKey, taskId });
    },
    tasksOf: (pressKey) => tasksOf.all({ pressKey }).map(({ taskId }) => taskId),
  };
}
