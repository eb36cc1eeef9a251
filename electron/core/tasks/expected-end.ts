// Estimates when a task will end (its ETA, from which the window computes the time left): the service's own estimate, else from earlier tasks: those of the same model, length and quality if there are
// enough, else all of the model. Real tasks are not used for simulated ones.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { FinishedRow, TaskTable } from '../../db/tables/task-table.ts';

/** Fewer samples are not used. */
const minSamples = 3;
/** Services change: only the newest tasks count. */
const newest = 20;
/** A longer estimate of the service is an error and is ignored. */
const longestEstimateSeconds = 7 * 24 * 3_600;

function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)];
  return sorted.length < minSamples || middle === undefined ? null : middle;
}

interface Kind {
  readonly model: string;
  readonly simulated: 0 | 1;
  readonly request: Pick<GenerationRequest, 'durationSeconds' | 'quality'>;
}

/** The usual duration of such a task; null with too few samples. */
function usualSeconds(table: TaskTable, of: Kind): number | null {
  const { durationSeconds, quality } = of.request;
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

/** The expected end in Unix milliseconds, null when unknown. `sinceMs` is when the task was accepted. */
export function expectedEnd(
  table: TaskTable,
  of: { task: Kind; estimatedSeconds: number | null; sinceMs: number; nowMs: number },
): number | null {
  if (of.estimatedSeconds !== null && of.estimatedSeconds <= longestEstimateSeconds)
    return Math.round(of.nowMs + of.estimatedSeconds * 1_000);
  const tookSeconds = usualSeconds(table, of.task);
  return tookSeconds === null ? null : Math.round(of.sinceMs + tookSeconds * 1_000);
}
