// Describes the outcome of a job for the log. Pure.

import { z } from 'zod';
import { unreachable } from '../../../shared/result.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { LogFields, LogLevel } from '../ports.ts';

/** The kinds of jobs. */
export type JobName = 'submit' | 'reconcile' | 'poll' | 'download' | 'poster';

/** The fields of a job in log lines: row ids, and the number of consecutive attempts, from 1. */
export interface JobFields {
  readonly task?: number;
  readonly result?: number;
  readonly profile?: number;
  readonly attempt?: number;
  /** True for a resend: the task was submitted before, and the outcome is unknown. */
  readonly resend?: true;
  /** True if the task goes to the simulator and costs nothing. */
  readonly simulated?: true;
}

/** The outcome of a job. `details`: further fields of its log line, as numbers and short words. They never contain text of the service. */
export type JobOutcome = (
  | {
      /**
       * `done`: the job did its work. `unchanged`: a poll brought no news. `skipped`: nothing was left to do. `stopped`: the studio
       * stops, and the next start resumes the job.
       */
      readonly outcome: 'done' | 'unchanged' | 'skipped' | 'stopped';
    }
  /**
   * The job is retried automatically in `inMs`. null: it is retried as soon as the condition that it waits for is met. `why`: the kind
   * of the error. `attempt`: the number of consecutive failed attempts, from 1.
   */
  | { readonly outcome: 'retry'; readonly why: string; readonly inMs: number | null; readonly attempt: number }
  /**
   * The job cannot continue automatically. `unconfirmed`: reconciliation or the user continues. `held`: the service refused the task too
   * often, and only the user can continue.
   */
  | { readonly outcome: 'failed' | 'held' | 'unconfirmed'; readonly why: string }
) & { readonly details?: LogFields };

/** The level of a job's last line. A routine job logs only news: a change, and the first of several consecutive failures. */
export function levelOfEnd(jobOutcome: JobOutcome, isRoutine: boolean): Exclude<LogLevel, 'error'> {
  switch (jobOutcome.outcome) {
    case 'done':
      return 'info';
    case 'unchanged':
      return 'debug';
    case 'skipped':
    case 'stopped':
      return isRoutine ? 'debug' : 'info';
    case 'retry':
      return isRoutine && jobOutcome.attempt > 1 ? 'debug' : 'info';
    case 'failed':
    case 'held':
    case 'unconfirmed':
      return 'warn';
    default:
      return unreachable(jobOutcome);
  }
}

/** The fields of a job's last line. */
export function endFields({ details, ...outcome }: JobOutcome): LogFields {
  return { ...outcome, ...details };
}

const withKind = z.object({ kind: z.string() });

/** The kind of a stored error, for `why`; `none` if there is no error, `unreadable` if the error does not parse. */
export const errorKind = (error: string | null): string =>
  error === null ? 'none' : storedValue(withKind, error, { kind: 'unreadable' }).kind;

/** Milliseconds until a time, for `inMs`; 0 if the time has passed. */
export const msUntil = (atMs: number | null, nowMs: number): number | null =>
  atMs === null ? null : Math.max(0, Math.round(atMs - nowMs));
