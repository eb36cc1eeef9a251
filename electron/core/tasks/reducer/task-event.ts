// The events of a task, each with its data. The table in shared/task.ts defines which event is allowed in which state.
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold } from '../../../../shared/task.ts';
import type { ServiceResult } from '../../ports.ts';

/** The progress of an unfinished task in a poll. Times are Unix milliseconds. null: the service did not provide the value. */
export interface PollProgress {
  readonly state: 'pending' | 'processing';
  readonly progress: number | null;
  readonly expectedEndAtMs: number | null;
  readonly creditsReserved: number | null;
  readonly nextPollAtMs: number;
}

/** Events for `TaskTransitions`. Each is recorded as a journal entry, without results and links. */
export type TaskEvent =
  | { readonly type: 'generate-pressed'; readonly queuePosition: number }
  | { readonly type: 'edit-started' | 'discarded' | 'held' | 'released' | 'became-overdue' | 'dismissed' }
  | { readonly type: 'held-after-restore'; readonly error: AppError }
  | { readonly type: 'moved-to-front' | 'moved'; readonly queuePosition: number }
  | {
      readonly type: 'discard-undone';
      readonly queuePosition: number;
      readonly hold: TaskHold | null;
      readonly notBeforeMs: number | null;
      readonly error: AppError | null;
    }
  | { readonly type: 'created-by-auto-retry'; readonly queuePosition: number; readonly notBeforeMs: number }
  /** `retryTaskId`: the task that was created. */
  | { readonly type: 'auto-retried'; readonly retryTaskId: number }
  /**
   * `clockSkewMs`: the service's clock minus ours; null if unknown. `simulated`: whether the task goes to the
   * simulator, which may have changed since the task was created. `idempotencyKey`: a new key, used if the task
   * has none or if its key belongs to another body. `keepsIdempotencyKey`: the task comes from a backup and may
   * have been accepted with its own key since, so it keeps that key for any body.
   */
  | {
      readonly type: 'submit-started';
      readonly idempotencyKey: string;
      readonly bodySha256: string;
      readonly keyRevision: number;
      readonly clockSkewMs: number | null;
      readonly simulated: boolean;
      readonly keepsIdempotencyKey: boolean;
    }
  /** `idempotencyKey`: a new key, used if the service refused the task's own key because it knows that key with another body. */
  | { readonly type: 'resend-requested'; readonly idempotencyKey: string }
  /** The resend is prepared, and its request is sent next. `clockSkewMs` and `simulated` are as in `submit-started`. */
  | { readonly type: 'resend-started'; readonly clockSkewMs: number | null; readonly simulated: boolean }
  /** `keyRevision`: the revision of the key that the service accepted. */
  | ({ readonly type: 'accepted'; readonly serviceTaskId: string; readonly found: boolean; readonly keyRevision: number } & PollProgress)
  /** The task waits again at `queuePosition`. With `hold`, it is not submitted until the user releases it. */
  | {
      readonly type: 'refused-for-now';
      readonly error: AppError;
      readonly notBeforeMs: number | null;
      readonly queuePosition: number;
      readonly hold: boolean;
    }
  | { readonly type: 'refused'; readonly error: AppError }
  | { readonly type: 'outcome-unknown'; readonly error: AppError; readonly reconcileAtMs: number | null }
  | {
      readonly type: 'reconciled-without-match';
      /** If set, this error is shown instead of the error of the submission. */
      readonly error?: AppError;
      readonly reconciliation: 'pending' | 'not-found' | 'unavailable' | 'inconclusive';
      readonly reconcileAtMs: number | null;
    }
  | ({ readonly type: 'progressed' } & PollProgress)
  | { readonly type: 'poll-failed'; readonly error: AppError; readonly nextPollAtMs: number }
  | {
      readonly type: 'completed';
      readonly results: readonly ServiceResult[];
      readonly linkExpiresAtMs: number;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
      readonly tookSeconds: number | null;
      /** null if there is already a result, or if the task is no longer polled. */
      readonly nextPollAtMs: number | null;
    }
  | {
      readonly type: 'results-refreshed';
      /** Only the new results. */
      readonly added: readonly { readonly position: number; readonly result: ServiceResult }[];
      readonly linkExpiresAtMs: number;
      readonly nextPollAtMs: number | null;
    }
  | {
      readonly type: 'failed-at-service';
      readonly error: AppError;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
    }
  | { readonly type: 'cancelled-at-service' }
  | { readonly type: 'abandoned'; readonly error: AppError }
  | { readonly type: 'polling-resumed'; readonly nextPollAtMs: number };
