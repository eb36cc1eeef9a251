// Asks every profile in turn for due rows, within its pause, readiness and requests per second.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { JobSource } from '../scheduling/job-runner.ts';

interface ProfileJobSource {
  /** False for a profile that is not asked for rows: it is held, paused or without a key. */
  isReady(profile: ProfileRow): boolean;
  /** Ids of due rows that are not busy, most urgent first, at most `limit`. */
  due(profile: ProfileRow, nowMs: number, limit: number, busy: ReadonlySet<number>): readonly number[];
  /** When the next row of the profile becomes due, as `JobSource.nextDueMs`. */
  nextDueMs(profileId: number, nowMs: number): number | null;
  /** Milliseconds until the profile's pause ends; 0 if there is none. */
  pausedForMs(profile: ProfileRow): number;
}

/**
 * The number of jobs that a profile's rate allows to begin. A job that sends its request at once gets its permit here; any other waits for one later.
 */
interface JobPermits {
  /** How many of `wanted` jobs may begin now. */
  grant(profileId: number, requested: number): number;
  /** Milliseconds until a request may be sent, 0 when one may be sent now: the earliest time to call `grant` again. */
  waitMs(profileId: number): number;
}

/** Two members of a `JobSource`, over all profiles, within each profile's requests per second. */
type ProfileQueue = Pick<JobSource, 'due' | 'nextDueMs'>;

/** Built once for each kind of job that calls the service. */
export function createProfileQueue(accounts: AccountGate, permits: JobPermits, source: ProfileJobSource): ProfileQueue {
  return {
    due(nowMs, freeSlots, busy) {
      const jobs: number[] = [];
      for (const profile of accounts.rows()) {
        const free = freeSlots - jobs.length;
        if (free <= 0) break;
        if (!source.isReady(profile)) continue;
        const rows = source.due(profile, nowMs, free, busy);
        if (rows.length > 0) jobs.push(...rows.slice(0, permits.grant(profile.id, rows.length)));
      }
      return jobs;
    },
    nextDueMs(nowMs) {
      let nextMs = Number.POSITIVE_INFINITY;
      for (const profile of accounts.rows()) {
        const pausedForMs = source.pausedForMs(profile);
        if (pausedForMs > 0) nextMs = Math.min(nextMs, nowMs + pausedForMs);
        else if (source.isReady(profile)) {
          const waitMs = permits.waitMs(profile.id);
          nextMs = Math.min(
            nextMs,
            source.nextDueMs(profile.id, nowMs) ?? Number.POSITIVE_INFINITY,
            waitMs > 0 ? nowMs + waitMs : Number.POSITIVE_INFINITY,
          );
        }
      }
      return Number.isFinite(nextMs) ? nextMs : null;
    },
  };
}
