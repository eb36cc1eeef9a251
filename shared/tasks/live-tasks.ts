// Which tasks belong in the queue.
import type { TaskResult, TaskState } from './task-schema.ts';

/** The facts that decide whether a task is live. */
interface LiveFacts {
  readonly state: TaskState;
  readonly dismissed: boolean;
  /** Called for a completed task that was not dismissed. */
  results(): readonly Pick<TaskResult, 'kind' | 'state'>[];
}

/** True while a task belongs in the queue: work is going on, or it needs the user. */
export function isLive({ state, dismissed, results }: LiveFacts): boolean {
  switch (state) {
    case 'waiting':
    case 'submitting':
    case 'unconfirmed':
    case 'pending':
    case 'processing':
      return true;
    case 'failed':
    case 'cancelled':
    case 'abandoned':
      return !dismissed;
    case 'completed': {
      if (dismissed) return false;
      const all = results();
      // A stored video is in the library; data (an element, a character) is only shown here, until it is dismissed.
      return all.length === 0 || all.some((r) => r.kind !== 'video' || (r.state !== 'stored' && r.state !== 'missing'));
    }
    case 'draft':
    case 'discarded':
      return false;
  }
}
