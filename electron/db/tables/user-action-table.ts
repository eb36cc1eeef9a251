// Which tasks came of which press of a button that costs money.
import type { Database } from '../database.ts';

export interface UserActionTable {
  /** Notes that a task was made, or sent once more, by this press. Belongs into the transaction that does it. */
  add(actionId: string, taskId: number): void;
  /** The tasks of a press in the order in which they were made; empty where nothing came of it (yet). */
  tasksOf(actionId: string): readonly number[];
}

const userActionSql = { tasksOf: 'SELECT taskId FROM user_action_task WHERE actionId = :actionId ORDER BY taskId' } as const;

export function createUserActionTable(database: Database): UserActionTable {
  const keep = database.prepare<{ actionId: string; taskId: number }>(
    'press.keep',
    'INSERT INTO user_action_task (actionId, taskId) VALUES (:actionId, :taskId)',
  );
  const tasksOf = database.prepare<{ actionId: string }, { taskId: number }>('press.tasksOf', userActionSql.tasksOf);
  return {
    add(actionId, taskId) {
      keep.run({ actionId, taskId });
    },
    tasksOf: (actionId) => tasksOf.all({ actionId }).map(({ taskId }) => taskId),
  };
}
