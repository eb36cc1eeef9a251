// The text of the note at the button while nothing is submitted. Pure.
import type { WaitReason } from '../../../../../shared/wait-reason.ts';
import { messages } from '../../../messages.ts';
import { profileName } from '../../../profile-name.ts';

const minuteMs = 60_000;

/** Returns the first full minute at or after `atMs`. Times are shown without seconds, and nothing is submitted before the shown time. */
const wholeMinute = (atMs: number): number => Math.ceil(atMs / minuteMs) * minuteMs;

/** Why new tasks wait. `added`: number of tasks that the last press added, 0 before a press. */
export function waitText(reason: WaitReason, added: number): string {
  const { notSending: texts } = messages.composer;
  switch (reason.kind) {
    case 'paused':
      return added > 0 ? texts.pausedTasksAdded(added) : texts.paused;
    case 'held': {
      const holdText = messages.queue.onHold(profileName(reason.profile));
      const { title } = messages.errorText(reason.hold.error);
      return added > 0 ? texts.heldTasksAdded(added, holdText, title) : texts.held(holdText, title);
    }
    case 'send-paused': {
      // A time of day instead of a countdown, which a screen reader would announce every second.
      const timeText = messages.format.time(wholeMinute(reason.pause.untilMs));
      return added > 0 ? texts.submitPausedTasksAdded(added, reason.pause.why, timeText) : texts.submitPaused(reason.pause.why, timeText);
    }
  }
}
