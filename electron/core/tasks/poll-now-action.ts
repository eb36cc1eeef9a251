// Decides what the call `tasks.pollNow` does for a task. Pure.
import type { TaskState } from '../../../shared/task.ts';

/** An unconfirmed task is reconciled, an accepted one is polled; null: the service has no information about it. */
export function pollNowAction(state: TaskState): 'reconcile' | 'poll' | null {
  switch (state) {
    case 'unconfirmed':
      return 'reconcile';
    case 'pending':
    case 'processing':
    case 'completed':
      return 'poll';
    default:
      return null;
  }
}
