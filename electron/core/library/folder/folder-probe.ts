// Checks a folder that has an error at growing intervals, because a drive may be plugged in at any moment. One probe serves all waiting
// downloads.
import type { Clock } from '../../ports.ts';

const firstProbeMs = 10_000;
const maxProbeMs = 60_000;

/** Schedules the probes of the folder, at growing intervals. */
export interface FolderProbe {
  /** Schedules the next probe, and cancels an earlier schedule. */
  schedule(): void;
  /** Cancels the scheduled probe and resets the interval. Called when the folder is available or was changed. */
  reset(): void;
  /** Ends probing permanently. */
  stop(): void;
}

/** `check` is called when a probe is due. It schedules the next probe. */
export function createFolderProbe(clock: Pick<Clock, 'setTimer'>, check: () => void): FolderProbe {
  let delayMs = firstProbeMs;
  let cancelTimer: () => void = () => {};
  let isStopped = false;
  return {
    schedule() {
      cancelTimer();
      if (isStopped) return;
      cancelTimer = clock.setTimer(delayMs, () => {
        delayMs = Math.min(maxProbeMs, delayMs * 1.5);
        check();
      });
    },
    reset() {
      cancelTimer();
      delayMs = firstProbeMs;
    },
    stop() {
      isStopped = true;
      cancelTimer();
    },
  };
}
