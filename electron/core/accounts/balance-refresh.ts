// Reads the balance shortly after a task was accepted or has ended, and at intervals while a queue waits for credits. Several requests
// within a short time cause only one reading.

import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, Credits, Log } from '../ports.ts';

/** Delay of a reading, so that several changes within a short time cause only one. */
const settleMs = 2_000;
/** Minimum interval between two readings of a profile. */
const minIntervalMs = 15_000;
/** Interval between readings while a queue is held for missing credits. The call is free. */
const heldIntervalMs = 60_000;

/** Reads balances in the background, each profile at most every 15 seconds. */
export interface BalanceRefresh {
  /** Schedules a reading because the balance has changed or may have changed. */
  schedule(profileId: number): void;
  /** Cancels scheduled readings. The signal aborts a running reading. */
  stop(): void;
}

/** Called once by `core/compose/`; reads nothing before the first `schedule`. */
export function createBalanceRefresh(parts: {
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** The remaining pause that the service requested, in milliseconds. */
  pausedForMs(profileId: number): number;
  /** True while a hold of the profile waits for credits. */
  awaitsCredits(profileId: number): boolean;
  read(profileId: number): Promise<Result<Credits, AppError>>;
}): BalanceRefresh {
  const { clock, signal, pausedForMs, awaitsCredits, read } = parts;
  const failures = createFailureReporter(parts);
  const timerCancels = new Map<number, () => void>();
  const readAtMs = new Map<number, number>();

  function scheduleReading(profileId: number, inMs: number): void {
    if (signal.aborted || timerCancels.has(profileId)) return;
    const cancelTimer = clock.setTimer(inMs, () => {
      timerCancels.delete(profileId);
      const pausedMs = pausedForMs(profileId);
      if (pausedMs > 0) scheduleReading(profileId, pausedMs);
      else void readNow(profileId);
    });
    timerCancels.set(profileId, cancelTimer);
  }

  async function readNow(profileId: number): Promise<void> {
    readAtMs.set(profileId, clock.monotonicMs());
    // A failed reading needs no message, because the window shows the last balance with its age. An exception is a bug.
    await read(profileId).catch((error: unknown) => {
      // The database may be closed while a reading is running.
      if (!signal.aborted) failures.report(error, 'reading the balance');
    });
    if (awaitsCredits(profileId)) scheduleReading(profileId, heldIntervalMs);
  }

  return {
    schedule(profileId) {
      const sinceMs = clock.monotonicMs() - (readAtMs.get(profileId) ?? Number.NEGATIVE_INFINITY);
      scheduleReading(profileId, Math.max(settleMs, minIntervalMs - sinceMs));
    },
    stop() {
      for (const cancelTimer of timerCancels.values()) cancelTimer();
      timerCancels.clear();
    },
  };
}
