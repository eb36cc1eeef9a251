// What the note at the button says while nothing is sent. Pure.
import type { WaitReason } from '../../../../../shared/wait-reason.ts';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';

const minuteMs = 60_000;

/** The first whole minute at or after `atMs`: a time is shown without its seconds, and nothing is sent before it. */
const wholeMinute = (atMs: number): number => Math.ceil(atMs / minuteMs) * minuteMs;

/** Why what is added now waits; `added`: how many tasks the last press added, 0 before a press. */
export function waitText(reason: WaitReason, added: number): string {
  const { waits } = messages.composer;
  switch (reason.kind) {
    case 'paused':
      return added > 0 ? waits.pausedAdded(added) : waits.paused;
    case 'held': {
      const whom = messages.queue.held(profileName(reason.profile));
      const { title } = messages.errorText(reason.hold.error);
      return added > 0 ? waits.heldAdded(added, whom, title) : waits.held(whom, title);
    }
    case 'send-paused': {
      // A moment, not a time left: a screen reader would be told of each second.
      const at = messages.format.time(wholeMinute(reason.pause.untilMs));
      return added > 0 ? waits.sendPausedAdded(added, reason.pause.why, at) : waits.sendPaused(reason.pause.why, at);
    }
  }
}
