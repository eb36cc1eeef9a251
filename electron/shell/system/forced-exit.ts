// The process ends even where a call to the file system is never answered.
import { setTimeout as passed } from 'node:timers/promises';
import { hashThreads } from '../../adapters/hash/background-hash.ts';
import { mediaThreads } from '../../adapters/media/media-thread.ts';

/** What Node runs on its few threads until the system answers; nothing can cancel it. */
const onThreads: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap']);

/** `resources`: what `process.getActiveResourcesInfo` names. `threads`: how many of our own threads have not ended. */
export const blocksExit = (resources: readonly string[], threads: number): boolean =>
  threads > 0 || resources.some((resource) => onThreads.has(resource));

/** Whether the process could not end by itself now. */
const isHeldUp = (): boolean => blocksExit(process.getActiveResourcesInfo(), hashThreads() + mediaThreads());

/** Waits until every call has been answered and every thread has ended, but no longer than `limitMs`; answers whether they have. */
export async function waitForPendingCalls(limitMs: number): Promise<boolean> {
  const stepMs = 50;
  for (let waitedMs = 0; waitedMs < limitMs && isHeldUp(); waitedMs += stepMs) await passed(stepMs);
  return !isHeldUp();
}

/**
 * Ends the process by force at its very end where a call is still unanswered. Node joins its threads on every regular way out, so a share that never
 * answers would keep a process without a window, and its hold on the user data, for ever. Nothing is lost by it: the database is closed by then, and
 * whatever writes to the library is safe against a kill.
 */
export function forceExit(app: { on(event: 'quit', listener: () => void): unknown }): void {
  app.on('quit', () => {
    if (isHeldUp()) process.kill(process.pid, 'SIGKILL');
  });
}
