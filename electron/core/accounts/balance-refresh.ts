// Reads the balance again some moments after something was accepted or ended, and now and then while a queue waits for it to show room. Many
// reasons at once are one reading.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Clock, Credits, Log } from '../ports.ts';

const settleMs = 2_000;
const atMostEveryMs = 15_000;
/** Between readings while a queue is held for want of credits. The call is free. */
const whileHeldEveryMs = 60_000;

/** Reads balances in the background, each at most every 15 seconds. */
export interface BalanceRefresh {
  /** It is another one now, or may be. */
  schedule(profileId: number): void;
  /** Cancels what is planned. A reading that goes on is ended by the signal. */
  stop(): void;
}

/** Built once by the composition; reads nothing before the first `schedule`. */
export function createBalanceRefresh(parts: {
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** How long the service wants not to be asked. */
  pausedForMs(profileId: number): number;
  /** A queue goes on as soon as there is room. */
  awaitsRoom(profileId: number): boolean;
  read(profileId: number): Promise<Result<Credits, AppError>>;
}): BalanceRefresh {
  const { clock, log, signal, pausedForMs, awaitsRoom, read } = parts;
  const armed = new Map<number, () => void>();
  const readAtMs = new Map<number, number>();

  function arm(profileId: number, inMs: number): void {
    if (signal.aborted || armed.has(profileId)) return;
    const disarm = clock.setTimer(inMs, () => {
      armed.delete(profileId);
      const pausedMs = pausedForMs(profileId);
      if (pausedMs > 0) arm(profileId, pausedMs);
      else void readNow(profileId);
    });
    armed.set(profileId, disarm);
  }

  async function readNow(profileId: number): Promise<void> {
    readAtMs.set(profileId, clock.monotonicMs());
    // A balance that the service did not give is shown with its age; there is nobody to tell. A throw is a bug of ours.
    await read(profileId).catch((error: unknown) => {
      // The database closes while a reading is on its way.
      if (!signal.aborted) log.incident(error, 'reading the balance');
    });
    if (awaitsRoom(profileId)) arm(profileId, whileHeldEveryMs);
  }

  return {
    schedule(profileId) {
      const sinceMs = clock.monotonicMs() - (readAtMs.get(profileId) ?? Number.NEGATIVE_INFINITY);
      arm(profileId, Math.max(settleMs, atMostEveryMs - sinceMs));
    },
    stop() {
      for (const disarm of armed.values()) disarm();
      armed.clear();
    },
  };
}
