// The tags, notes and collections of videos, which the library records do not contain. They are read again after each change of the
// library.
import type { Judgement, JudgementSummary } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { loadedFor, useLoadedValue } from '../../use-loaded-value.ts';

const readJudgement = (resultId: number) => call('judgement.read', { resultId });
const summarizeJudgements = (resultIds: readonly number[]) => call('judgement.summarize', { resultIds: Float64Array.from(resultIds) });

/** The judgement of a video; null until it is read, and if it cannot be read. The previous one stays while it is read again. */
export function useJudgement(resultId: number): Judgement | null {
  const revision = useStudio((s) => s.libraryRevision);
  return loadedFor(useLoadedValue(readJudgement, resultId, revision), resultId);
}

/**
 * For each value, the number of these videos that have it; null until they are counted. The previous counts stay while they are counted
 * again.
 */
export function useJudgementSummary(resultIds: readonly number[]): JudgementSummary | null {
  const revision = useStudio((s) => s.libraryRevision);
  return loadedFor(useLoadedValue(summarizeJudgements, resultIds, revision), resultIds);
}
