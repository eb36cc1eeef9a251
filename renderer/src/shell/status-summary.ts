// The facts of the status bar about downloads, computed from the live tasks. Pure.
import type { Task } from '../../../shared/task.ts';

/** Zero and null while nothing is being saved. */
interface SavingStatus {
  /**
   * Number of results that wait for their download or are being downloaded. The queue counts tasks (`sectionCounts`), for all places that
   * show their number.
   */
  readonly saving: number;
  /** Sum over all downloads. */
  readonly bytesPerSecond: number;
  /** The earliest time (Unix, milliseconds) at which the link of an unsaved result may expire; null when none is known. */
  readonly nextExpiryAtMs: number | null;
}

/** Sums up the results of completed tasks that are not saved yet. */
export function savingStatus(tasks: Iterable<Task>): SavingStatus {
  let [saving, bytesPerSecond] = [0, 0];
  let nextExpiryAtMs: number | null = null;
  for (const task of tasks) {
    if (task.state !== 'completed') continue;
    for (const result of task.results) {
      if (result.state !== 'available' && result.state !== 'downloading') continue;
      saving += 1;
      bytesPerSecond += result.bytesPerSecond ?? 0;
      const expiresAtMs = result.linkExpiresAtMs;
      if (expiresAtMs !== null && (nextExpiryAtMs === null || expiresAtMs < nextExpiryAtMs)) nextExpiryAtMs = expiresAtMs;
    }
  }
  return { saving, bytesPerSecond, nextExpiryAtMs };
}
