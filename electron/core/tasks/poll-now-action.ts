// What "poll now" means for a task, as a pure decision.
import type { TaskState } from '../../../shared/task.ts';

/** An unconfirmed task is reconciled, one that the service has is polled; null: the service has nothing to say about it. */
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
