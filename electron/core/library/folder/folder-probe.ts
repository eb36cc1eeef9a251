// Checks a folder that is not well again and again: it may be back in a moment, as a stick that is plugged in again. One probe at a time, for all
// who wait.
import type { Clock } from '../../ports.ts';

const firstProbeMs = 10_000;
const longestProbeMs = 60_000;

/** The next probe; each waits longer than the one before. */
export interface FolderProbe {
  /** Plans the next probe, in place of one that is planned. */
  arm(): void;
  /** No probe is planned any more, and the next one comes soon again: the folder is well, or is another one. */
  reset(): void;
  /** For good. */
  stop(): void;
}

/** `check` is called when a probe is due; it plans the next one. */
export function createFolderProbe(clock: Pick<Clock, 'setTimer'>, check: () => void): FolderProbe {
  let delayMs = firstProbeMs;
  let disarm: () => void = () => {};
  let isStopped = false;
  return {
    arm() {
      disarm();
      if (isStopped) return;
      disarm = clock.setTimer(delayMs, () => {
        delayMs = Math.min(longestProbeMs, delayMs * 1.5);
        check();
      });
    },
    reset() {
      disarm();
      delayMs = firstProbeMs;
    },
    stop() {
      isStopped = true;
      disarm();
    },
  };
}
