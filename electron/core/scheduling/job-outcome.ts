// Describes the outcome of a job for the log. Pure.

import { z } from 'zod';
import { unreachable } from '../../../shared/result.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { LogFields, LogLevel } from '../ports.ts';

/** The kinds of jobs. */
export type JobName = 'submit' | 'reconcile' | 'poll' | 'download' | 'poster';

/** The fields of a job's log lines: our own ids, and the number of the attempt in a row, from 1. */
export interface JobFields {
  readonly task?: number;
  readonly result?: number;
  readonly profile?: number;
  readonly attempt?: number;
  /** A resend: the task was submitted before, with an unknown outcome. */
  readonly resend?: true;
  /** The task goes to the simulator and costs nothing. */
  readonly simulated?: true;
}

/** The outcome of a job. `facts` are further fields of its line: numbers and short words of our own, no text of the service. */
export type JobOutcome = (
  | {
      /**
       * `done`: it did its work. `unchanged`: a poll without news. `skipped`: there was nothing left to do. `stopped`: the studio stops, and the next
       * start resumes it.
       */
      readonly outcome: 'done' | 'unchanged' | 'skipped' | 'stopped';
    }
  /**
   * It is retried automatically, in `inMs`; null: not at a set time, but as soon as the condition it waits for is met. `why` is our kind of error.
   * `attempt`: the number of the failed attempt in a row, from 1.
   */
  | { readonly outcome: 'retry'; readonly why: string; readonly inMs: number | null; readonly attempt: number }
  /** Only the user can continue, or, for `unconfirmed`, reconciliation. `held`: the service refused it too often. */
  | { readonly outcome: 'failed' | 'held' | 'unconfirmed'; readonly why: string }
) & { readonly facts?: LogFields };

/** The level of a job's last line. For a routine job only news is logged: a change, and the first of consecutive failures. */
export function levelOfEnd(end: JobOutcome, isRoutine: boolean): Exclude<LogLevel, 'error'> {
  switch (end.outcome) {
    case 'done':
      return 'info';
    case 'unchanged':
      return 'debug';
    case 'skipped':
    case 'stopped':
      return isRoutine ? 'debug' : 'info';
    case 'retry':
      return isRoutine && end.attempt > 1 ? 'debug' : 'info';
    case 'failed':
    case 'held':
    case 'unconfirmed':
      return 'warn';
    default:
      return unreachable(end);
  }
}

/** The fields of a job's last line. */
export function endFields({ facts, ...end }: JobOutcome): LogFields {
  return { ...end, ...facts };
}

const withKind = z.object({ kind: z.string() });

/** The kind of a stored error, for `why`; `none` without an error, `unreadable` when it does not parse. */
export const errorKind = (error: string | null): string =>
  error === null ? 'none' : storedValue(withKind, error, { kind: 'unreadable' }).kind;

/** Milliseconds until a time, for `inMs`; 0 when it is past. */
export const msUntil = (atMs: number | null, nowMs: number): number | null =>
  atMs === null ? null : Math.max(0, Math.round(atMs - nowMs));
