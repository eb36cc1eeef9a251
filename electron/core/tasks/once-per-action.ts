// Ensures that an action that costs money is carried out only once, even if its call arrives several times: after a double click, an error, or a reload
// of the window before the result arrived. The action id is stored with the tasks that the action created.
import { ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** The result of an action: the ids of its tasks, in order. */
type ActionResult<E> = Result<readonly number[], E>;

/**
 * Returns the ids of the tasks of an action: those that an earlier call with the same action id created, otherwise those that `create` creates in one
 * transaction. `check` runs before the transaction and may refuse the action. It is not called when the tasks already exist, so a repeated call returns
 * them even if the check would now fail. Not for an action whose tasks are created in several transactions: see `submit/batch-creator.ts`.
 */
export async function oncePerAction<E, C>(
  tables: Tables,
  actionId: string,
  check: () => Promise<Result<C, E>>,
  create: (checked: C) => ActionResult<E>,
): Promise<ActionResult<E>> {
  const existing = tables.userActions.tasksOf(actionId);
  if (existing.length > 0) return ok(existing);
  const checked = await check();
  if (!checked.ok) return checked;
  return tables.transaction(() => {
    // A second call of the same action may have created the tasks during the check.
    const createdMeanwhile = tables.userActions.tasksOf(actionId);
    return createdMeanwhile.length > 0 ? ok(createdMeanwhile) : create(checked.value);
  });
}
