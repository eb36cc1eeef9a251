// What became of a job, for the log. Pure.

import { z } from 'zod';
import { unreachable } from '../../../shared/result.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { LogFields, LogLevel } from '../ports.ts';

/** The kinds of jobs. */
export type JobName = 'submit' | 'reconcile' | 'poll' | 'download' | 'poster';

/** What the lines of a job say of its row: our own ids, and which attempt in a row it is, from 1. */
export interface JobFields {
  readonly task?: number;
  readonly result?: number;
  readonly profile?: number;
  readonly attempt?: number;
  /** The user asked for it: the task was submitted before, with an unknown outcome. */
  readonly resend?: true;
  /** It goes to the simulator and costs nothing. */
  readonly simulated?: true;
}

/** How a job ended. `facts` are further fields of its line: numbers and short words of our own, no text of the service. */
export type JobOutcome = (
  | {
      /**
       * `done`: it did what it is for. `unchanged`: a poll that taught nothing. `skipped`: there was nothing to do any more. `stopped`: the studio ends,
       * and the next start takes it up.
       */
      readonly outcome: 'done' | 'unchanged' | 'skipped' | 'stopped';
    }
  /**
   * It is tried again by itself, in `inMs`; null: not at a time of its own, but as soon as what it waits for is there. `why` is our kind of error.
   * `attempt`: which one in a row failed, from 1.
   */
  | { readonly outcome: 'retry'; readonly why: string; readonly inMs: number | null; readonly attempt: number }
  /** Only the user can go on, or, for `unconfirmed`, reconciliation. `held`: the service refused it too often. */
  | { readonly outcome: 'failed' | 'held' | 'unconfirmed'; readonly why: string }
) & { readonly facts?: LogFields };

/** The level of a job's last line. Of a routine job only news is worth a line: a change, and the first of a row of failures. */
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

/** The kind of a stored error, for `why`; `none` where there is no error, `unreadable` where it does not parse. */
export const errorKind = (error: string | null): string =>
  error === null ? 'none' : storedValue(withKind, error, { kind: 'unreadable' }).kind;

/** Milliseconds until a moment, for `inMs`; 0 where it is past. */
export const msUntil = (atMs: number | null, nowMs: number): number | null =>
  atMs === null ? null : Math.max(0, Math.round(atMs - nowMs));
