// What asking the service about tasks has in common, whoever asks: submission, polling, the search after a doubt.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import type { Clock, EvolinkApi, Random } from '../ports.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { RequestLog } from './request-log.ts';

/** What each of them is made from. */
export interface ServiceDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly api: EvolinkApi;
  readonly rateLimiter: RateLimiter;
  readonly onServiceError: ServiceErrorPolicy;
  readonly trace: RequestLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** The first `limit` ids that nobody works on; `read` takes how many to read. */
export function takeIdle(limit: number, busy: ReadonlySet<number>, read: (most: number) => readonly number[]): readonly number[] {
  return read(limit + busy.size)
    .filter((id) => !busy.has(id))
    .slice(0, limit);
}

/** A moment that the service named, by the clock of this computer. */
export const toLocalTime = (atMs: number | null, aheadMs: number): number | null => (atMs === null ? null : atMs - aheadMs);
