// Pauses of a profile that end by themselves: those the service asked for (429, 503), and the submit back-off.
import type { Profile } from '../../../shared/ipc.ts';
import { maxRetryAfterMs } from '../../../shared/service-errors/index.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Timings } from '../ports.ts';
import { type AccountContext, hasKey, updateProfile } from './account-context.ts';
import { holdIfKeyless, setHolds } from './account-holds.ts';
import { readHolds, removeHolds } from './queue-holds.ts';
import type { UnconfirmedReason } from './submit-backoff.ts';

/** Pauses by profile, in milliseconds. An unknown profile id is ignored. */
export interface AccountPauses {
  /** The timings of the service that a profile talks to. */
  timings(id: number): Timings;
  /** Milliseconds in which nothing is sent or read because the service asked for a pause; 0 where there is none. */
  pausedForMs(row: ProfileRow): number;
  /** The same by id; 0 for a profile that does not exist. */
  pausedForMsOf(id: number): number;
  /** Milliseconds until this profile may submit again, whatever paused it; 0 where nothing does. */
  submitPausedForMs(row: ProfileRow): number;
  /** Neither submits nor reads for `waitMs`; a longer pause is not shortened. */
  pause(id: number, waitMs: number): void;
  /** Submits nothing for a while after an unconfirmed submission, see `SubmitBackoff`; reading goes on. Answers what is left in milliseconds. */
  pauseSubmits(id: number, why: UnconfirmedReason): number;
  /** The service answered a submission with proof, or is another one now: submitting need not wait any longer. */
  onSubmitProven(id: number): void;
  /** Called after a sleep, during which the monotonic clock may have stopped: recomputes the pauses from the wall clock. */
  onSystemResume(): void;
  /** Finds out anew what held a queue for want of a key, and ends pauses that outlived a clock that was put back. Called at the start. */
  clearStalePauses(): void;
}

/** See `AccountPauses.pausedForMs`. */
export function pausedForMs({ clock, pauseEndsAtMs }: AccountContext, row: ProfileRow): number {
  if (row.pausedUntilMs === null) return 0;
  const endsAtMs = pauseEndsAtMs.get(row.id);
  return Math.max(0, endsAtMs === undefined ? row.pausedUntilMs - clock.now() : endsAtMs - clock.monotonicMs());
}

/** The longest of the pauses that end by themselves, on the wall clock; null where nothing pauses. */
export function submitPauseView(context: AccountContext, row: ProfileRow): Profile['submitPause'] {
  const { clock, submitBackoff } = context;
  const refusedMs = pausedForMs(context, row);
  const unconfirmedMs = submitBackoff.remainingMs(row.id);
  if (refusedMs === 0 && unconfirmedMs === 0) return null;
  const why = unconfirmedMs >= refusedMs ? submitBackoff.reason(row.id) : null;
  return { why: why ?? 'refusal', untilMs: Math.round(clock.now() + Math.max(refusedMs, unconfirmedMs)) };
}

function clearStalePauses(context: AccountContext): void {
  const { tables, clock, pauseEndsAtMs } = context;
  // No pause is longer than what a service may ask for.
  const latestMs = clock.now() + maxRetryAfterMs;
  for (const row of tables.profiles.all()) {
    // A hold for want of a key stays while there is none: nothing begins or ends, and the log says nothing.
    const over = hasKey(context, row) ? (['no-key', 'keychain-unavailable'] as const) : (['keychain-unavailable'] as const);
    setHolds(context, row, removeHolds(readHolds(row.holds), over));
    holdIfKeyless(context, row.id);
    if (!pauseEndsAtMs.has(row.id) && (row.pausedUntilMs ?? 0) > latestMs) updateProfile(context, row.id, { pausedUntilMs: null });
  }
}

/** Built once by the account gate. */
export function createAccountPauses(context: AccountContext): AccountPauses {
  const { tables, clock, log, timings, pauseEndsAtMs, submitBackoff, changed } = context;
  const timingsOf = (id: number): Timings => (tables.profiles.get(id)?.kind === 'simulator' ? timings.simulator : timings.evolink);
  return {
    timings: timingsOf,
    pausedForMs: (row) => pausedForMs(context, row),
    pausedForMsOf(id) {
      const row = tables.profiles.get(id);
      return row === undefined ? 0 : pausedForMs(context, row);
    },
    submitPausedForMs: (row) => Math.max(pausedForMs(context, row), submitBackoff.remainingMs(row.id)),
    pause(id, waitMs) {
      const row = tables.profiles.get(id);
      if (row === undefined || pausedForMs(context, row) >= waitMs) return;
      pauseEndsAtMs.set(id, clock.monotonicMs() + waitMs);
      log.info('profile-paused', { profile: id, waitMs: Math.round(waitMs) });
      updateProfile(context, id, { pausedUntilMs: Math.round(clock.now() + waitMs) });
    },
    pauseSubmits(id, why) {
      const remainingMs = submitBackoff.pause(id, timingsOf(id).serverErrorMs, why);
      log.info('submits-paused', { profile: id, why, waitMs: Math.round(remainingMs) });
      changed();
      return remainingMs;
    },
    onSubmitProven(id) {
      const wasPaused = submitBackoff.reason(id) !== null;
      submitBackoff.reset(id);
      if (wasPaused) changed();
    },
    onSystemResume() {
      pauseEndsAtMs.clear();
      submitBackoff.onSystemResume();
      changed();
    },
    clearStalePauses: () => clearStalePauses(context),
  };
}
