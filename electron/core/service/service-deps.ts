// What asking the service about tasks has in common, whoever asks: submission, polling, the search after a doubt.
import type { Tables } from '../../db/tables/tables.ts';
import type { Accounts } from '../accounts/account-gate.ts';
import type { OnServiceError } from '../accounts/service-error-policy.ts';
import type { Clock, EvolinkApi, Random } from '../ports.ts';
import type { Pace } from '../scheduling/rate-limiter.ts';
import type { Tasks } from '../tasks/task-store.ts';
import type { Trace } from './request-log.ts';

/** What each of them is made from. */
export interface AskingParts {
  readonly tables: Tables;
  readonly tasks: Tasks;
  readonly accounts: Accounts;
  readonly api: EvolinkApi;
  readonly pace: Pace;
  readonly onServiceError: OnServiceError;
  readonly trace: Trace;
  readonly clock: Clock;
  readonly random: Random;
}

/** The first `limit` ids that nobody works on; `read` takes how many to read. */
export function firstFree(limit: number, busy: ReadonlySet<number>, read: (most: number) => readonly number[]): readonly number[] {
  return read(limit + busy.size)
    .filter((id) => !busy.has(id))
    .slice(0, limit);
}

/** A moment that the service named, by the clock of this computer. */
export const byOurClock = (atMs: number | null, aheadMs: number): number | null => (atMs === null ? null : atMs - aheadMs);
