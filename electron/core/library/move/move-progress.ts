// The progress of a library move: the files and bytes that are still outside of the target folder.
import type { Tables } from '../../../db/tables/tables.ts';
import type { Clock } from '../../ports.ts';

const notifyEveryMs = 250;

/** Number of files, and their total size in bytes. */
interface FileTotals {
  readonly files: number;
  readonly bytes: number;
}

/** Counts the remaining files of a move and notifies the window. */
export interface MoveProgress {
  /**
   * Counts the remaining files before a run. During the run the count is only decreased, because counting for every notification would
   * be slow in a large library.
   */
  beginRun(toFolderId: number): void;
  /** Called when the copy of a file begins. */
  beginFile(): void;
  /** Called with the number of bytes copied of the current file so far. Notifies at most every 250 ms. */
  setCopiedBytes(bytes: number): void;
  /** Called when the current file has been moved. */
  fileMoved(bytes: number): void;
  /** Notifies the window, at most every 250 ms. */
  notify(): void;
  /** The remaining files and bytes. The copied bytes of the current file do not count as remaining. */
  remaining(toFolderId: number): FileTotals;
}

/** The totals of the stored files in all other folders. */
export function totalsOutside(tables: Tables, toFolderId: number): FileTotals {
  const sum = { files: 0, bytes: 0 };
  for (const { id } of tables.results.folders()) {
    if (id === toFolderId) continue;
    const totals = tables.results.totalInFolder(id);
    sum.files += totals.videoCount;
    sum.bytes += totals.videoBytes;
  }
  return sum;
}

/** Called once by `createLibraryMove`. `statusChanged` publishes the status. */
export function createMoveProgress({
  tables,
  clock,
  statusChanged,
}: {
  tables: Tables;
  clock: Clock;
  statusChanged(): void;
}): MoveProgress {
  let remainingTotals: FileTotals | null = null;
  let copiedBytes = 0;
  let notifiedAtMs = 0;
  function notify(): void {
    if (clock.now() - notifiedAtMs < notifyEveryMs) return;
    notifiedAtMs = clock.now();
    statusChanged();
  }
  return {
    beginRun(toFolderId) {
      remainingTotals = totalsOutside(tables, toFolderId);
    },
    beginFile() {
      copiedBytes = 0;
    },
    setCopiedBytes(bytes) {
      copiedBytes = bytes;
      notify();
    },
    fileMoved(bytes) {
      if (remainingTotals !== null) remainingTotals = { files: remainingTotals.files - 1, bytes: remainingTotals.bytes - bytes };
      copiedBytes = 0;
    },
    notify,
    remaining(toFolderId) {
      remainingTotals ??= totalsOutside(tables, toFolderId);
      return { files: Math.max(0, remainingTotals.files), bytes: Math.max(0, remainingTotals.bytes - copiedBytes) };
    },
  };
}
