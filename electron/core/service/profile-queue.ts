// Asks every profile in turn what it has due: how a loop is kept to each profile's pause, readiness and requests per second.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';

interface ProfileJobSource {
  isReady(profile: ProfileRow): boolean;
  /** Ids that are due and not busy, most urgent first, at most `limit`. */
  due(profile: ProfileRow, nowMs: number, limit: number, busy: ReadonlySet<number>): readonly number[];
  nextDueMs(profileId: number, nowMs: number): number | null;
  /** Milliseconds until a profile may be asked again; 0 where nothing pauses it. */
  pausedForMs(profile: ProfileRow): number;
}

/** `due` and `nextDueMs` of a `JobSource`, over all profiles. Each job costs one request of its profile's pace, which grants it by `take`. */
export function createProfileQueue(
  accounts: AccountGate,
  pace: Pick<RateLimiter, 'acquire' | 'nextPermitInMs'>,
  questions: ProfileJobSource,
) {
  return {
    due(nowMs: number, room: number, busy: ReadonlySet<number>): readonly number[] {
      const jobs: number[] = [];
      for (const profile of accounts.rows()) {
        const free = room - jobs.length;
        if (free <= 0) break;
        if (!questions.isReady(profile)) continue;
        const rows = questions.due(profile, nowMs, free, busy);
        jobs.push(...rows.slice(0, pace.acquire(profile.id, rows.length)));
      }
      return jobs;
    },
    nextDueMs(nowMs: number): number | null {
      let next = Number.POSITIVE_INFINITY;
      for (const profile of accounts.rows()) {
        const pausedForMs = questions.pausedForMs(profile);
        if (pausedForMs > 0) next = Math.min(next, nowMs + pausedForMs);
        else if (questions.isReady(profile)) {
          next = Math.min(
            next,
            questions.nextDueMs(profile.id, nowMs) ?? Number.POSITIVE_INFINITY,
            nowMs + (pace.nextPermitInMs(profile.id) ?? Number.POSITIVE_INFINITY),
          );
        }
      }
      return Number.isFinite(next) ? next : null;
    },
  };
}
