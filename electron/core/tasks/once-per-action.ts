// Ensures that an action that costs money is carried out only once, even if its call arrives several times: after a double click, after
// an error, or after a reload of the window before the result arrived. The action id is stored with the tasks that the action created.
import { ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** The result of an action: the ids of its tasks, in order. */
type ActionResult<E> = Result<readonly number[], E>;

/**
 * Returns the ids of the tasks of an action. If an earlier call with the same action id created tasks, those are
 * returned. Otherwise `create` creates them in one transaction. `check` runs before the transaction and may
 * refuse the action. It is not called if the tasks already exist, so a repeated call returns them even if the
 * check would now fail. Actions that create tasks in several transactions use `submit/batch-creator.ts` instead.
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
    // Another call of the same action may have created the tasks during the check.
    const createdMeanwhile = tables.userActions.tasksOf(actionId);
    return createdMeanwhile.length > 0 ? ok(createdMeanwhile) : create(checked.value);
  });
}
