// Limits the wait for work that cannot be cancelled.
import type { Clock } from '../ports.ts';

/**
 * How long a stop waits for calls to the file system, in milliseconds. A lost network share may never answer, and no call to the file system can be
 * cancelled. Abandoning one loses nothing: a read changes nothing, and every write to the library is safe against a kill at any moment. Shorter than
 * the limit of a whole quit (`electron/main.ts`), so that the database is still closed in order.
 */
export const fileCallTimeoutMs = 2_000;

/**
 * The same before the switch to a backup. Longer, because the process continues, so that abandoned work could write while the next core is running.
 */
export const fileCallTimeoutBeforeRestoreMs = 30_000;

/** Waits for `work`, but no longer than `limitMs` milliseconds. `timed-out`: it has not ended by then and continues. Rejects as `work` does. */
export async function withTimeout(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<'ended' | 'timed-out'> {
  let cancelTimer = () => {};
  const limit = new Promise<'timed-out'>((resolve) => {
    cancelTimer = clock.setTimer(limitMs, () => resolve('timed-out'));
  });
  try {
    return await Promise.race([work.then(() => 'ended' as const), limit]);
  } finally {
    cancelTimer();
  }
}
