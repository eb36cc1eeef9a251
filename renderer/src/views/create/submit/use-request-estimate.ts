// The probable cost of the composer's request. It is requested again when a field that affects the cost changes. The prompt does not affect
// it.
import { useEffect, useState } from 'react';
import type { Estimate, EstimateKey } from '../../../../../shared/estimate.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';

/** `simulated`: the active profile is the simulator, so nothing is charged. */
interface EstimateResult {
  readonly estimate: Estimate;
  readonly simulated: boolean;
}

/** Returns null until main has returned the first estimate, and after a failed call. */
export function useRequestEstimate({ model, durationSeconds, quality, generateAudio }: EstimateKey): EstimateResult | null {
  const [result, setResult] = useState<EstimateResult | null>(null);
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  // A newly stored video may improve the estimate.
  const resultCount = useStudio((s) => s.index.resultIds.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the estimate depends on the profile and the library
  useEffect(() => {
    let isCancelled = false;
    void call('tasks.estimate', { keys: [{ model, durationSeconds, quality, generateAudio }] }).then((result) => {
      if (isCancelled) return;
      const [estimate] = result.ok ? result.value.estimates : [];
      setResult(result.ok && estimate !== undefined ? { estimate, simulated: result.value.simulated } : null);
    });
    return () => {
      isCancelled = true;
    };
  }, [model, durationSeconds, quality, generateAudio, profileId, resultCount]);
  return result;
}
