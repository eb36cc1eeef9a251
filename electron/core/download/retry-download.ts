// A download that the user wants tried again.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isModified } from '../library/inspect-stored-file.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** What a retry needs. */
export interface RetryDownloadDeps {
  readonly tasks: TaskStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Checks the library folder, which may be well again. */
  tryFolder(): void;
  /** Downloads and polls may be due. */
  wakeAll(): void;
}

/**
 * Makes the download of a result due now; a video whose file is gone, or holds other bytes, is downloaded anew once its task was polled for a fresh
 * link. Errors: `unknown-item`, `not-allowed-in-state`. Called by the handler of `tasks.retryDownload`.
 */
export function retryDownload(
  { tasks, clock, tryFolder, wakeAll }: RetryDownloadDeps,
  resultId: number,
): Result<Record<string, never>, AppError> {
  const result = tasks.result(resultId);
  if (result === undefined) return fail({ kind: 'unknown-item', what: 'result' });
  const nowMs = clock.now();
  // Leaves a changed file in place; the new download gets another file name.
  if (isModified(result)) tasks.transitionResult(resultId, { type: 'file-disappeared' });
  // A missing file needs a valid link first. The next poll shows the state of the link.
  if (tasks.result(resultId)?.state === 'missing') tasks.requestFreshLink(resultId);
  else {
    const pressed = tasks.transitionResult(resultId, { type: 'download-retry-requested', nextAttemptAtMs: nowMs });
    if (!pressed.ok) return pressed;
  }
  if (tasks.result(resultId)?.needsFreshLink === 1) tasks.schedulePoll(result.taskId, nowMs);
  tryFolder();
  wakeAll();
  return ok({});
}
