// What the status bar says about the queue, counted from the live tasks. Pure.
import type { Task } from '../../../shared/task.ts';

export interface StatusFacts {
  /** Files on their way. How many tasks there are of each kind is counted by the queue, for all places that say it. */
  readonly saving: number;
  readonly bytesPerSecond: number;
  /** The earliest moment at which a link of something not yet saved may die. */
  readonly nextExpiryAtMs: number | null;
}

export function statusFacts(tasks: Iterable<Task>): StatusFacts {
  let [saving, bytesPerSecond] = [0, 0];
  let nextExpiryAtMs: number | null = null;
  for (const task of tasks) {
    if (task.state !== 'completed') continue;
    for (const result of task.results) {
      if (result.state !== 'available' && result.state !== 'downloading') continue;
      saving += 1;
      bytesPerSecond += result.bytesPerSecond ?? 0;
      const expiry = result.linkExpiresAtMs;
      if (expiry !== null && (nextExpiryAtMs === null || expiry < nextExpiryAtMs)) nextExpiryAtMs = expiry;
    }
  }
  return { saving, bytesPerSecond, nextExpiryAtMs };
}
