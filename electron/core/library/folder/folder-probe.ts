// Checks a folder with an error at growing intervals, because a drive may be plugged in again at any moment. One probe serves all waiting downloads.
import type { Clock } from '../../ports.ts';

const firstProbeMs = 10_000;
const maxProbeMs = 60_000;

/** The next probe of the folder; the interval grows. */
export interface FolderProbe {
  /** Schedules the next probe and replaces a scheduled one. */
  schedule(): void;
  /** Cancels the scheduled probe and resets the interval: the folder is available, or another one is in use. */
  reset(): void;
  /** Ends probing permanently. */
  stop(): void;
}

/** `check` is called when a probe is due; it schedules the next one. */
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
