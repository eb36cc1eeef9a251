// The probable cost of the lines to be sent, estimated from earlier tasks like them.
import { useEffect, useMemo, useState } from 'react';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import type { CallInput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';

type Key = CallInput<'tasks.estimate'>['keys'][number];

/** A cost in credits. The true cost of the tasks that can be estimated is probably between `min` and `max`. */
export interface BatchCost {
  readonly min: number;
  readonly max: number;
  /** Number of tasks without any earlier task like them; they are not in the sums. */
  readonly unknown: number;
  /** The profile is the simulator: nothing is charged. */
  readonly simulated: boolean;
}

/** The largest number of keys in one `tasks.estimate` call. Tasks with other keys count as unknown. */
const maxKeys = 200;
/** The estimate is requested after the lines have not changed for this many milliseconds. */
const quietMs = 150;

/** The part of a line that determines its price. */
export const priceKeyOf = ({ request: { model, durationSeconds, quality, generateAudio } }: EvaluatedLine): Key => ({
  model,
  durationSeconds,
  quality,
  generateAudio,
});

/** The cost of these lines; null while it is unknown, also when the estimate fails. */
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
  const [result, setResult] = useState<{ readonly of: string; readonly cost: BatchCost } | null>(null);

  useEffect(() => {
    const counts = JSON.parse(countsJson) as readonly (readonly [string, number])[];
    const requested = counts.slice(0, maxKeys);
    if (requested.length === 0) return;
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const estimated = await call('tasks.estimate', { keys: requested.map(([key]) => JSON.parse(key) as Key) });
      if (!estimated.ok || isCancelled) return;
      let [min, max, unknown] = [0, 0, 0];
      for (const [index, [, count]] of counts.entries()) {
        const credits = estimated.value.estimates[index]?.credits ?? null;
        if (credits === null) unknown += count;
        else {
          min += credits.min * count;
          max += credits.max * count;
        }
      }
      setResult({ of: countsJson, cost: { min, max, unknown, simulated: estimated.value.simulated } });
    }, quietMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [countsJson]);

  return result?.of === countsJson ? result.cost : null;
}
