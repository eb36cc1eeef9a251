// Delays submissions after unconfirmed outcomes; other requests continue. The service may have accepted and charged each unconfirmed
// task, so the next task must not be sent at once to a service that fails every submission.
import type { SubmitPauseReason } from '../../../shared/ipc.ts';
import type { Clock } from '../ports.ts';

/** Maximum pause between two submissions. */
const maxPauseMs = 10 * 60_000;

/** The reason for the back-off: an unclear response, or no response. */
export type UnconfirmedReason = Exclude<SubmitPauseReason, 'refusal'>;

/**
 * Pauses of submissions, by profile. They exist in memory only, so a restart ends them: waiting tasks are then
 * submitted at once, at most one per free slot, and the first failure starts with the shortest pause again. Few
 * tasks are sent after a restart, because unconfirmed tasks occupy slots until they have been reconciled. A user
 * who restarts the studio usually wants another attempt.
 */
export interface SubmitBackoff {
  /**
   * Records an unconfirmed submission. The pause is `firstMs`, doubled with each repetition. Returns the remaining pause in
   * milliseconds.
   */
  pause(profileId: number, firstMs: number, why: UnconfirmedReason): number;
  /**
   * Ends the back-off, because a response proved the outcome of a submission, or because another key is in use. The next pause is the
   * shortest one again.
   */
  reset(profileId: number): void;
  /** Milliseconds until the profile may submit; 0 without a pause. */
  remainingMs(profileId: number): number;
  /** The reason for the pause, valid while `remainingMs` is positive; null if there was no pause. */
  reason(profileId: number): UnconfirmedReason | null;
  /** Ends all pauses. Called after a sleep, during which the monotonic clock may have stopped. */
  onSystemResume(): void;
}

/** Called once by the account gate. */
export function createSubmitBackoff(clock: Pick<Clock, 'monotonicMs'>): SubmitBackoff {
  /** The latest pause of each profile: its length, and its end on the monotonic clock. */
  const pauses = new Map<number, { readonly lengthMs: number; readonly endsAtMs: number; readonly why: UnconfirmedReason }>();
  const remainingMs = (profileId: number): number => Math.max(0, (pauses.get(profileId)?.endsAtMs ?? 0) - clock.monotonicMs());

  return {
    remainingMs,
    reason: (profileId) => pauses.get(profileId)?.why ?? null,
    pause(profileId, firstMs, why) {
      const leftMs = remainingMs(profileId);
      // Tasks that were sent together fail together and count as one failure.
      if (leftMs > 0) return leftMs;
      const previous = pauses.get(profileId);
      const lengthMs = previous === undefined ? firstMs : Math.min(Math.max(maxPauseMs, firstMs), previous.lengthMs * 2);
      pauses.set(profileId, { lengthMs, endsAtMs: clock.monotonicMs() + lengthMs, why });
      return lengthMs;
    },
    reset(profileId) {
      pauses.delete(profileId);
    },
    onSystemResume() {
      for (const [profileId, pause] of pauses) pauses.set(profileId, { ...pause, endsAtMs: 0 });
    },
  };
}
