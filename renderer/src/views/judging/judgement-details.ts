// The tags, notes and collections of a video, which its library record leaves out. Read again whenever the library changed.
import { useEffect, useState } from 'react';
import type { Judgement, JudgementSummary } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';

/** What is decided about a video; null until it was read, and where it cannot be. The former answer stays while it is read again. */
export function useJudgement(resultId: number): Judgement | null {
  const [read, setRead] = useState<{ readonly resultId: number; readonly judgement: Judgement } | null>(null);
  const revision = useStudio((s) => s.libraryRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library may be one of the judgement
  useEffect(() => {
    let isCancelled = false;
    void call('judgement.read', { resultId }).then((answer) => {
      if (!isCancelled && answer.ok) setRead({ resultId, judgement: answer.value });
    });
    return () => {
      isCancelled = true;
    };
  }, [resultId, revision]);
  return read?.resultId === resultId ? read.judgement : null;
}

/** How many of several videos have each value; null until they were counted. The former answer stays while they are counted again. */
export function useJudgementSummary(resultIds: readonly number[]): JudgementSummary | null {
  const [counted, setCounted] = useState<{ readonly resultIds: readonly number[]; readonly summary: JudgementSummary } | null>(null);
  const revision = useStudio((s) => s.libraryRevision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library may be one of the judgements
  useEffect(() => {
    let isCancelled = false;
    void call('judgement.summarize', { resultIds: Float64Array.from(resultIds) }).then((answer) => {
      if (!isCancelled && answer.ok) setCounted({ resultIds, summary: answer.value });
    });
    return () => {
      isCancelled = true;
    };
  }, [resultIds, revision]);
  return counted?.resultIds === resultIds ? counted.summary : null;
}
