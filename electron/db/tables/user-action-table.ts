// The tasks that each paid click created or resent. `actionId` identifies the click.
import type { Database } from '../database.ts';
import { InvalidRowError, integerRow } from '../rows/row-shape.ts';

/** Statements that link actions and tasks. */
export interface UserActionTable {
  /** Records that this action created or resent a task. Call it in the same transaction. */
  add(actionId: string, taskId: number): void;
  /** The tasks of an action in order of creation; empty if it has none (yet). Throws `InvalidRowError`. */
  tasksOf(actionId: string): readonly number[];
}

const taskIdRow = integerRow('user_action_task', 'taskId');

const userActionSql = { tasksOf: 'SELECT taskId FROM user_action_task WHERE actionId = :actionId ORDER BY taskId' } as const;

/** Prepares the statements. */
export function createUserActionTable(database: Database): UserActionTable {
  const add = database.prepare<{ actionId: string; taskId: number }>(
    'userAction.add',
    'INSERT INTO user_action_task (actionId, taskId) VALUES (:actionId, :taskId)',
  );
  const tasksOf = database.query<{ actionId: string }, { taskId: number }>('userAction.tasksOf', userActionSql.tasksOf, taskIdRow);
  return {
    add(actionId, taskId) {
      add.run({ actionId, taskId });
    },
    tasksOf(actionId) {
      const { rows, invalid } = tasksOf.read({ actionId });
      const [first] = invalid;
      // A task that is left out here would be created, and paid for, a second time.
      if (first !== undefined) throw new InvalidRowError(first);
      return rows.map(({ taskId }) => taskId);
    },
  };
}
