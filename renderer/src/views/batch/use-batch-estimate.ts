// The probable cost of the lines to be sent, estimated from earlier tasks like them.
import { useEffect, useMemo, useState } from 'react';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { CallInput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

type EstimateKey = CallInput<'tasks.estimate'>['keys'][number];

/** A cost in credits. The true cost of the tasks that can be estimated is probably between `min` and `max`. */
export interface BatchCost {
  readonly min: number;
  readonly max: number;
  /** Number of tasks for which no similar earlier task exists. `min` and `max` do not include them. */
  readonly unknown: number;
  /** The profile is the simulator: nothing is charged. */
  readonly simulated: boolean;
}

/** The largest number of keys in one `tasks.estimate` call. Tasks with other keys count as unknown. */
const maxKeys = 200;
/** The estimate is requested after the lines have not changed for this many milliseconds. */
const debounceMs = 150;

/** The part of a line that determines its price. */
export const priceKeyOf = ({ request: { model, durationSeconds, quality, generateAudio } }: EvaluatedLine): EstimateKey => ({
  model,
  durationSeconds,
  quality,
  generateAudio,
});

/** Returns the cost of these lines; null while it is unknown, and when the estimate has failed. */
export function useBatchEstimate(lines: readonly EvaluatedLine[]): BatchCost | null {
  // The number of tasks per price key, as JSON text, so that an unchanged estimate is not requested again.
  const countsJson = useMemo(() => {
    const counts = new Map<string, number>();
    for (const line of lines) {
      const key = JSON.stringify(priceKeyOf(line));
      counts.set(key, (counts.get(key) ?? 0) + line.count);
    }
    return JSON.stringify([...counts]);
  }, [lines]);
  const [result, setResult] = useState<{ readonly countsJson: string; readonly cost: BatchCost } | null>(null);

  useEffect(() => {
    const counts = JSON.parse(countsJson) as readonly (readonly [string, number])[];
    const requestedCounts = counts.slice(0, maxKeys);
    if (requestedCounts.length === 0) return;
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const response = await call('tasks.estimate', { keys: requestedCounts.map(([key]) => JSON.parse(key) as EstimateKey) });
      if (!response.ok || isCancelled) return;
      let [min, max, unknown] = [0, 0, 0];
      for (const [index, [, count]] of counts.entries()) {
        const credits = response.value.estimates[index]?.credits ?? null;
        if (credits === null) unknown += count;
        else {
          min += credits.min * count;
          max += credits.max * count;
        }
      }
      setResult({ countsJson, cost: { min, max, unknown, simulated: response.value.simulated } });
    }, debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [countsJson]);

  return result?.countsJson === countsJson ? result.cost : null;
}
