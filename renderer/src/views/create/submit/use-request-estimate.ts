// What the request in the composer will probably cost: asked again when what the cost depends on changes, never for a letter of the prompt.
import { useEffect, useState } from 'react';
import type { Estimate, EstimateKey } from '../../../../../shared/estimate.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';

export interface EstimateResult {
  readonly estimate: Estimate;
  readonly simulated: boolean;
}

/** null until the first answer is here. */
export function useRequestEstimate({ model, durationSeconds, quality, generateAudio }: EstimateKey): EstimateResult | null {
  const [known, setKnown] = useState<EstimateResult | null>(null);
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  // A video that was stored since may tell more.
  const stored = useStudio((s) => s.index.resultIds.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the profile and the library decide what main knows
  useEffect(() => {
    let isOld = false;
    void call('tasks.estimate', { keys: [{ model, durationSeconds, quality, generateAudio }] }).then((answer) => {
      if (isOld) return;
      const [estimate] = answer.ok ? answer.value.estimates : [];
      setKnown(answer.ok && estimate !== undefined ? { estimate, simulated: answer.value.simulated } : null);
    });
    return () => {
      isOld = true;
    };
  }, [model, durationSeconds, quality, generateAudio, profileId, stored]);
  return known;
}
