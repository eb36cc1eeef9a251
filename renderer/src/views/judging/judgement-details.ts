// The tags, notes and collections of videos, which the library records do not contain. They are read again after each change of the
// library.
import { useEffect, useState } from 'react';
import type { Judgement, JudgementSummary } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';

/** The judgement of a video; null until it is read, and if it cannot be read. The previous one stays while it is read again. */
export function useJudgement(resultId: number): Judgement | null {
  const [loaded, setLoaded] = useState<{ readonly resultId: number; readonly judgement: Judgement } | null>(null);
  const revision = useStudio((s) => s.libraryRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library may change the judgement
  useEffect(() => {
    let isCancelled = false;
    void call('judgement.read', { resultId }).then((result) => {
      if (!isCancelled && result.ok) setLoaded({ resultId, judgement: result.value });
    });
    return () => {
      isCancelled = true;
    };
  }, [resultId, revision]);
  return loaded?.resultId === resultId ? loaded.judgement : null;
}

/**
 * For each value, the number of these videos that have it; null until they are counted. The previous counts stay while they are counted
 * again.
 */
export function useJudgementSummary(resultIds: readonly number[]): JudgementSummary | null {
  const [loaded, setLoaded] = useState<{ readonly resultIds: readonly number[]; readonly summary: JudgementSummary } | null>(null);
  const revision = useStudio((s) => s.libraryRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library may change the judgements
  useEffect(() => {
    let isCancelled = false;
    void call('judgement.summarize', { resultIds: Float64Array.from(resultIds) }).then((result) => {
      if (!isCancelled && result.ok) setLoaded({ resultIds, summary: result.value });
    });
    return () => {
      isCancelled = true;
    };
  }, [resultIds, revision]);
  return loaded?.resultIds === resultIds ? loaded.summary : null;
}
