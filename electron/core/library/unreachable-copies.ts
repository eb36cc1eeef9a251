// Old copies of moved videos whose folder is away: a file that is not found there is not gone. The copies stay written down, and are removed when the
// folder is back.

import type { Clock, Log } from '../ports.ts';
import type { FolderIdentity } from './folder-identity.ts';

/** How often a folder that is away is asked for again. */
const probeEveryMs = 60_000;

/** Folders that are away, asked for again every minute until one of them is back. */
export interface UnreachableCopies {
  /** A run begins: each folder is asked for once more. */
  beginRun(): void;
  /** Whether the folder is away. Once it is, it is not asked for again in this run: there may be thousands of copies in it. */
  isAway(folder: string): Promise<boolean>;
  /** No folder is asked for any more. Called before the database closes. */
  stop(): void;
}

/** Built once with the move. */
export function createUnreachableCopies(parts: {
  folders: Pick<FolderIdentity, 'isAvailable'>;
  clock: Clock;
  log: Log;
  /** A folder is back: its old copies can be removed. */
  back(): void;
}): UnreachableCopies {
  const { folders, clock, log, back } = parts;
  /** Folders that hold old copies and are away. */
  const away = new Set<string>();
  let disarm: () => void = () => {};
  let stopped = false;

  function arm(): void {
    disarm();
    if (stopped || away.size === 0) return;
    disarm = clock.setTimer(probeEveryMs, () => void probe().catch((cause: unknown) => log.incident(cause, 'old copies')));
  }

  async function probe(): Promise<void> {
    let isOneBack = false;
    for (const folder of away) {
      if (stopped) return;
      if (await folders.isAvailable(folder)) isOneBack = true;
    }
    if (stopped) return;
    if (isOneBack) back();
    arm();
  }

  return {
    beginRun() {
      away.clear();
      disarm();
    },
    async isAway(folder) {
      if (away.has(folder)) return true;
      if (await folders.isAvailable(folder)) return false;
      away.add(folder);
      arm();
      return true;
    },
    stop() {
      stopped = true;
      disarm();
    },
  };
}
