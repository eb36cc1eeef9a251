// Decides what the call `tasks.pollNow` does for a task. Pure.
import type { TaskState } from '../../../shared/task.ts';

/** An unconfirmed task is reconciled, and an accepted task is polled. null: the service has no information about the task. */
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
