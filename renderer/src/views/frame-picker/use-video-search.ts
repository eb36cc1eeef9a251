// Searches the library for the picker of videos, in the language of the search field.
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import { orderOf } from '../../../../shared/search/result-order.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { type ListQuery, useListQuery } from '../library/search/field/list-query.ts';

/** A search of the picker. */
interface VideoSearch {
  readonly query: ListQuery;
  /** The videos to choose from, newest first: the videos that the last search found, or all videos while nothing is typed. */
  readonly resultIds: readonly number[];
  readonly error: AppError | null;
}

/** Main searches after every change of the text; an outdated result is dropped. */
export function useVideoSearch(): VideoSearch {
  const all = useStudio((s) => s.index.resultIds);
  const query = useListQuery();
  const [found, setFound] = useState<readonly number[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const typed = query.searchedText;
  // biome-ignore lint/correctness/useExhaustiveDependencies(all): a video that was stored or deleted changes the result
  useEffect(() => {
    let isCancelled = false;
    const search = async (): Promise<void> => {
      const options = { scope: 'videos', group: 'none', sort: orderOf.newest, maxEntries: null, includeFacets: false } as const;
      const result = await call('library.search', { text: typed, ...options, includeMidWord: true });
      if (isCancelled) return;
      setError(result.ok ? null : result.error);
      if (result.ok) setFound(Array.from(result.value.entryIds, (entryId) => entryId / 2));
    };
    if (typed === '') setFound(null);
    else void search();
    return () => {
      isCancelled = true;
    };
  }, [typed, all]);
  return { query, resultIds: found ?? all, error };
}
