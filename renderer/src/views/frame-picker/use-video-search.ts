// Searches the library for the picker of videos, in the language of the search field.
import type { AppError } from '../../../../shared/errors.ts';
import { ok } from '../../../../shared/result.ts';
import { orderOf } from '../../../../shared/search/result-order.ts';
import { call } from '../../api.ts';
import { useStudio } from '../../store/studio-store.ts';
import { useLoadedValue } from '../../use-loaded-value.ts';
import { type ListQuery, useListQuery } from '../library/search/field/list-query.ts';

/** A search of the picker. */
interface VideoSearch {
  readonly query: ListQuery;
  /** The videos to choose from, newest first: the videos that the last search found, or all videos while nothing is typed. */
  readonly resultIds: readonly number[];
  readonly error: AppError | null;
}

/** Returns the ids of the videos that a text finds; null for all videos, which need no search. */
async function searchVideos(text: string) {
  if (text === '') return ok(null);
  const options = { scope: 'videos', group: 'none', sort: orderOf.newest, maxEntries: null, includeFacets: false } as const;
  const result = await call('library.search', { text, ...options, includeMidWord: true });
  return result.ok ? ok(Array.from(result.value.entryIds, (entryId) => entryId / 2)) : result;
}

/** Main searches after every change of the text; an outdated result is dropped. */
export function useVideoSearch(): VideoSearch {
  const all = useStudio((s) => s.index.resultIds);
  const query = useListQuery();
  const typed = query.searchedText;
  // A video that was stored or deleted changes the result.
  const { latest, error } = useLoadedValue(searchVideos, typed, all);
  const found = typed === '' ? null : (latest?.value ?? null);
  return { query, resultIds: found ?? all, error };
}
