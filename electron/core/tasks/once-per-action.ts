// Carries out an action that costs money once, however often its call arrives: a double click, a call repeated after an error, a window that was
// reloaded before the result arrived. The action id is stored with the tasks that it created.
import { ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** The result of an action: the ids of its tasks in order. */
type ActionResult<E> = Result<readonly number[], E>;

/**
 * The tasks of this action: those of an earlier call with the same id, else those that `make` creates in one transaction. `check` runs before,
 * outside of the transaction, and may refuse; it is not called when the tasks exist already, so that a repeated call returns them whatever has
 * changed. Not for an action whose tasks are created in several transactions: see `batch-creator.ts`.
 */
export async function oncePerAction<E, C>(
  tables: Tables,
  actionId: string,
  check: () => Promise<Result<C, E>>,
  make: (checked: C) => ActionResult<E>,
): Promise<ActionResult<E>> {
  const before = tables.userActions.tasksOf(actionId);
  if (before.length > 0) return ok(before);
  const checked = await check();
  if (!checked.ok) return checked;
  return tables.transaction(() => {
    // The same action may have arrived a second time during the check.
    const meanwhile = tables.userActions.tasksOf(actionId);
    return meanwhile.length > 0 ? ok(meanwhile) : make(checked.value);
  });
}
