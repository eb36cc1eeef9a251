// The tags, notes and collections of a video, which its library record leaves out. Read again whenever the library changed.
import { useEffect, useState } from 'react';
import type { Judgement } from '../../../../shared/ipc.ts';
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

/** The most videos whose tags and collections are compared: each is a call. */
const maxCompared = 50;

/** What is decided about each of several videos; null while some were not read yet, and for more than 50. */
export function useJudgements(resultIds: readonly number[]): readonly Judgement[] | null {
  const [read, setRead] = useState<{ readonly ids: string; readonly judgements: readonly Judgement[] } | null>(null);
  const revision = useStudio((s) => s.libraryRevision);
  const ids = resultIds.length > maxCompared ? '' : resultIds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the library may be one of the judgements
  useEffect(() => {
    if (ids === '') return;
    let isCancelled = false;
    const calls = ids.split(',').map((id) => call('judgement.read', { resultId: Number(id) }));
    void Promise.all(calls).then((answers) => {
      const judgements = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      if (!isCancelled && judgements.length === answers.length) setRead({ ids, judgements });
    });
    return () => {
      isCancelled = true;
    };
  }, [ids, revision]);
  return ids !== '' && read?.ids === ids ? read.judgements : null;
}
