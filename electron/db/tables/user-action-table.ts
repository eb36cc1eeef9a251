// Which tasks came of which press of a button that costs money.
import type { Database } from '../database.ts';
import { InvalidRowError, integerRow } from '../rows/row-shape.ts';

/** Statements about which action made which tasks. */
export interface UserActionTable {
  /** Notes that a task was made, or sent once more, by this press. Belongs into the transaction that does it. */
  add(actionId: string, taskId: number): void;
  /** The tasks of a press in the order in which they were made; empty where nothing came of it (yet). Throws `InvalidRowError`. */
  tasksOf(actionId: string): readonly number[];
}

const taskIdRow = integerRow('user_action_task', 'taskId');

const userActionSql = { tasksOf: 'SELECT taskId FROM user_action_task WHERE actionId = :actionId ORDER BY taskId' } as const;

/** Prepares the statements. */
export function createUserActionTable(database: Database): UserActionTable {
  const keep = database.prepare<{ actionId: string; taskId: number }>(
    'press.keep',
    'INSERT INTO user_action_task (actionId, taskId) VALUES (:actionId, :taskId)',
  );
  const tasksOf = database.query<{ actionId: string }, { taskId: number }>('press.tasksOf', userActionSql.tasksOf, taskIdRow);
  return {
    add(actionId, taskId) {
      keep.run({ actionId, taskId });
    },
    tasksOf(actionId) {
      const { rows, invalid } = tasksOf.read({ actionId });
      const [first] = invalid;
      // What is left out would be made, and paid for, once more.
      if (first !== undefined) throw new InvalidRowError(first);
      return rows.map(({ taskId }) => taskId);
    },
  };
}
