// Which tasks belong in the queue.
import type { Task } from './task-schema.ts';

/** True while a task belongs in the queue: work is going on, or it needs the user. */
export function isLive(task: Task): boolean {
  switch (task.state) {
    case 'waiting':
    case 'submitting':
    case 'unconfirmed':
    case 'pending':
    case 'processing':
      return true;
    case 'failed':
    case 'cancelled':
    case 'abandoned':
      return !task.dismissed;
    case 'completed':
      // A stored video is in the library; data (an element, a character) is only shown here, until it is dismissed.
      return (
        !task.dismissed &&
        (task.results.length === 0 || task.results.some((r) => r.kind !== 'video' || (r.state !== 'stored' && r.state !== 'missing')))
      );
    case 'draft':
    case 'discarded':
      return false;
  }
}
