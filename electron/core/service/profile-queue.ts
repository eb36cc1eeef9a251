// Asks each profile in turn for due rows, as far as its pause, its readiness and its request rate allow.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { JobSource } from '../scheduling/job-runner.ts';

interface ProfileJobSource {
  /** False for a profile that must not be asked for rows, because it is held, paused or without a key. */
  isReady(profile: ProfileRow): boolean;
  /** The ids of due rows that are not busy, most urgent first, at most `limit`. */
  due(profile: ProfileRow, nowMs: number, limit: number, busy: ReadonlySet<number>): readonly number[];
  /** The time at which the next row of the profile becomes due, as in `JobSource.nextDueMs`. */
  nextDueMs(profileId: number, nowMs: number): number | null;
  /** Milliseconds until the profile's pause ends; 0 if there is none. */
  pausedForMs(profile: ProfileRow): number;
}

/**
 * Decides how many jobs of a profile may begin under its request rate. A job that sends its request at once gets its permit here. Any
 * other job waits for a permit later.
 */
interface JobPermits {
  /** How many of `requested` jobs may begin now. */
  grant(profileId: number, requested: number): number;
  /** Milliseconds until a request may be sent, which is the earliest time to call `grant` again; 0 if a request may be sent now. */
  waitMs(profileId: number): number;
}

/** Two members of a `JobSource` that combine the rows of all profiles within their request rates. */
type ProfileQueue = Pick<JobSource, 'due' | 'nextDueMs'>;

/** Called once for each kind of job that calls the service. */
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
