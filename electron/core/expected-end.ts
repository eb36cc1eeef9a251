// When a task will probably be done: the service's own estimate, else what this model took before.
import type { TaskTable } from '../db/task-table.ts';

/** Fewer than this say nothing. */
const leastSamples = 3;
/** A longer estimate is a slip of the service and says nothing. */
const longestEstimateSeconds = 7 * 24 * 3_600;

function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)];
  return sorted.length < leastSamples || middle === undefined ? null : middle;
}

/** Moment of the expected end, null where nobody knows. `sinceMs` is when the task was accepted. */
export function expectedEnd(
  table: TaskTable,
  of: { model: string; estimatedSeconds: number | null; sinceMs: number; nowMs: number },
): number | null {
  if (of.estimatedSeconds !== null && of.estimatedSeconds <= longestEstimateSeconds)
    return Math.round(of.nowMs + of.estimatedSeconds * 1_000);
  const tookSeconds = median([...table.tookSeconds(of.model)].sort((a, b) => a - b));
  return tookSeconds === null ? null : Math.round(of.sinceMs + tookSeconds * 1_000);
}
