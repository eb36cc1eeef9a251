// Computes waits, as pure functions. `random` is a number in [0, 1). All results are whole milliseconds, because times are stored as
// integers.
import type { AppError } from '../../../shared/errors.ts';
import { unreachable } from '../../../shared/result.ts';
import { maxRetryAfterMs, pollDisposition } from '../../../shared/service-errors/index.ts';
import type { Timings } from '../ports.ts';

/** A uniformly distributed delay between `minMs` and `maxMs`. */
export function randomBetween(minMs: number, maxMs: number, random: number): number {
  return Math.round(minMs + (maxMs - minMs) * random);
}

/**
 * Exponential back-off: doubles from `firstMs` with each attempt (0, 1, 2 …) up to `maxMs`. The last fifth is random, so that many clients
 * do not retry at the same moment.
 */
export function backoffDelay(attempt: number, firstMs: number, maxMs: number, random: number): number {
  const fullMs = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30));
  return randomBetween(fullMs * 0.8, fullMs, random);
}

/**
 * The interval before the next poll of a task that is `ageMs` old. Until the task is overdue, this is the documented interval. Then the
 * interval grows by half for each full `overdueAfterMs` of the age, up to `overduePollMaxMs`.
 */
export function nextPollDelay(timings: Timings, ageMs: number, random: number): number {
  const intervalMs = randomBetween(timings.pollMinMs, timings.pollMaxMs, random);
  if (ageMs < timings.overdueAfterMs) return intervalMs;
  const spans = Math.floor(ageMs / timings.overdueAfterMs);
  return Math.min(timings.overduePollMaxMs, Math.round(intervalMs * 1.5 ** spans));
}

/**
 * The wait after a temporary refusal (429, 503, 5xx): the value of `Retry-After`, limited to between one second and ten minutes. If
 * there is no such header, the wait from `timings`.
 */
export function refusalDelay(timings: Timings, error: AppError, random: number): number {
  switch (error.kind) {
    case 'rate-limited':
      return error.retryAfterMs === null
        ? randomBetween(timings.rateLimitedMinMs, timings.rateLimitedMaxMs, random)
        : Math.round(Math.min(maxRetryAfterMs, Math.max(1_000, error.retryAfterMs)));
    case 'service-unavailable':
      return error.retryAfterMs === null
        ? randomBetween(timings.unavailableMinMs, timings.unavailableMaxMs, random)
        : Math.round(Math.min(maxRetryAfterMs, Math.max(1_000, error.retryAfterMs)));
    default:
      return randomBetween(timings.serverErrorMs, timings.serverErrorMs * 1.2, random);
  }
}

/** The wait after `failures` consecutive failed polls (at least 1). A failed poll only delays the next one; it never fails the task. */
export function failedPollDelay(timings: Timings, error: AppError, failures: number, random: number): number {
  const disposition = pollDisposition(error);
  switch (disposition) {
    case 'waits':
      return refusalDelay(timings, error, random);
    case 'slowly':
      return timings.overduePollMaxMs;
    case 'backs-off': {
      // The network may be back at any moment, and an attempt without a network costs nothing.
      const firstMs = error.kind === 'no-response' ? timings.pollMinMs / 2 : timings.pollMaxMs;
      return backoffDelay(failures - 1, firstMs, timings.overduePollMaxMs, random);
    }
    default:
      return unreachable(disposition);
  }
}
