// Notices a transfer that stands still, however long it takes in all. Only waiting for the network counts, not waiting for the disk.
import type { Clock } from '../../core/ports.ts';

export interface StallTimeout {
  /** Aborted when nothing came for too long, or when the outer signal was. */
  readonly signal: AbortSignal;
  readonly hasStalled: () => boolean;
  onProgress(): void;
  /** Time spent elsewhere does not count. */
  pause(): void;
  /** Ends the watch, and the transfer where it was not read to its end. */
  stop(): void;
}

export function createStallTimeout(clock: Clock, stallMs: number, outer: AbortSignal): StallTimeout {
  const controller = new AbortController();
  let movedAt = clock.now();
  let paused = false;
  let stalled = false;
  let disarm = () => {};
  const onOuter = () => controller.abort();
  outer.addEventListener('abort', onOuter, { once: true });
  if (outer.aborted) controller.abort();
  // One timer that looks again, instead of one per chunk: fast transfers have tens of thousands of chunks a second.
  const arm = (delayMs: number) => {
    disarm = clock.setTimer(delayMs, () => {
      // The clock was put back: it counts from now on.
      movedAt = Math.min(movedAt, clock.now());
      const quietMs = paused ? 0 : clock.now() - movedAt;
      if (quietMs >= stallMs) {
        stalled = true;
        controller.abort();
      } else arm(Math.min(stallMs, Math.max(1, stallMs - quietMs)));
    });
  };
  arm(stallMs);
  return {
    signal: controller.signal,
    hasStalled: () => stalled,
    onProgress() {
      movedAt = clock.now();
      paused = false;
    },
    pause() {
      paused = true;
    },
    stop() {
      disarm();
      outer.removeEventListener('abort', onOuter);
      controller.abort();
    },
  };
}
