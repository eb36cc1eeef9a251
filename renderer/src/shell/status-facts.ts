// What the status bar says about the queue, counted from the live tasks. Pure.
import type { Task } from '../../../shared/task.ts';

export interface StatusFacts {
  readonly rendering: number;
  readonly waiting: number;
  readonly saving: number;
  readonly bytesPerSecond: number;
  /** The earliest moment at which a link of something not yet saved may die. */
  readonly nextExpiryAtMs: number | null;
}

export function statusFacts(tasks: Iterable<Task>): StatusFacts {
  let [rendering, waiting, saving, bytesPerSecond] = [0, 0, 0, 0];
  let nextExpiryAtMs: number | null = null;
  for (const task of tasks) {
    switch (task.state) {
      case 'waiting':
        waiting += 1;
        break;
      case 'submitting':
      case 'pending':
      case 'processing':
        rendering += 1;
        break;
      case 'completed':
        for (const result of task.results) {
          if (result.state !== 'available' && result.state !== 'downloading') continue;
          saving += 1;
          bytesPerSecond += result.bytesPerSecond ?? 0;
          const expiry = result.linkExpiresAtMs;
          if (expiry !== null && (nextExpiryAtMs === null || expiry < nextExpiryAtMs)) nextExpiryAtMs = expiry;
        }
        break;
      default:
    }
  }
  return { rendering, waiting, saving, bytesPerSecond, nextExpiryAtMs };
}
