// The takes that the lines of a batch already have, so that these lines can be left out. They are loaded again after each change that may
// affect them.
import { useEffect, useMemo, useState } from 'react';
import type { EvaluatedLine } from '../../../../shared/batch/index.ts';
import { selectStatus, selectTasks, useStudio } from '../../store/studio-store.ts';
import { likelyTakes } from '../create/submit/use-existing-takes.ts';
import { type LineTakes, lineTakesOf, loadTakeCounts, type TakeQuery, type TakeResponse } from './line-takes.ts';

/** The takes are loaded after nothing has changed for this many milliseconds. */
const debounceMs = 400;

const canBeSent = ({ status: { kind } }: EvaluatedLine): boolean => kind === 'ready' || kind === 'advised';

/** The takes of these lines, and a function that loads them again after a failure. The failure stays until the next response. */
export function useLineTakes(lines: readonly EvaluatedLine[]): LineTakes & { readonly retry: () => void } {
  const profileId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);
  const tasks = useStudio(selectTasks);
  const resultCount = useStudio((s) => s.index.resultIds.length);
  const sendableLines = useMemo(() => lines.filter(canBeSent), [lines]);
  const requests = useMemo(() => sendableLines.map(({ request }) => request), [sendableLines]);
  const likelyTakeIds = useMemo(() => likelyTakes(tasks, requests), [tasks, requests]);
  const query = useMemo<TakeQuery>(
    () => ({ lines: sendableLines, profileId, likelyTakeIds, resultCount }),
    [sendableLines, profileId, likelyTakeIds, resultCount],
  );
  const [lastResponse, setLastResponse] = useState<TakeResponse | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads the same takes again
  useEffect(() => {
    if (query.lines.length === 0) return;
    let isCancelled = false;
    const timer = setTimeout(async () => {
      const result = await loadTakeCounts(query.lines, () => isCancelled);
      if (result !== null) setLastResponse({ query, result });
    }, debounceMs);
    return () => {
      isCancelled = true;
      clearTimeout(timer);
    };
  }, [query, attempt]);
  return { ...lineTakesOf(query, lastResponse), retry: () => setAttempt((count) => count + 1) };
}
