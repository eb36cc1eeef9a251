// Limits the wait for work that cannot be cancelled.
import type { Clock } from '../ports.ts';

/**
 * How many milliseconds a stop waits for file system calls. A lost network share may never answer, and file
 * system calls cannot be cancelled. An abandoned call loses nothing: a read changes nothing, and every write to
 * the library is safe against a kill at any moment. The time is shorter than the limit of a whole quit
 * (`electron/main.ts`), so that the database is still closed in order.
 */
export const fileCallTimeoutMs = 2_000;

/**
 * How many milliseconds a stop waits for file system calls before the switch to a backup. It is longer because the process continues, so
 * abandoned work could write while the next core is running.
 */
export const fileCallTimeoutBeforeRestoreMs = 30_000;

/**
 * Waits for `work`, but at most `limitMs` milliseconds. `timed-out`: the work has not ended yet and continues. Rejects if `work`
 * rejects.
 */
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
