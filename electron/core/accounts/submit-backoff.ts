// Pauses of sending, not of reading, after answers to a submission that prove nothing. Each such order may have been accepted and paid, so a
// service that fails every submission must not be given the next order at once.
import type { SubmitPauseReason } from '../../../shared/ipc.ts';
import type { Clock } from '../ports.ts';

/** While submissions go on failing, one is tried at least this often. */
const longestMs = 10 * 60_000;

/** What paused sending: an answer that proves nothing, or none. */
export type UnconfirmedReason = Exclude<SubmitPauseReason, 'refusal'>;

/**
 * The pauses live in memory only, so a restart ends them: tasks that wait are sent at once, at most as many as there are free places, and the first
 * failure pauses again with a first pause. Tasks in doubt go on taking places until they were searched for, so a restart alone sends few; and a person
 * who starts the studio again usually wants it to try.
 */
export interface SubmitBackoff {
  /** A submission ended in doubt. Pauses for `firstMs`, twice as long each time it happens again; returns what is left of the pause in ms. */
  pause(profileId: number, firstMs: number, why: UnconfirmedReason): number;
  /** The service answered a submission with proof, or another key is used: the next pause is a first one again. */
  reset(profileId: number): void;
  /** Milliseconds until something may be sent; 0 where there is no pause. */
  remainingMs(profileId: number): number;
  /** Why sending is paused, for as long as `leftMs` says; null where it never was. */
  reason(profileId: number): UnconfirmedReason | null;
  /** Called after a sleep, during which the monotonic clock may have stopped. */
  onSystemResume(): void;
}

/** Built once by the account gate. */
export function createSubmitBackoff(clock: Pick<Clock, 'monotonicMs'>): SubmitBackoff {
  /** `lengthMs` of the newest pause, and when it ends on the monotonic clock. */
  const pauses = new Map<number, { readonly lengthMs: number; readonly endsAtMs: number; readonly why: UnconfirmedReason }>();
  const leftMs = (profileId: number): number => Math.max(0, (pauses.get(profileId)?.endsAtMs ?? 0) - clock.monotonicMs());

  return {
    remainingMs: leftMs,
    reason: (profileId) => pauses.get(profileId)?.why ?? null,
    pause(profileId, firstMs, why) {
      const left = leftMs(profileId);
      // Orders that left together fail together: that is one failure of the service.
      if (left > 0) return left;
      const before = pauses.get(profileId);
      const lengthMs = before === undefined ? firstMs : Math.min(Math.max(longestMs, firstMs), before.lengthMs * 2);
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
