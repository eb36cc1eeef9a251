// A press of a button that costs money is carried out once, however often its call arrives: a double press, a call repeated after an error, a
// window that was loaded again before it saw the answer. The key of the press is written down with the tasks that came of it.
import { ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** What came of a press: the ids of its tasks in order. */
type Made<E> = Result<readonly number[], E>;

/**
 * The tasks of this press: those of an earlier call with the same key, else what `make` makes in one transaction. `check` runs before, outside
 * of the transaction, and may refuse; it is not asked where the tasks exist already, so that a repeated call learns of them whatever has changed.
 * Not for a press whose tasks are made bit by bit: see `batch-creator.ts`.
 */
export async function oncePerAction<E, C>(
  tables: Tables,
  key: string,
  check: () => Promise<Result<C, E>>,
  make: (checked: C) => Made<E>,
): Promise<Made<E>> {
  const before = tables.userActions.tasksOf(key);
  if (before.length > 0) return ok(before);
  const checked = await check();
  if (!checked.ok) return checked;
  return tables.transaction(() => {
    // The same press may have arrived a second time while this call was checked.
    const meanwhile = tables.userActions.tasksOf(key);
    return meanwhile.length > 0 ? ok(meanwhile) : make(checked.value);
  });
}
