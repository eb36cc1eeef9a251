// Derives the searchable state of a task without a stored video from the task's state and results.
import type { EntryState } from '../../../../shared/search/query.ts';
import type { TaskState } from '../../../../shared/task.ts';

/**
 * The outcomes of a completed task without a stored video, from its results. `saved`: a result is data. `pending`: none of the other
 * outcomes.
 */
export const resultsOutcomes = ['deleted', 'expired', 'saved', 'pending'] as const;
/** The outcome of a task without a stored video, from its results. */
export type ResultsOutcome = (typeof resultsOutcomes)[number];

/** An SQL expression: the outcome of the results of a task. */
export const outcomeSql = (taskId: string): string => `CASE
    WHEN EXISTS (SELECT 1 FROM result r WHERE r.taskId = ${taskId} AND r.trash = 'deleted') THEN 'deleted'
    WHEN EXISTS (SELECT 1 FROM result r WHERE r.taskId = ${taskId} AND r.state = 'expired') THEN 'expired'
    WHEN EXISTS (SELECT 1 FROM result r WHERE r.taskId = ${taskId} AND r.kind <> 'video') THEN 'saved'
    ELSE 'pending' END`;

const stateOfOutcome: Readonly<Record<ResultsOutcome, EntryState>> = {
  deleted: 'deleted',
  expired: 'expired',
  saved: 'ready',
  pending: 'in-progress',
};

/** The state of a task without a stored video. `outcome` matters only for a completed task. */
export function stateOfTask(state: TaskState, outcome: ResultsOutcome): EntryState {
  switch (state) {
    case 'draft':
    case 'waiting':
    case 'failed':
    case 'cancelled':
    case 'abandoned':
    case 'discarded':
      return state;
    case 'unconfirmed':
      return 'unclear';
    case 'submitting':
    case 'pending':
    case 'processing':
      return 'in-progress';
    case 'completed':
      return stateOfOutcome[outcome];
  }
}
