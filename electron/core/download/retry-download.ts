// Retries a download at the user's request. `next-attempt.ts` decides when a failed download is retried automatically.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isModified } from '../library/inspect-stored-file.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Dependencies of a retry. */
export interface RetryDownloadDeps {
  readonly tasks: TaskStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Checks the library folder, which may be available again. */
  checkFolder(): void;
  /** Wakes all runners: downloads and polls may be due. */
  wakeAll(): void;
}

/**
 * Makes the download of a result due now. If the file of a video is missing or changed, the video is downloaded again, after a poll of
 * its task for a fresh link. Errors: `unknown-item`, `not-allowed-in-state`. Called by the handler of `tasks.retryDownload`.
 */
export function retryDownload(
  { tasks, clock, checkFolder, wakeAll }: RetryDownloadDeps,
  resultId: number,
): Result<Record<string, never>, AppError> {
  const result = tasks.result(resultId);
  if (result === undefined) return fail({ kind: 'unknown-item', what: 'result' });
  const nowMs = clock.now();
  // A changed file stays in place, and the new download gets another file name.
  if (isModified(result)) tasks.transitionResult(resultId, { type: 'file-disappeared' });
  // A missing file needs a valid link first. The next poll shows whether there is one.
  if (tasks.result(resultId)?.state === 'missing') tasks.requestFreshLink(resultId);
  else {
    const requested = tasks.transitionResult(resultId, { type: 'download-retry-requested', nextAttemptAtMs: nowMs });
    if (!requested.ok) return requested;
  }
  if (tasks.result(resultId)?.needsFreshLink === 1) tasks.schedulePoll(result.taskId, nowMs);
  checkFolder();
  wakeAll();
  return ok({});
}
