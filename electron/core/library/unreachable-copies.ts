// Old copies of moved videos whose folder is away: a file that is not found there is not gone. The copies stay written down, and are removed when the
// folder is back.

import type { Clock, Log } from '../ports.ts';
import type { FolderIdentity } from './folder-identity.ts';

/** How often a folder that is away is asked for again. */
const probeEveryMs = 60_000;

export function createUnreachableCopies(parts: {
  folders: Pick<FolderIdentity, 'isAvailable'>;
  clock: Clock;
  log: Log;
  /** A folder is back: its old copies can be removed. */
  back(): void;
}) {
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
    /** A run begins: each folder is asked for once more. */
    beginRun(): void {
      away.clear();
      disarm();
    },
    /** Whether the folder is away. Once it is, it is not asked for again in this run: there may be thousands of copies in it. */
    async isAway(folder: string): Promise<boolean> {
      if (away.has(folder)) return true;
      if (await folders.isAvailable(folder)) return false;
      away.add(folder);
      arm();
      return true;
    },
    stop(): void {
      stopped = true;
      disarm();
    },
  };
}
