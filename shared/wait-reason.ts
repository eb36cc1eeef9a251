// Why a waiting task is not sent yet, as a pure function. The queue, the inspector and the Generate button show it.
import type { Profile, QueueHold, StudioStatus } from './ipc.ts';

/** Why nothing is sent for a profile now, although fewer tasks are running than allowed. */
export type WaitReason =
  /** The user paused submissions with "Pause all". */
  | { readonly kind: 'paused'; readonly profile: Profile }
  /** The service does not accept the key (401), or the account has no credits (402). */
  | { readonly kind: 'held'; readonly profile: Profile; readonly hold: QueueHold }
  /** A response of the service paused submissions for a limited time. */
  | { readonly kind: 'send-paused'; readonly profile: Profile; readonly pause: NonNullable<Profile['submitPause']> };

/** Returns the reason that lasts longest; null if a task of this profile is sent as soon as its turn comes. */
export function waitReasonOfProfile(profile: Profile, nowMs: number): WaitReason | null {
  if (profile.paused) return { kind: 'paused', profile };
  const [hold] = profile.holds;
  if (hold !== undefined) return { kind: 'held', profile, hold };
  const pause = profile.submitPause;
  // Main reports the beginning of a pause; the clock decides when it is over.
  return pause === null || pause.untilMs <= nowMs ? null : { kind: 'send-paused', profile, pause };
}

/** Returns the reason for the active profile, which pays for new tasks. */
export function waitReasonOf(status: StudioStatus | null, nowMs: number): WaitReason | null {
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  return profile === undefined ? null : waitReasonOfProfile(profile, nowMs);
}
