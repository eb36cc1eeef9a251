// Handler of `tasks.submit`, the call of the Generate button. It checks the request, then creates its tasks once.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { ProfileRow } from '../../../db/tables/profile-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import type { AccountGate } from '../../accounts/account-gate.ts';
import { profileOfAction } from '../../accounts/action-profile.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import type { SettingsStore } from '../../settings-store.ts';
import { validateRequest } from '../../submit/validate-request.ts';
import { oncePerAction } from '../../tasks/once-per-action.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { Handlers, Input } from '../handler-types.ts';

type Submit = Input<'tasks.submit'>;

/** Dependencies of the call. */
export interface TaskSubmitHandlerDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly references: ReferenceService;
  readonly settings: SettingsStore;
  /** Wakes all runners: tasks may be due. */
  wakeAll(): void;
}

/** The checked input for creating tasks. */
interface CheckedSubmit {
  readonly profile: ProfileRow;
  /** The task whose request was edited or reused; null if there is none. */
  readonly source: TaskRow | null;
}

/** Determines the profile and the source task, or the reason why the request may not be submitted. */
async function check(
  deps: TaskSubmitHandlerDeps,
  { profileId, request, sendAnyway, sourceTaskId }: Submit,
): Promise<Result<CheckedSubmit, AppError>> {
  const { tasks, references } = deps;
  const profile = profileOfAction(deps, profileId);
  if (!profile.ok) return profile;
  const source = sourceTaskId === null ? null : (tasks.row(sourceTaskId) ?? null);
  if (sourceTaskId !== null && source === null) return fail({ kind: 'unknown-item', what: 'task' });
  const problem = await validateRequest(references, request, sendAnyway);
  return problem === null ? ok({ profile: profile.value, source }) : fail(problem);
}

/** Creates the tasks and returns their ids. Call it in a transaction. */
function create(
  { tasks, accounts }: TaskSubmitHandlerDeps,
  { actionId, request, variations, sourceTaskId }: Submit,
  { profile, source }: CheckedSubmit,
): Result<readonly number[], AppError> {
  // The new task replaces a task that was taken back for editing, and gets the former queue position of that task if it is known. If one
  // draft is submitted several times at once, only the first submission succeeds.
  const undoPosition = source?.state === 'draft' ? tasks.submitDraftAs(source.id) : ok(null);
  if (!undoPosition.ok) return undoPosition;
  const queuePosition = source?.profileId === profile.id ? (undoPosition.value?.queuePosition ?? null) : null;
  const simulated = accounts.isSimulated(profile.id);
  return ok(tasks.create({ profileId: profile.id, simulated, request, sourceTaskId, count: variations, actionId, queuePosition }));
}

/** Creates the handlers. Called once by `taskHandlers`. */
export const taskSubmitHandlers = (deps: TaskSubmitHandlerDeps): Pick<Handlers, 'tasks.submit'> => ({
  async 'tasks.submit'(input) {
    const creation = await oncePerAction<AppError, CheckedSubmit>(
      deps.tables,
      input.actionId,
      () => check(deps, input),
      (checked) => create(deps, input, checked),
    );
    if (!creation.ok) return creation;
    deps.wakeAll();
    return ok({ ids: [...creation.value] });
  },
});
