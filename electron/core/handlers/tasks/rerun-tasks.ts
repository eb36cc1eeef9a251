// Creates tasks with the requests of earlier tasks. The user pays for each, so each action creates its tasks only once.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { AccountGate } from '../../accounts/account-gate.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import { validateRequest } from '../../submit/validate-request.ts';
import { oncePerAction } from '../../tasks/once-per-action.ts';
import { positionAfter } from '../../tasks/queue/queue-order.ts';
import type { TaskStore } from '../../tasks/task-store.ts';

/** Dependencies of a rerun. */
export interface RerunDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: Pick<AccountGate, 'row' | 'isSimulated'>;
  readonly references: Pick<ReferenceService, 'get' | 'hasFile'>;
  /** Wakes all runners: tasks may be due. */
  wakeAll(): void;
}

/**
 * Fails if one of the tasks cannot be created again. Advisory issues are ignored, because the user has sent the same requests before.
 * Deleted files are still detected.
 */
async function validateAll({ tasks, accounts, references }: RerunDeps, ids: readonly number[]): Promise<Result<null, AppError>> {
  for (const id of ids) {
    const row = tasks.row(id);
    if (row === undefined || accounts.row(row.profileId) === undefined) return fail({ kind: 'unknown-item', what: 'task' });
    const problem = await validateRequest(references, row.request, true);
    if (problem !== null) return fail(problem);
  }
  return ok(null);
}

/**
 * Creates all tasks or none, so that a user who repeats the action after an error does not pay twice. Returns the new ids. Call it in a
 * transaction.
 */
function createAgain({ tables, tasks, accounts }: RerunDeps, ids: readonly number[], actionId: string): readonly number[] {
  return ids.flatMap((id) => {
    const row = tasks.row(id);
    if (row === undefined) throw new Error('a task that was validated no longer exists');
    // The account of the earlier task is used, because an element exists only in the account that created it. The URL of the account may
    // have changed, so `simulated` is determined again.
    const { profileId, request } = row;
    return tasks.create({
      profileId,
      simulated: accounts.isSimulated(profileId),
      request,
      sourceTaskId: id,
      count: 1,
      actionId,
      queuePosition: positionAfter(tables.tasks.waiting(), id),
    });
  });
}

/**
 * Creates one new task for each of `ids`. If the earlier task still waits, the new task is placed right after
 * it. Returns the new ids in the same order; a repeated action returns the same ids. Errors: `unknown-item`, and
 * those of `validateRequest`. Called by the handler of `tasks.rerun`.
 */
export async function rerunTasks(deps: RerunDeps, ids: readonly number[], actionId: string): Promise<Result<{ ids: number[] }, AppError>> {
  const creation = await oncePerAction<AppError, null>(
    deps.tables,
    actionId,
    () => validateAll(deps, ids),
    () => ok(createAgain(deps, ids, actionId)),
  );
  if (!creation.ok) return creation;
  deps.wakeAll();
  return ok({ ids: [...creation.value] });
}
