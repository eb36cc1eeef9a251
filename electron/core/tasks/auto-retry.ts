// A further try by itself after a task failed with a retryable error: only where the person switched that on, bounded, each a task of its own
// that names where it came from. Never for what is unconfirmed: that is no failure. Called inside the transaction that writes the failure, so
// that a crash leaves both or neither.
import type { AppError } from '../../../shared/errors.ts';
import { rowOf } from '../../../shared/service-errors/index.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import { randomBetween } from '../scheduling/backoff.ts';

/** The first submission and two more. */
const maxAttempts = 3;
/** Where nobody names a wait: what the service asks for after its own errors. */
const unnamedWait = { minSeconds: 60, maxSeconds: 60 };

/**
 * The retry to create: `retryOf` is the first task of the chain and the number of this attempt, from 2; `waitMs` is how long it waits in the
 * queue.
 */
interface AutoRetryPlan {
  readonly retryOf: { readonly id: number; readonly number: number };
  readonly waitMs: number;
}

/** The try that follows this failure, or null. `random` is a number in [0, 1). */
export function planAutoRetry(failed: TaskRow, error: AppError, isSwitchedOn: boolean, random: number): AutoRetryPlan | null {
  const row = rowOf(error);
  if (!isSwitchedOn || error.kind !== 'task-failed' || row?.retryable !== 'yes') return null;
  // Failed tasks are given back. One that says it was charged all the same is the person's to decide about.
  if ((failed.creditsUsed ?? 0) > 0) return null;
  const number = (failed.attemptNumber ?? 1) + 1;
  if (number > maxAttempts) return null;
  const { minSeconds, maxSeconds } = row.wait ?? unnamedWait;
  return { retryOf: { id: failed.retryOfId ?? failed.id, number }, waitMs: randomBetween(minSeconds * 1_000, maxSeconds * 1_000, random) };
}
