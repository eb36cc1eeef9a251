// The process ends even where a call to the file system is never answered.
import { setTimeout as passed } from 'node:timers/promises';

/** What Node runs on its few threads until the system answers; nothing can cancel it. */
const onThreads: ReadonlySet<string> = new Set(['FSReqCallback', 'FSReqPromise', 'GetAddrInfoReqWrap', 'GetNameInfoReqWrap']);

/** `resources`: what `process.getActiveResourcesInfo` names. */
export const holdsUpExit = (resources: readonly string[]): boolean => resources.some((resource) => onThreads.has(resource));

/** Resolves once every call has been answered, or after `limitMs`. */
export async function allAnswered(limitMs: number): Promise<void> {
  const stepMs = 50;
  for (let waitedMs = 0; waitedMs < limitMs && holdsUpExit(process.getActiveResourcesInfo()); waitedMs += stepMs) await passed(stepMs);
}

/**
 * Ends the process by force at its very end where a call is still unanswered. Node joins its threads on every regular way out, so a share that never
 * answers would keep a process without a window, and its hold on the user data, for ever. Nothing is lost by it: the database is closed by then, and
 * whatever writes to the library is safe against a kill.
 */
export function endsForSure(app: { on(event: 'quit', listener: () => void): unknown }): void {
  app.on('quit', () => {
    if (holdsUpExit(process.getActiveResourcesInfo())) process.kill(process.pid, 'SIGKILL');
  });
}
