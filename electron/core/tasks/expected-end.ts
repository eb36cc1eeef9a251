// When a task will probably be done: the service's own estimate, else what this studio has seen: tasks of the same model, length and quality
// where there are enough of them, else all of the model. Real tasks say nothing about simulated ones.
import { requestOf } from '../../db/rows/stored-json.ts';
import type { FinishedRow, TaskTable } from '../../db/tables/task-table.ts';

/** Fewer than this say nothing. */
const leastSamples = 3;
/** Services change: only the newest tasks count. */
const newest = 20;
/** A longer estimate is a slip of the service and says nothing. */
const longestEstimateSeconds = 7 * 24 * 3_600;

function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)];
  return sorted.length < leastSamples || middle === undefined ? null : middle;
}

interface Kind {
  readonly id: number;
  readonly model: string;
  readonly simulated: 0 | 1;
  /** JSON. */
  readonly request: string;
}

/** How long a task like this usually takes; null where too few were seen. */
function usualSeconds(table: TaskTable, of: Kind): number | null {
  const { durationSeconds, quality } = requestOf(of);
  const finished = table.finished(of.model, of.simulated === 1);
  const took = (rows: readonly FinishedRow[]) =>
    median(
      rows
        .flatMap(({ tookSeconds }) => tookSeconds ?? [])
        .slice(0, newest)
        .sort((a, b) => a - b),
    );
  return took(finished.filter((row) => row.durationSeconds === durationSeconds && row.quality === quality)) ?? took(finished);
}

/** Moment of the expected end, null where nobody knows. `sinceMs` is when the task was accepted. */
export function expectedEnd(
  table: TaskTable,
  of: { task: Kind; estimatedSeconds: number | null; sinceMs: number; nowMs: number },
): number | null {
  if (of.estimatedSeconds !== null && of.estimatedSeconds <= longestEstimateSeconds)
    return Math.round(of.nowMs + of.estimatedSeconds * 1_000);
  const tookSeconds = usualSeconds(table, of.task);
  return tookSeconds === null ? null : Math.round(of.sinceMs + tookSeconds * 1_000);
}
