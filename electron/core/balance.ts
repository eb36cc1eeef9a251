// Reads the balance again some moments after something was accepted or ended; many at once are one reading.
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import type { Clock, Credits } from './ports.ts';

const settleMs = 2_000;
const atMostEveryMs = 15_000;

export interface Balance {
  changed(profileId: number): void;
  stop(): void;
}

export function createBalance(parts: {
  clock: Clock;
  signal: AbortSignal;
  read(profileId: number): Promise<Result<Credits, AppError>>;
}): Balance {
  const { clock, signal, read } = parts;
  const armed = new Map<number, () => void>();
  const readAtMs = new Map<number, number>();

  return {
    changed(profileId) {
      if (signal.aborted || armed.has(profileId)) return;
      const sinceMs = clock.monotonicMs() - (readAtMs.get(profileId) ?? Number.NEGATIVE_INFINITY);
      const disarm = clock.after(Math.max(settleMs, atMostEveryMs - sinceMs), () => {
        armed.delete(profileId);
        readAtMs.set(profileId, clock.monotonicMs());
        // A balance that could not be read is shown with its age; there is nobody to tell.
        read(profileId).catch(() => null);
      });
      armed.set(profileId, disarm);
    },
    stop() {
      for (const disarm of armed.values()) disarm();
      armed.clear();
    },
  };
}
