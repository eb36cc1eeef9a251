// How far a move of the library is: files and bytes that are left outside of the target folder.
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock } from '../../ports.ts';

const notifyEveryMs = 250;

/** How many files, and how many bytes they hold. */
interface FileTotals {
  readonly files: number;
  readonly bytes: number;
}

/** Counts what is left of a move and tells the window of it. */
export interface MoveProgress {
  /** Counts what is left before a run. Later it is counted down: counting for every notification would be felt in a big library. */
  beginRun(toFolderId: number): void;
  /** A file begins; none of its bytes are copied. */
  beginFile(): void;
  /** So many bytes of the file at hand are copied; notifies at most every 250 ms. */
  copied(bytes: number): void;
  /** The file at hand has moved. */
  fileMoved(bytes: number): void;
  /** Tells the window, at most every 250 ms. */
  notify(): void;
  /** What remains to be moved, without the bytes already copied of the current file. */
  left(toFolderId: number): FileTotals;
}

/** The stored files in every folder but this one. */
export function totalsOutside(tables: Tables, toFolderId: number): FileTotals {
  const sum = { files: 0, bytes: 0 };
  for (const { id } of tables.results.folders()) {
    if (id === toFolderId) continue;
    const inside = tables.results.totalInFolder(id);
    sum.files += inside.videoCount;
    sum.bytes += inside.videoBytes;
  }
  return sum;
}

/** Built once with the move. `changed` publishes the status. */
export function createMoveProgress({ tables, clock, changed }: { tables: Tables; clock: Clock; changed(): void }): MoveProgress {
  let left: FileTotals | null = null;
  let copiedBytes = 0;
  let notifiedAtMs = 0;
  function notify(): void {
    if (clock.now() - notifiedAtMs < notifyEveryMs) return;
    notifiedAtMs = clock.now();
    changed();
  }
  return {
    beginRun(toFolderId) {
      left = totalsOutside(tables, toFolderId);
    },
    beginFile() {
      copiedBytes = 0;
    },
    copied(bytes) {
      copiedBytes = bytes;
      notify();
    },
    fileMoved(bytes) {
      if (left !== null) left = { files: left.files - 1, bytes: left.bytes - bytes };
      copiedBytes = 0;
    },
    notify,
    left(toFolderId) {
      left ??= totalsOutside(tables, toFolderId);
      return { files: Math.max(0, left.files), bytes: Math.max(0, left.bytes - copiedBytes) };
    },
  };
}
