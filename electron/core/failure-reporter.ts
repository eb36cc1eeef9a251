// Reports errors that are thrown by work in the background: a database that cannot be written is an expected failure, anything else is a bug.
import type { AppError } from '../../shared/errors.ts';
import { databaseWriteErrorOf } from '../db/write-error.ts';
import type { Clock, Log } from './ports.ts';

/** Failures that follow each other within this time count as one occurrence. Longer than the pause between two attempts of any work. */
const samePeriodMs = 5 * 60_000;

/** Reports the failures of one part that repeats its work. Its state is in memory. */
export interface FailureReporter {
  /**
   * Logs a database that cannot be written as one warning for each period of such failures, and every other error as an incident. Returns the error
   * for the window. `where` names the work, in the log only.
   */
  report(error: unknown, where: string): AppError;
}

/** Creates a reporter without earlier failures. Built by the part that repeats the work. */
export function createFailureReporter({ clock, log }: { readonly clock: Pick<Clock, 'monotonicMs'>; readonly log: Log }): FailureReporter {
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    report(error, where) {
      const expected = databaseWriteErrorOf(error);
      if (expected === null) return { kind: 'internal', incident: log.incident(error, where) };
      const nowMs = clock.monotonicMs();
      if (nowMs - lastMs > samePeriodMs) log.warn('database-not-written', { where, why: expected.kind });
      lastMs = nowMs;
      return expected;
    },
  };
}
