// Why a task that is added now is not sent yet, as a pure function: it is said at the button, before the press and after it.
import type { Profile, QueueHold, StudioStatus } from '../../../../shared/ipc.ts';

export type WaitReason =
  /** By the person, with "Pause all". */
  | { readonly kind: 'paused'; readonly profile: Profile }
  /** By the service: the key is not accepted (401), or there are no credits (402). */
  | { readonly kind: 'held'; readonly profile: Profile; readonly hold: QueueHold };

/** Of the profile that pays; null where a task is sent as soon as there is a place for it. A pause comes first: it is lifted here. */
export function waitReasonOf(status: StudioStatus | null): WaitReason | null {
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return null;
  if (profile.paused) return { kind: 'paused', profile };
  const [hold] = profile.holds;
  return hold === undefined ? null : { kind: 'held', profile, hold };
}
