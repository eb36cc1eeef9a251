// Handles a submission that was certainly not accepted: returns the task to the queue, or ends it.
import type { AppError } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import { isHttpError, maxRefusals, prepareDisposition } from '../../../shared/service-errors/index.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import { backoffDelay, refusalDelay } from '../scheduling/backoff.ts';
import type { ServiceDeps } from '../service/service-deps.ts';

/** Dependencies of handling a refusal. */
export type RefusalDeps = Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'onServiceError' | 'clock' | 'random'>;

/** The queue position of a waiting or returning task. It is read again, because the user may have moved the task since `row` was read. */
export const queuePositionOf = ({ tables, tasks }: Pick<RefusalDeps, 'tables' | 'tasks'>, row: TaskRow): number =>
  tasks.row(row.id)?.queuePosition ?? row.queuePosition ?? tables.tasks.queueBounds(row.profileId).min ?? 1;

/**
 * The time at which a temporarily refused task may be submitted again, in Unix milliseconds. null: at once, because the key was replaced
 * since the request.
 */
export function refusalRetryAtMs(deps: RefusalDeps, row: TaskRow, error: AppError, effect: ServiceErrorEffect): number | null {
  if (effect.kind === 'stale-key') return null;
  const waitMs = effect.kind === 'paused' ? effect.waitMs : refusalDelay(deps.accounts.timings(row.profileId), error, deps.random.next());
  return deps.clock.now() + waitMs;
}

/**
 * The time at which an unsent submission is retried. The wait is short at first and grows with each attempt. It ends early when the
 * network is back.
 */
export const unsentRetryAtMs = ({ clock, random }: RefusalDeps, row: TaskRow): number =>
  clock.now() + backoffDelay(row.refusals, 2_000, 120_000, random.next());

/** Returns the task to the queue. After `maxRefusals` refusals the task is held until the user releases it. */
export function returnToQueue(deps: RefusalDeps, row: TaskRow, error: AppError, notBeforeMs: number | null): void {
  const hold = error.kind !== 'no-response' && row.refusals + 1 >= maxRefusals;
  deps.tasks.transition(row.id, { type: 'refused-for-now', error, notBeforeMs, queuePosition: queuePositionOf(deps, row), hold });
}

/** Applies an error of the preparation. Nothing was sent, so the task never becomes unconfirmed. */
export function applyPrepareError(deps: RefusalDeps, row: TaskRow, error: AppError, context: ProfileRevision): void {
  if (error.kind === 'no-key' || error.kind === 'keychain-unavailable') {
    deps.accounts.hold(row.profileId, error);
    returnToQueue(deps, row, error, null);
    return;
  }
  if (error.kind === 'decoder-unavailable') {
    returnToQueue(deps, row, error, unsentRetryAtMs(deps, row));
    return;
  }
  if (!isHttpError(error)) {
    deps.tasks.transition(row.id, { type: 'refused', error });
    return;
  }
  const disposition = prepareDisposition(error);
  const effect = deps.onServiceError(context, error, 'upload');
  switch (disposition) {
    case 'holds':
      returnToQueue(deps, row, error, null);
      return;
    case 'waits': {
      const atMs = error.kind === 'no-response' ? unsentRetryAtMs(deps, row) : refusalRetryAtMs(deps, row, error, effect);
      returnToQueue(deps, row, error, atMs);
      return;
    }
    case 'fails':
      deps.tasks.transition(row.id, { type: 'refused', error });
      return;
    default:
      unreachable(disposition);
  }
}
