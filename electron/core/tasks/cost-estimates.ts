// Estimates for requests, from the finished tasks of their models: one query for each model, for any number of requests.
import { type Estimate, type EstimateKey, estimateFrom, type Sample } from '../../../shared/estimate.ts';
import type { TaskTable } from '../../db/tables/task-table.ts';

/** In the order of the keys. Real tasks are not used for simulated ones, nor the other way round. */
export function estimates(table: TaskTable, keys: readonly EstimateKey[], simulated: boolean): Estimate[] {
  const byModel = new Map<string, readonly Sample[]>();
  return keys.map((key) => {
    const known = byModel.get(key.model);
    const samples =
      known ??
      table
        .finished(key.model, simulated)
        .map((row) => ({ ...row, generateAudio: row.generateAudio === null ? null : row.generateAudio === 1 }));
    byModel.set(key.model, samples);
    return estimateFrom(key, samples);
  });
}
