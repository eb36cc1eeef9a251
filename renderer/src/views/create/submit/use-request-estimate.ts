// The probable cost of the composer's request. It is requested again when a field that affects the cost changes. The prompt does not affect
// it.
import { useMemo } from 'react';
import type { Estimate, EstimateKey } from '../../../../../shared/estimate.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useLoadedValue } from '../../../use-loaded-value.ts';

/** `simulated`: the active profile is the simulator, so nothing is charged. */
interface EstimateResult {
  readonly estimate: Estimate;
  readonly simulated: boolean;
}

const estimateOne = (key: EstimateKey) => call('tasks.estimate', { keys: [key] });

/** Returns null until main has returned the first estimate, and after a failed call. */
export function useRequestEstimate({ model, durationSeconds, quality, generateAudio }: EstimateKey): EstimateResult | null {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  // A newly stored video may improve the estimate.
  const resultCount = useStudio((s) => s.index.resultIds.length);
  const key = useMemo(
    (): EstimateKey => ({ model, durationSeconds, quality, generateAudio }),
    [model, durationSeconds, quality, generateAudio],
  );
  const { latest, error } = useLoadedValue(estimateOne, key, `${profileId} ${resultCount}`);
  if (latest === null || error !== null) return null;
  const { estimates, simulated } = latest.value;
  const [estimate] = estimates;
  return estimate === undefined ? null : { estimate, simulated };
}
