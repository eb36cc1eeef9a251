// Aborts a transfer that stalls. Its total duration is not limited, and waiting for the disk does not count.
import type { Clock } from '../../core/ports.ts';

/** The time limit of one transfer. Starts with its creation and ends with `stop`. */
export interface StallTimeout {
  /** Aborted when no bytes arrived for too long, or when the outer signal is aborted. */
  readonly signal: AbortSignal;
  /** True if the limit ended the transfer, false if the outer signal did. */
  readonly hasStalled: () => boolean;
  /** Restarts the limit: bytes have arrived. */
  onProgress(): void;
  /** Stops counting until the next progress, because the transfer waits for the disk. */
  pause(): void;
  /** Ends the limit, and aborts a transfer that was not read to its end. */
  stop(): void;
}

/** Starts a limit of `stallMs` milliseconds without progress. `outerSignal` aborts the transfer from outside. */
export function createStallTimeout(clock: Clock, stallMs: number, outerSignal: AbortSignal): StallTimeout {
  const controller = new AbortController();
  let progressAtMs = clock.now();
  let isPaused = false;
  let isStalled = false;
  let cancelTimer = () => {};
  const onOuterAbort = () => controller.abort();
  outerSignal.addEventListener('abort', onOuterAbort, { once: true });
  if (outerSignal.aborted) controller.abort();
  // Restarts one timer instead of creating one per chunk, because fast transfers have tens of thousands of chunks per second.
  const startTimer = (delayMs: number) => {
    cancelTimer = clock.setTimer(delayMs, () => {
      // If the clock was set back, the limit counts from now.
      progressAtMs = Math.min(progressAtMs, clock.now());
      const idleMs = isPaused ? 0 : clock.now() - progressAtMs;
      if (idleMs >= stallMs) {
        isStalled = true;
        controller.abort();
      } else startTimer(Math.min(stallMs, Math.max(1, stallMs - idleMs)));
    });
  };
  startTimer(stallMs);
  return {
    signal: controller.signal,
    hasStalled: () => isStalled,
    onProgress() {
      progressAtMs = clock.now();
      isPaused = false;
    },
    pause() {
      isPaused = true;
    },
    stop() {
      cancelTimer();
      outerSignal.removeEventListener('abort', onOuterAbort);
      controller.abort();
    },
  };
}
