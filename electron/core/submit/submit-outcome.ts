// Derives the outcome of a submission from the task's row before and after it, so that the log always agrees with the state. Pure.
import { unreachable } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { errorKind, type JobFields, type JobOutcome, msUntil } from '../scheduling/job-outcome.ts';
import { redactId } from '../service/redact-id.ts';

/** The fields of a submission's log lines. `attempt` counts refusals and failed submissions since the user released the task. */
export const submitFields = ({ id, profileId, refusals, state, simulated }: TaskRow): JobFields => ({
  task: id,
  profile: profileId,
  attempt: refusals + 1,
  ...(state === 'submitting' ? { resend: true } : {}),
  ...(simulated === 1 ? { simulated: true } : {}),
});

/** The outcome of a task that still waits and was not submitted: its queue was held or paused meanwhile, or the studio stops. */
function waitingOutcome(before: TaskRow, after: TaskRow, nowMs: number): JobOutcome {
  const why = errorKind(after.error);
  if (after.heldBy === 'refusals' && before.heldBy !== 'refusals') return { outcome: 'held', why };
  const isSame = after.error === before.error && after.refusals === before.refusals && after.notBeforeMs === before.notBeforeMs;
  return isSame ? { outcome: 'skipped' } : { outcome: 'retry', why, inMs: msUntil(after.notBeforeMs, nowMs), attempt: before.refusals + 1 };
}

/** `after` is undefined if the task no longer exists. */
export function submitOutcome(before: TaskRow, after: TaskRow | undefined, nowMs: number): JobOutcome {
  if (after === undefined) return { outcome: 'skipped' };
  switch (after.state) {
    case 'waiting':
      return waitingOutcome(before, after, nowMs);
    case 'draft':
    case 'discarded':
      return { outcome: 'skipped' };
    case 'submitting':
      return { outcome: 'stopped' };
    case 'unconfirmed':
      return { outcome: 'unconfirmed', why: errorKind(after.error) };
    case 'failed':
      return { outcome: 'failed', why: errorKind(after.error) };
    case 'pending':
    case 'processing':
    case 'completed':
    case 'cancelled':
    case 'abandoned':
      return { outcome: 'done', details: after.serviceTaskId === null ? {} : { serviceTaskId: redactId(after.serviceTaskId) } };
    default:
      return unreachable(after.state);
  }
}
