// Reports errors of background work. A database that cannot be written is an expected failure; any other error is a bug.
import type { AppError } from '../../shared/errors.ts';
import { databaseWriteErrorOf } from '../db/write-error.ts';
import type { Clock, Log } from './ports.ts';

/**
 * Failures that follow each other within this time count as one occurrence. This is longer than the pause between two attempts of any
 * work.
 */
const samePeriodMs = 5 * 60_000;

/** Reports the failures of one part that repeats its work. The state is in memory. */
export interface FailureReporter {
  /**
   * Logs an error and returns it for the window. A database that cannot be written is logged as one warning per period of such failures.
   * Every other error is logged as an incident. `where`: the name of the work, for the log only.
   */
  report(error: unknown, where: string): AppError;
}

/** Creates a reporter. Called by each part that repeats its work. */
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
