// Estimates when a task will end. The window computes the time left from this. The estimate of the service has priority. The next choice
// is earlier tasks of the same model, length and quality, if there are enough. The last choice is all earlier tasks of the model.
// Simulated tasks are estimated from simulated tasks only, and real tasks from real ones.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { FinishedRow, TaskTable } from '../../db/tables/task/task-table.ts';

/** Minimum number of samples for an estimate. */
const minSamples = 3;
/** Maximum number of samples. Only the newest tasks count, because the speed of the service changes. */
const maxSamples = 20;
/** A longer estimate of the service is treated as an error and ignored. */
const maxEstimateSeconds = 7 * 24 * 3_600;

function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)];
  return sorted.length < minSamples || middle === undefined ? null : middle;
}

interface ComparableTask {
  readonly model: string;
  readonly simulated: 0 | 1;
  readonly request: Pick<GenerationRequest, 'durationSeconds' | 'quality'>;
}

/** The median duration of comparable earlier tasks in seconds; null if there are too few samples. */
function medianSeconds(table: TaskTable, task: ComparableTask): number | null {
  const { durationSeconds, quality } = task.request;
  const finished = table.finished(task.model, task.simulated === 1);
  const medianOf = (rows: readonly FinishedRow[]) =>
    median(
      rows
        .flatMap(({ tookSeconds }) => tookSeconds ?? [])
        .slice(0, maxSamples)
        .sort((a, b) => a - b),
    );
  return medianOf(finished.filter((row) => row.durationSeconds === durationSeconds && row.quality === quality)) ?? medianOf(finished);
}

/** The expected end in Unix milliseconds; null if unknown. `sinceMs`: when the task was accepted. */
export function expectedEnd(
  table: TaskTable,
  input: { task: ComparableTask; estimatedSeconds: number | null; sinceMs: number; nowMs: number },
): number | null {
  if (input.estimatedSeconds !== null && input.estimatedSeconds <= maxEstimateSeconds)
    return Math.round(input.nowMs + input.estimatedSeconds * 1_000);
  const tookSeconds = medianSeconds(table, input.task);
  return tookSeconds === null ? null : Math.round(input.sinceMs + tookSeconds * 1_000);
}
