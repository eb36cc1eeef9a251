// Asks every profile in turn what it has due: how a loop is kept to each profile's pause, readiness and requests per second.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { JobSource } from '../scheduling/job-runner.ts';

interface ProfileJobSource {
  isReady(profile: ProfileRow): boolean;
  /** Ids that are due and not busy, most urgent first, at most `limit`. */
  due(profile: ProfileRow, nowMs: number, limit: number, busy: ReadonlySet<number>): readonly number[];
  nextDueMs(profileId: number, nowMs: number): number | null;
  /** Milliseconds until a profile may be asked again; 0 where nothing pauses it. */
  pausedForMs(profile: ProfileRow): number;
}

/** How many jobs a profile's rate lets begin. A job whose request leaves at once takes its permit here; any other waits for one of its own. */
interface JobPermits {
  /** How many of `wanted` jobs may begin now. */
  grant(profileId: number, wanted: number): number;
  /** Milliseconds until a request may leave, 0 when one may now: when `grant` is worth asking again. */
  waitMs(profileId: number): number;
}

/** Two members of a `JobSource`, over all profiles, within each profile's requests per second. */
type ProfileQueue = Pick<JobSource, 'due' | 'nextDueMs'>;

/** Built once for each kind of job that asks the service. */
export function createProfileQueue(accounts: AccountGate, permits: JobPermits, questions: ProfileJobSource): ProfileQueue {
  return {
    due(nowMs, room, busy) {
      const jobs: number[] = [];
      for (const profile of accounts.rows()) {
        const free = room - jobs.length;
        if (free <= 0) break;
        if (!questions.isReady(profile)) continue;
        const rows = questions.due(profile, nowMs, free, busy);
        if (rows.length > 0) jobs.push(...rows.slice(0, permits.grant(profile.id, rows.length)));
      }
      return jobs;
    },
    nextDueMs(nowMs) {
      let next = Number.POSITIVE_INFINITY;
      for (const profile of accounts.rows()) {
        const pausedForMs = questions.pausedForMs(profile);
        if (pausedForMs > 0) next = Math.min(next, nowMs + pausedForMs);
        else if (questions.isReady(profile)) {
          const waitMs = permits.waitMs(profile.id);
          next = Math.min(
            next,
            questions.nextDueMs(profile.id, nowMs) ?? Number.POSITIVE_INFINITY,
            waitMs > 0 ? nowMs + waitMs : Number.POSITIVE_INFINITY,
          );
        }
      }
      return Number.isFinite(next) ? next : null;
    },
  };
}
