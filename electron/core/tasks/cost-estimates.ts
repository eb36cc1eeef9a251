// Estimates the cost and duration of requests from the finished tasks of their models, with one query per model.
import { type Estimate, type EstimateKey, type EstimateSample, estimateFrom } from '../../../shared/estimate.ts';
import type { TaskTable } from '../../db/tables/task/task-table.ts';

/**
 * Returns the estimates in the order of the keys. Simulated tasks are estimated from simulated tasks only, and real tasks from real
 * ones.
 */
export function estimates(table: TaskTable, keys: readonly EstimateKey[], simulated: boolean): Estimate[] {
  const byModel = new Map<string, readonly EstimateSample[]>();
  return keys.map((key) => {
    const samples =
      byModel.get(key.model) ??
      table
        .finished(key.model, simulated)
        .map((row) => ({ ...row, generateAudio: row.generateAudio === null ? null : row.generateAudio === 1 }));
    byModel.set(key.model, samples);
    return estimateFrom(key, samples);
  });
}
