// Shared by the callers of the service's task API: submission, polling, reconciliation.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import type { Clock, EvolinkApi, Random } from '../ports.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { RequestLog } from './request-log.ts';

/** Dependencies of each of them. */
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

/** The first `limit` ids that are not busy; `read` takes the number of ids to read. */
export function takeIdle(limit: number, busy: ReadonlySet<number>, read: (count: number) => readonly number[]): readonly number[] {
  return read(limit + busy.size)
    .filter((id) => !busy.has(id))
    .slice(0, limit);
}

/** A timestamp of the service, converted to the clock of this computer. */
export const toLocalTime = (atMs: number | null, aheadMs: number): number | null => (atMs === null ? null : atMs - aheadMs);
