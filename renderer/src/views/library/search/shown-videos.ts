// The entries that the grid shows: the whole library, or the result of the search.
import { useMemo } from 'react';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import type { LibraryIndex } from '../../../store/index-mirror.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { sortByCollectionOrder } from '../collections/chosen-collection.ts';
import { useCollectionOrder } from '../collections/collection-order.ts';
import { type CellGroup, dayGroups } from '../grid/grid-rows.ts';
import { foundGroups } from './found-groups.ts';
import { isNarrow, type SearchSpec } from './search-spec.ts';
import { type LibrarySearchResult, useLibrarySearch } from './search-store.ts';

/** The entries in their order, and the ids of those that are videos. */
interface OrderedEntries {
  readonly entryIds: readonly number[];
  readonly resultIds: readonly number[];
}

/**
 * `all`: the library by days, after the tasks in progress. `found`: the result of a search, the library in another order, or the history.
 * `none`: the history before its first result, or after a failure.
 */
export type ShownVideos = OrderedEntries &
  (
    | { readonly kind: 'all'; readonly index: LibraryIndex }
    | { readonly kind: 'found'; readonly found: LibrarySearchResult }
    | { readonly kind: 'none' }
  );

const nothing: ShownVideos = { kind: 'none', entryIds: [], resultIds: [] };

/** The result in the manual order of the collection, once that order is loaded. */
function applyCollectionOrder({ entryIds, resultIds, spec }: LibrarySearchResult, order: readonly number[]): OrderedEntries {
  if (spec.sort !== 'manual' || order.length === 0) return { entryIds, resultIds };
  return { entryIds: sortByCollectionOrder(entryIds, order.map(entryOfResult)), resultIds: sortByCollectionOrder(resultIds, order) };
}

/** The entries that the library shows. The object stays the same until they change. */
export function useShownVideos(): ShownVideos {
  const index = useStudio((s) => s.index);
  const found = useLibrarySearch((s) => s.found);
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  const order = useCollectionOrder((s) => s.resultIds);
  return useMemo(() => {
    if (found !== null) return { kind: 'found', ...applyCollectionOrder(found, order), found };
    if (isHistory) return nothing;
    return { kind: 'all', entryIds: index.resultIds.map(entryOfResult), resultIds: index.resultIds, index };
  }, [index, found, isHistory, order]);
}

/** The groups of the grid. `liveCount`: the number of tasks in progress, which come first. */
export function groupsOf(shown: ShownVideos, liveCount: number, nowMs: number): readonly CellGroup[] {
  switch (shown.kind) {
    case 'all':
      return dayGroups(shown.index, liveCount, nowMs);
    case 'found':
      return foundGroups(shown.found.spec.group, shown.found.groups, liveCount, nowMs);
    case 'none':
      return [];
  }
}

/** The search whose result is shown; null for the library without a search. A new result of the same search has the same object. */
export const searchOf = (shown: ShownVideos): SearchSpec | null => (shown.kind === 'found' ? shown.found.spec : null);

/**
 * Whether tasks in progress are shown first. They are left out in a search, which cannot tell whether they match, and in the history, which
 * contains them as entries.
 */
export function showsTasks(shown: ShownVideos): boolean {
  const spec = searchOf(shown);
  return shown.kind === 'all' || (spec?.scope === 'videos' && !isNarrow(spec));
}
