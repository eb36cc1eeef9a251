// Creates a new task after a task failed with a retryable error, if the user has switched auto-retry on. The number of attempts is
// limited, and each retry names the first task of its chain. Unconfirmed tasks are never retried, because they have not failed. Called
// inside the transaction that writes the failure, so a crash leaves either both or neither.
import type { AppError } from '../../../shared/errors.ts';
import { rowOf } from '../../../shared/service-errors/index.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { randomBetween } from '../scheduling/backoff.ts';

/** Maximum number of tasks in a chain: the first task and two retries. */
const maxAttempts = 3;
/** The delay for an error without a delay in the error table. It is the delay that the service documents for its own errors. */
const defaultWait = { minSeconds: 60, maxSeconds: 60 };

/**
 * The retry to create. `retryOf`: the first task of the chain, and the number of this attempt, from 2. `waitMs`: how long the retry
 * waits in the queue.
 */
interface AutoRetryPlan {
  readonly retryOf: { readonly id: number; readonly number: number };
  readonly waitMs: number;
}

/** Returns the retry that follows this failure; null if there is none. `random` is a number in [0, 1). */
export function planAutoRetry(failed: TaskRow, error: AppError, isSwitchedOn: boolean, random: number): AutoRetryPlan | null {
  const row = rowOf(error);
  if (!isSwitchedOn || error.kind !== 'task-failed' || row?.retryable !== 'yes') return null;
  // Failed tasks are refunded. If this task was charged anyway, the user decides.
  if ((failed.creditsUsed ?? 0) > 0) return null;
  const number = (failed.attemptNumber ?? 1) + 1;
  if (number > maxAttempts) return null;
  const { minSeconds, maxSeconds } = row.wait ?? defaultWait;
  return { retryOf: { id: failed.retryOfId ?? failed.id, number }, waitMs: randomBetween(minSeconds * 1_000, maxSeconds * 1_000, random) };
}
