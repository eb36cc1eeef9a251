// The dependencies and helpers that submission, polling and reconciliation share. Each of them calls the service's task API.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import type { Clock, EvolinkApi, Random } from '../ports.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { RequestLog } from './request-log.ts';

/** The dependencies of a part that calls the service's task API. */
export interface ServiceDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly api: EvolinkApi;
  readonly rateLimiter: RateLimiter;
  readonly onServiceError: ServiceErrorPolicy;
  readonly requestLog: RequestLog;
  readonly clock: Clock;
  readonly random: Random;
}

/** Returns at most `limit` ids that are not busy, in the order of `read`. `read` returns at most `count` ids. */
export function idleIds(limit: number, busy: ReadonlySet<number>, read: (count: number) => readonly number[]): readonly number[] {
  return read(limit + busy.size)
    .filter((id) => !busy.has(id))
    .slice(0, limit);
}

/**
 * Converts a timestamp of the service (Unix milliseconds) to the clock of this computer; null stays null. `clockSkewMs`: the service's
 * clock minus ours.
 */
export const toLocalTime = (atMs: number | null, clockSkewMs: number): number | null => (atMs === null ? null : atMs - clockSkewMs);
