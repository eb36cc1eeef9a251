// Derives the outcome of a download attempt by comparing the result's row before and after it. Pure.
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import { errorKind, type JobFields, type JobOutcome, msUntil } from '../scheduling/job-outcome.ts';

/** The fields of a download's log lines. */
export const downloadFields = ({ id, taskId, attempts }: ResultRow): JobFields => ({ task: taskId, result: id, attempt: attempts + 1 });

/** `after` is undefined if the result no longer exists. */
export function downloadOutcome(before: ResultRow, after: ResultRow | undefined, nowMs: number): JobOutcome {
  if (after === undefined) return { outcome: 'skipped' };
  if (after.state === 'stored') return { outcome: 'done', details: { bytes: after.bytes } };
  // Nothing was started, because the folder is unavailable or the bytes are being kept unverified. An error of the folder is not counted
  // as an attempt, but it is stored.
  const isSame = after.attempts === before.attempts && after.error === before.error && after.nextAttemptAtMs === before.nextAttemptAtMs;
  if (isSame) return { outcome: 'skipped' };
  const details = { receivedBytes: after.receivedBytes };
  if (after.error === null) return { outcome: 'stopped', details };
  const why = errorKind(after.error);
  if (after.state !== 'available' || after.nextAttemptAtMs === null) return { outcome: 'failed', why, details };
  return {
    outcome: 'retry',
    why,
    inMs: after.needsFreshLink === 1 ? null : msUntil(after.nextAttemptAtMs, nowMs),
    attempt: before.attempts + 1,
    details,
  };
}
