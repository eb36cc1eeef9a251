// Waiting inside a job: ends early when the job is to end.
import type { Clock } from '../ports.ts';

/** After `ms`, or as soon as `signal` aborts. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      disarm();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const disarm = clock.setTimer(ms, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
