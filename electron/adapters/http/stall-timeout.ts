// Aborts a transfer that stalls, however long it takes in all. Only waiting for the network counts, not waiting for the disk.
import type { Clock } from '../../core/ports.ts';

/** The time limit of one transfer. Starts with its creation and ends with `stop`. */
export interface StallTimeout {
  /** Aborted when no bytes arrived for too long, and when the outer signal is aborted. */
  readonly signal: AbortSignal;
  /** True when the limit ended the transfer, false when the outer signal did. */
  readonly hasStalled: () => boolean;
  /** Restarts the limit: bytes have arrived. */
  onProgress(): void;
  /** Stops counting until the next progress: the transfer waits for the disk. */
  pause(): void;
  /** Ends the limit, and aborts a transfer that was not read to its end. */
  stop(): void;
}

/** Arms a limit of `stallMs` milliseconds without progress. `outer` aborts the transfer from outside. */
export function createStallTimeout(clock: Clock, stallMs: number, outer: AbortSignal): StallTimeout {
  const controller = new AbortController();
  let movedAt = clock.now();
  let paused = false;
  let stalled = false;
  let disarm = () => {};
  const onOuter = () => controller.abort();
  outer.addEventListener('abort', onOuter, { once: true });
  if (outer.aborted) controller.abort();
  // One timer that is armed again, instead of one per chunk: fast transfers have tens of thousands of chunks a second.
  const arm = (delayMs: number) => {
    disarm = clock.setTimer(delayMs, () => {
      // When the clock was set back, the limit counts from now.
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
