// Derives the outcome of a poll by comparing the rows of its tasks before and after it. Pure.
import type { PollStateRow } from '../../db/tables/task/task-table.ts';
import { errorKind, type JobOutcome, msUntil } from '../scheduling/job-outcome.ts';

/** A polled task. `after` is undefined if the task no longer exists. */
export interface PolledTask {
  readonly before: PollStateRow;
  readonly after: PollStateRow | undefined;
}

/** Whether the poll changed the state of the task, or was the last poll of the task. */
const isChanged = ({ before, after }: PolledTask): boolean =>
  after !== undefined && (after.state !== before.state || (after.nextPollAtMs === null && before.nextPollAtMs !== null));

/** The outcome of one request: news of any task, or else the outcome of the first task. `polledTasks` is empty if no request was made. */
export function pollOutcome(polledTasks: readonly PolledTask[], nowMs: number): JobOutcome {
  const [first] = polledTasks;
  if (first?.after === undefined) return { outcome: 'skipped' };
  const { before, after } = first;
  const count = polledTasks.length > 1 ? { count: polledTasks.length } : {};
  const changedCount = polledTasks.filter(isChanged).length;
  if (changedCount > 0)
    return { outcome: 'done', details: { state: after.state, ...(polledTasks.length > 1 ? { ...count, changed: changedCount } : {}) } };
  if (after.failedPolls <= before.failedPolls) return { outcome: 'unchanged', details: count };
  const inMs = msUntil(after.nextPollAtMs, nowMs);
  return { outcome: 'retry', why: errorKind(after.pollError), inMs, attempt: after.failedPolls, details: count };
}
