// Handlers of the calls that poll, resend or download at once at the user's request.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { AccountGate } from '../../accounts/account-gate.ts';
import { type RetryDownloadDeps, retryDownload } from '../../download/retry-download.ts';
import type { Clock } from '../../ports.ts';
import { pollNowAction } from '../../tasks/poll-now-action.ts';
import type { TaskStore } from '../../tasks/task-store.ts';
import type { Handlers, Input } from '../handler-types.ts';

type TaskRetryHandlers = Pick<Handlers, 'tasks.pollNow' | 'tasks.resend' | 'tasks.retryDownload'>;

/** Dependencies of these calls. */
export interface TaskRetryHandlerDeps extends RetryDownloadDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly clock: Clock;
  newIdempotencyKey(): string;
  /** Resends a task that is already `submitting`. */
  startResend(id: number): void;
}

type ActionResult = Result<Record<string, never>, AppError>;

function pollNow({ tasks, clock, wakeAll }: TaskRetryHandlerDeps, id: number): ActionResult {
  const row = tasks.row(id);
  if (row === undefined) return fail({ kind: 'unknown-item', what: 'task' });
  const action = pollNowAction(row.state);
  if (action === null) return fail({ kind: 'not-allowed-in-state', action: 'poll-now', state: row.state });
  if (action === 'reconcile') tasks.scheduleReconcile(id, clock.now());
  else tasks.schedulePoll(id, clock.now());
  wakeAll();
  return ok({});
}

/** Resends a task. The user's action and the state of the task are written together, so that a repeated call changes nothing. */
function resend(deps: TaskRetryHandlerDeps, { id, actionId }: Input<'tasks.resend'>): ActionResult {
  const { tables, tasks, accounts, newIdempotencyKey, startResend, wakeAll } = deps;
  // The action was already carried out: its resend was sent or is about to be sent, and the task shows the outcome.
  if (tables.userActions.tasksOf(actionId).length > 0) return ok({});
  const row = tasks.row(id);
  if (row === undefined) return fail({ kind: 'unknown-item', what: 'task' });
  const account = accounts.account(row.profileId);
  if (!account.ok) return account;
  if (accounts.row(row.profileId)?.pausedByUser === 1) return fail({ kind: 'queue-paused' });
  const outcome = tasks.transaction(() => {
    const transition = tasks.transition(id, { type: 'resend-requested', idempotencyKey: newIdempotencyKey() });
    if (transition.ok) tables.userActions.add(actionId, id);
    return transition;
  });
  if (!outcome.ok) return outcome;
  startResend(id);
  wakeAll();
  return ok({});
}

/** Creates the handlers. Called once by `taskHandlers`. */
export const taskRetryHandlers = (deps: TaskRetryHandlerDeps): TaskRetryHandlers => ({
  'tasks.pollNow': ({ id }) => pollNow(deps, id),
  'tasks.resend': (input) => resend(deps, input),
  'tasks.retryDownload': ({ resultId }) => retryDownload(deps, resultId),
});
