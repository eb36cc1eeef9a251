// Waits inside a job; the wait ends early when the job is aborted.
import type { Clock } from '../ports.ts';

/** Resolves after `ms` milliseconds, or as soon as `signal` aborts; never rejects. The caller checks the signal. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancelTimer();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancelTimer = clock.setTimer(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
