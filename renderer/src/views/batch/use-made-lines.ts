// The lines of a batch whose requests were made before, so that they can be left out. Asked again after each change that may matter.
import { useEffect, useMemo, useState } from 'react';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import { selectStatus, selectTasks, useStudio } from '../../store/studio-store.ts';
import { likelyTakes } from '../create/submit/use-existing-takes.ts';
import { type AnsweredQuestion, findMadeLines, type MadeQuestion, type MadeState, madeStateOf } from './made-lines.ts';

/** The question is asked after nothing has changed for this many milliseconds. */
const quietMs = 400;

const canBeSent = ({ status: { kind } }: EvaluatedLine): boolean => kind === 'ready' || kind === 'advised';

/** What is known about these lines, and a function that asks again after a failure; the failure stays until the new answer is there. */
export function useMadeLines(lines: readonly EvaluatedLine[]): MadeState & { readonly retry: () => void } {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const tasks = useStudio(selectTasks);
  const resultCount = useStudio((s) => s.index.resultIds.length);
  const asked = useMemo(() => lines.filter(canBeSent), [lines]);
  const requests = useMemo(() => asked.map(({ request }) => request), [asked]);
  const inProgress = useMemo(() => likelyTakes(tasks, requests), [tasks, requests]);
  const question = useMemo<MadeQuestion>(
    () => ({ lines: asked, profileId, inProgress, resultCount }),
    [asked, profileId, inProgress, resultCount],
  );
  const [answered, setAnswered] = useState<AnsweredQuestion | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the same question again
  useEffect(() => {
    if (question.lines.length === 0) return;
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const result = await findMadeLines(question.lines, () => isCancelled);
      if (result !== null) setAnswered({ of: question, result });
    }, quietMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [question, attempt]);
  return { ...madeStateOf(question, answered), retry: () => setAttempt((count) => count + 1) };
}
