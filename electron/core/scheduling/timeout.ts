// A bound for waiting on work that cannot be cancelled.
import type { Clock } from '../ports.ts';

/**
 * How long a stop waits for calls to the file system, in milliseconds. A network share that is gone may never answer one, and no call to the file
 * system can be cancelled. Leaving one loses nothing: a read changes nothing, and every write to the library is safe against a kill at any moment.
 * Shorter than the whole quit may take (`electron/main.ts`), so that the database is still closed in order.
 */
export const fileCallTimeoutMs = 2_000;

/** The same before the switch to a backup: the process goes on, and work that was left could write beside the next core, so it gets longer. */
export const fileCallTimeoutBeforeRestoreMs = 30_000;

/** Waits for `work`, but no longer than `limitMs` milliseconds. `left`: it has not ended by then and goes on by itself. Rejects as `work` does. */
export async function withTimeout(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<'ended' | 'left'> {
  let disarm = () => {};
  const limit = new Promise<'left'>((resolve) => {
    disarm = clock.setTimer(limitMs, () => resolve('left'));
  });
  try {
    return await Promise.race([work.then(() => 'ended' as const), limit]);
  } finally {
    disarm();
  }
}
