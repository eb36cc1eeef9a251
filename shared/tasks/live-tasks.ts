// Which tasks belong in the queue.
import type { TaskResult, TaskState } from './task-schema.ts';

/** The facts that decide whether a task is live. */
interface LiveFacts {
  readonly state: TaskState;
  readonly dismissed: boolean;
  /** Called for a completed task that was not dismissed. */
  results(): readonly Pick<TaskResult, 'kind' | 'state'>[];
}

/** True while a task belongs in the queue: it is in progress, or needs the user. */
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
      // The library shows a stored video. Only the queue shows data (an element, a character), until the user dismisses the task.
      return all.length === 0 || all.some((r) => r.kind !== 'video' || (r.state !== 'stored' && r.state !== 'missing'));
    }
    case 'draft':
    case 'discarded':
      return false;
  }
}
