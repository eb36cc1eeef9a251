// Why a waiting task is not sent yet, as a pure function. It is said in the queue, in the inspector and at the button, before the press and after it.
import type { Profile, QueueHold, StudioStatus } from './ipc.ts';

/** Why nothing is sent for a profile now, although there may be a place. */
export type WaitReason =
  /** By the person, with "Pause all". */
  | { readonly kind: 'paused'; readonly profile: Profile }
  /** By the service: the key is not accepted (401), or there are no credits (402). */
  | { readonly kind: 'held'; readonly profile: Profile; readonly hold: QueueHold }
  /** For a limited time, after an answer of the service; it ends by itself. */
  | { readonly kind: 'send-paused'; readonly profile: Profile; readonly pause: NonNullable<Profile['submitPause']> };

/** Null where a task of this profile is sent as soon as there is a place for it. What lasts longest comes first; the person's pause is lifted here. */
export function waitReasonOfProfile(profile: Profile, nowMs: number): WaitReason | null {
  if (profile.paused) return { kind: 'paused', profile };
  const [hold] = profile.holds;
  if (hold !== undefined) return { kind: 'held', profile, hold };
  const pause = profile.submitPause;
  // Main tells when a pause begins; that it is over the clock tells.
  return pause === null || pause.untilMs <= nowMs ? null : { kind: 'send-paused', profile, pause };
}

/** The same for the profile that pays for what is added now. */
export function waitReasonOf(status: StudioStatus | null, nowMs: number): WaitReason | null {
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  return profile === undefined ? null : waitReasonOfProfile(profile, nowMs);
}
