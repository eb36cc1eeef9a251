// Ends the process even where a call to the file system never returns.
import { setTimeout as sleep } from 'node:timers/promises';
import { hashThreadCount } from '../../adapters/hash/background-hash.ts';
import { mediaThreadCount } from '../../adapters/media/media-thread.ts';

/** Calls that Node runs on its few threads until the system answers; nothing can cancel them. */
const threadPoolRequests: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap']);

/** True when the process could not end by itself. `resources`: from `process.getActiveResourcesInfo`. `threads`: our own threads that have not ended. */
export const blocksExit = (resources: readonly string[], threads: number): boolean =>
  threads > 0 || resources.some((resource) => threadPoolRequests.has(resource));

/** True when the process could not end by itself now. */
const isExitBlocked = (): boolean => blocksExit(process.getActiveResourcesInfo(), hashThreadCount() + mediaThreadCount());

/** Waits until every call has returned and every thread has ended, but no longer than `limitMs`. Returns whether they have. */
export async function waitForPendingCalls(limitMs: number): Promise<boolean> {
  const stepMs = 50;
  for (let waitedMs = 0; waitedMs < limitMs && isExitBlocked(); waitedMs += stepMs) await sleep(stepMs);
  return !isExitBlocked();
}

/**
 * Kills the process at its very end where a call has not returned. Node joins its threads on every regular exit, so a network drive that never answers
 * would keep a process without a window, and its lock on the user data, for ever. Nothing is lost: the database is closed by then, and writes to the
 * library survive a kill.
 */
export function forceExit(app: { on(event: 'quit', listener: () => void): unknown }): void {
  app.on('quit', () => {
    if (isExitBlocked()) process.kill(process.pid, 'SIGKILL');
  });
}
