// Tracks the unavailable folders that contain old copies of moved videos. A copy that cannot be found there may still exist. So it stays
// recorded, and is removed when the folder is back.

import type { Clock, Log } from '../ports.ts';
import type { FolderIdentity } from './folder-identity.ts';

/** Interval between probes of an unavailable folder. */
const probeEveryMs = 60_000;

/** The unavailable folders. They are probed every minute until one of them is back. */
export interface UnreachableCopies {
  /** Called at the beginning of a run. Each folder is probed once more. */
  beginRun(): void;
  /**
   * Whether the folder is unavailable. The answer is cached for the rest of the run, because the folder may contain thousands of copies.
   */
  isUnavailable(folder: string): Promise<boolean>;
  /** Ends all probes. Called before the database closes. */
  stop(): void;
}

/** Called once by `createLibraryMove`. */
export function createUnreachableCopies(deps: {
  folderIdentity: Pick<FolderIdentity, 'isAvailable'>;
  clock: Clock;
  log: Log;
  /** Called when a folder is back: its old copies can be removed. */
  onAvailable(): void;
}): UnreachableCopies {
  const { folderIdentity, clock, log, onAvailable } = deps;
  /** Unavailable folders with old copies. */
  const unavailable = new Set<string>();
  let cancelTimer: () => void = () => {};
  let isStopped = false;

  function scheduleProbe(): void {
    cancelTimer();
    if (isStopped || unavailable.size === 0) return;
    cancelTimer = clock.setTimer(probeEveryMs, () => void probe().catch((cause: unknown) => log.incident(cause, 'old copies')));
  }

  async function probe(): Promise<void> {
    let isAnyAvailable = false;
    for (const folder of unavailable) {
      if (isStopped) return;
      if (await folderIdentity.isAvailable(folder)) isAnyAvailable = true;
    }
    if (isStopped) return;
    if (isAnyAvailable) onAvailable();
    scheduleProbe();
  }

  return {
    beginRun() {
      unavailable.clear();
      cancelTimer();
    },
    async isUnavailable(folder) {
      if (unavailable.has(folder)) return true;
      if (await folderIdentity.isAvailable(folder)) return false;
      unavailable.add(folder);
      scheduleProbe();
      return true;
    },
    stop() {
      isStopped = true;
      cancelTimer();
    },
  };
}
