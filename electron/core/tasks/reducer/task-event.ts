// What can happen to a task, each event with what belongs to it. Which event may happen in which state is said by the table in shared/task.ts.
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold } from '../../../../shared/task.ts';
import type { ServiceResult } from '../../ports.ts';

/** What a poll taught about a task that is not finished. Moments are Unix milliseconds; null: the service did not say. */
export interface PollProgress {
  readonly state: 'pending' | 'processing';
  readonly progress: number | null;
  readonly expectedEndAtMs: number | null;
  readonly creditsReserved: number | null;
  readonly nextPollAtMs: number;
}

/** The journal has it as an entry, results and links left out. `TaskTransitions` takes it. */
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
  /** `retryTaskId` is the task that was created. */
  | { readonly type: 'auto-retried'; readonly retryTaskId: number }
  /**
   * `clockSkewMs` is the service's clock minus ours, null where it is not known. `simulated`: whether it goes to the simulator, which may differ from
   * what was meant when it was ordered. `idempotencyKey` is a new one, used where the task has none or its own stands for another body.
   * `keepsIdempotencyKey`: the task came out of a backup, and may have been accepted under its own key since the backup was made: that key stays,
   * whatever the body.
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
  /** `idempotencyKey` is a new one, used where the service refused the task's own because it knows it with another body. */
  | { readonly type: 'resend-requested'; readonly idempotencyKey: string }
  /** The repeat is prepared, and its request leaves at once. `clockSkewMs` and `simulated` as in `submit-started`. */
  | { readonly type: 'resend-started'; readonly clockSkewMs: number | null; readonly simulated: boolean }
  /** `keyRevision` is of the key that the service answered to. */
  | ({ readonly type: 'accepted'; readonly serviceTaskId: string; readonly found: boolean; readonly keyRevision: number } & PollProgress)
  /** It waits again at `queuePosition`; `hold` ends the automatic repeats. */
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
      /** What is to be said instead of how the sending ended. */
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
      /** Set while there is nothing to fetch yet. */
      readonly nextPollAtMs: number | null;
    }
  | {
      readonly type: 'results-refreshed';
      /** Only those that were not there before. */
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
