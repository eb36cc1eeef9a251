// Applies the outcome of a submission to its task. A request that may have been accepted, and so charged, is never submitted again
// automatically.
import { unreachable } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { Log, ServiceTask, SubmitOutcome } from '../ports.ts';
import { expectedEnd } from '../tasks/expected-end.ts';
import { type RefusalDeps, refusalRetryAtMs, returnToQueue, unsentRetryAtMs } from './apply-refusal.ts';

/** Dependencies of `applyOutcome`. The callbacks are called after the outcome is written. */
export interface OutcomeDeps extends RefusalDeps {
  readonly log: Log;
  /** Called when a task was accepted: its first poll and a reading of the balance are due. */
  onAccepted(profileId: number): void;
  /** Called when a task is unconfirmed: reconciliation is due. */
  onUnconfirmed(): void;
}

/** Treats an acceptance as unclear if it has the id of another task. Otherwise one task would show the video of the other. */
function duplicateIdOutcome({ serviceTaskId, raw }: ServiceTask): SubmitOutcome {
  const message = `the id of another task: ${serviceTaskId}`;
  const service = { httpStatus: 200, code: null, message, param: null, requestId: null, body: raw.slice(0, 4_000) };
  return { kind: 'unknown', wasSent: true, error: { kind: 'invalid-response', service }, raw };
}

/** Whether another task of this database already has the accepted id. A replay, which is requested by id, may share it. */
const isIdTaken = (
  { tables }: OutcomeDeps,
  row: TaskRow,
  { task, isReplayed: replayed }: Extract<SubmitOutcome, { kind: 'accepted' }>,
): boolean => !replayed && tables.tasks.byServiceId(task.serviceTaskId).some((id) => id !== row.id);

function applyAcceptance(deps: OutcomeDeps, row: TaskRow, response: ServiceTask, keyRevision: number): void {
  const { tables, tasks, accounts, clock, log } = deps;
  const nowMs = clock.now();
  const hasEnded = response.status === 'completed' || response.status === 'failed' || response.status === 'cancelled';
  tasks.transaction(() => {
    const transition = tasks.transition(row.id, {
      type: 'accepted',
      serviceTaskId: response.serviceTaskId,
      found: false,
      keyRevision,
      state: response.status === 'pending' ? 'pending' : 'processing',
      progress: response.progress,
      expectedEndAtMs: expectedEnd(tables.tasks, { task: row, estimatedSeconds: response.estimatedSeconds, sinceMs: nowMs, nowMs }),
      creditsReserved: response.creditsReserved,
      nextPollAtMs: hasEnded ? nowMs : nowMs + accounts.timings(row.profileId).firstPollMs,
    });
    tasks.storeResponse(row.id, response.raw);
    if (!transition.ok) log.incident(new Error(`an acceptance came for a task that is ${row.state}`), 'submit');
  });
  accounts.onKeyAccepted({ profileId: row.profileId, keyRevision });
  accounts.onSubmitProven(row.profileId);
  deps.onAccepted(row.profileId);
}

/**
 * Handles an unclear outcome. If the request was certainly never sent, the task waits again. Otherwise the task is unconfirmed and will
 * be reconciled.
 */
function applyUnknown(
  deps: OutcomeDeps,
  row: TaskRow,
  { error, raw, wasSent: sent }: Extract<SubmitOutcome, { kind: 'unknown' }>,
  context: ProfileRevision,
): void {
  if (!sent) {
    returnToQueue(deps, row, error, unsentRetryAtMs(deps, row));
    return;
  }
  const { tasks, accounts, clock } = deps;
  deps.onServiceError(context, error, 'submit');
  const reconcileAtMs = clock.now() + accounts.timings(row.profileId).serverErrorMs;
  tasks.transaction(() => {
    tasks.transition(row.id, { type: 'outcome-unknown', error, reconcileAtMs });
    if (raw !== null) tasks.storeResponse(row.id, raw);
  });
  deps.onUnconfirmed();
}

/** Writes the outcome of a submission. `context`: the profile at the time of the request. Throws any error of the database. */
export function applyOutcome(deps: OutcomeDeps, row: TaskRow, outcome: SubmitOutcome, context: ProfileRevision): void {
  switch (outcome.kind) {
    case 'accepted':
      if (isIdTaken(deps, row, outcome)) applyOutcome(deps, row, duplicateIdOutcome(outcome.task), context);
      else applyAcceptance(deps, row, outcome.task, context.keyRevision);
      return;
    case 'refused-for-now': {
      const { error } = outcome;
      returnToQueue(deps, row, error, refusalRetryAtMs(deps, row, error, deps.onServiceError(context, error, 'submit')));
      return;
    }
    case 'account-refused':
      deps.onServiceError(context, outcome.error, 'submit');
      returnToQueue(deps, row, outcome.error, null);
      return;
    case 'refused':
      deps.accounts.onSubmitProven(row.profileId);
      deps.tasks.transition(row.id, { type: 'refused', error: outcome.error });
      return;
    case 'unknown':
      applyUnknown(deps, row, outcome, context);
      return;
    default:
      unreachable(outcome);
  }
}
