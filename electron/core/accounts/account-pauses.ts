// Temporary pauses of a profile: those that the service requested (429, 503), and the submit back-off.
import type { Profile } from '../../../shared/ipc.ts';
import { maxRetryAfterMs } from '../../../shared/service-errors/index.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Timings } from '../ports.ts';
import { type AccountContext, hasKey, updateProfile } from './account-context.ts';
import { holdIfKeyless, setHolds } from './account-holds.ts';
import { readHolds, removeHolds } from './queue-holds.ts';
import type { UnconfirmedReason } from './submit-backoff.ts';

/** Pauses of profiles, in milliseconds. Unknown profile ids are ignored. */
export interface AccountPauses {
  /** The timings of the service that a profile uses. */
  timings(id: number): Timings;
  /** The remaining time of a pause that the service requested; 0 if there is none. Nothing is submitted or read during the pause. */
  pausedForMs(row: ProfileRow): number;
  /** As `pausedForMs`, by profile id; 0 if the profile does not exist. */
  pausedForMsOf(id: number): number;
  /** Milliseconds until this profile may submit again, after any kind of pause; 0 if there is none. */
  submitPausedForMs(row: ProfileRow): number;
  /** Stops submitting and reading for `waitMs`; does not shorten a longer pause. */
  pause(id: number, waitMs: number): void;
  /**
   * Stops submitting, but not reading, for a while after an unconfirmed submission; see `SubmitBackoff`. Returns the remaining pause in
   * milliseconds.
   */
  pauseSubmits(id: number, why: UnconfirmedReason): number;
  /** Ends the submit back-off, because a response proved the outcome of a submission, or because the profile uses another service now. */
  onSubmitProven(id: number): void;
  /** Computes the pauses again from the wall clock. Called after a sleep, during which the monotonic clock may have stopped. */
  onSystemResume(): void;
  /** Checks again why a queue without a key is held. Ends pauses that end too late because the clock was set back. Called at start-up. */
  clearStalePauses(): void;
}

/** See `AccountPauses.pausedForMs`. */
export function pausedForMs({ clock, pauseEndsAtMs }: AccountContext, row: ProfileRow): number {
  if (row.pausedUntilMs === null) return 0;
  const endsAtMs = pauseEndsAtMs.get(row.id);
  return Math.max(0, endsAtMs === undefined ? row.pausedUntilMs - clock.now() : endsAtMs - clock.monotonicMs());
}

/** The longest temporary pause of submissions, on the wall clock; null if there is none. */
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
  // No pause is longer than the longest pause that a service may request.
  const latestMs = clock.now() + maxRetryAfterMs;
  for (const row of tables.profiles.all()) {
    // If there is still no key, the hold for a missing key stays, so that nothing is logged.
    const endedReasons = hasKey(context, row) ? (['no-key', 'keychain-unavailable'] as const) : (['keychain-unavailable'] as const);
    setHolds(context, row, removeHolds(readHolds(row.holds), endedReasons));
    holdIfKeyless(context, row.id);
    if (!pauseEndsAtMs.has(row.id) && (row.pausedUntilMs ?? 0) > latestMs) updateProfile(context, row.id, { pausedUntilMs: null });
  }
}

/** Called once by the account gate. */
export function createAccountPauses(context: AccountContext): AccountPauses {
  const { tables, clock, log, timings, pauseEndsAtMs, submitBackoff, statusChanged } = context;
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
      statusChanged();
      return remainingMs;
    },
    onSubmitProven(id) {
      const wasPaused = submitBackoff.reason(id) !== null;
      submitBackoff.reset(id);
      if (wasPaused) statusChanged();
    },
    onSystemResume() {
      pauseEndsAtMs.clear();
      submitBackoff.onSystemResume();
      statusChanged();
    },
    clearStalePauses: () => clearStalePauses(context),
  };
}
