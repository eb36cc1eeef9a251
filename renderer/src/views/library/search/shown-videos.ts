// What the grid shows: the whole library, or what the search found.
import { useMemo } from 'react';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import type { LibraryIndex } from '../../../store/index-mirror.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { sortByCollectionOrder } from '../collections/chosen-collection.ts';
import { useCollectionOrder } from '../collections/collection-order.ts';
import { type CellGroup, dayGroups } from '../grid/grid-rows.ts';
import { foundGroups } from './found-groups.ts';
import { isNarrow, type SearchSpec } from './search-spec.ts';
import { type FoundList, useLibrarySearch } from './search-store.ts';

/** The entries in their order, and the videos among them. */
interface Shown {
  readonly entryIds: readonly number[];
  readonly resultIds: readonly number[];
}

/**
 * `all`: the library by days, after the tasks in progress. `found`: the result of a search, the library in another order, or the history. `none`: the
 * history before its first answer, and where that failed.
 */
export type ShownVideos = Shown &
  (
    | { readonly kind: 'all'; readonly index: LibraryIndex }
    | { readonly kind: 'found'; readonly found: FoundList }
    | { readonly kind: 'none' }
  );

const nothing: ShownVideos = { kind: 'none', entryIds: [], resultIds: [] };

/** Lays the manual order of a collection over what was found, once it is known. */
function inCollectionOrder({ entryIds, resultIds, spec }: FoundList, order: readonly number[]): Shown {
  if (spec.sort !== 'manual' || order.length === 0) return { entryIds, resultIds };
  return { entryIds: sortByCollectionOrder(entryIds, order.map(entryOfResult)), resultIds: sortByCollectionOrder(resultIds, order) };
}

/** What the library shows now. The object stays the same until that changes. */
export function useShownVideos(): ShownVideos {
  const index = useStudio((s) => s.index);
  const found = useLibrarySearch((s) => s.found);
  const isHistory = useLibrarySearch((s) => s.scope === 'history');
  const order = useCollectionOrder((s) => s.resultIds);
  return useMemo(() => {
    if (found !== null) return { kind: 'found', ...inCollectionOrder(found, order), found };
    if (isHistory) return nothing;
    return { kind: 'all', entryIds: index.resultIds.map(entryOfResult), resultIds: index.resultIds, index };
  }, [index, found, isHistory, order]);
}

/** The groups of the grid. `live`: how many tasks in progress come first. */
export function groupsOf(shown: ShownVideos, live: number, nowMs: number): readonly CellGroup[] {
  switch (shown.kind) {
    case 'all':
      return dayGroups(shown.index, live, nowMs);
    case 'found':
      return foundGroups(shown.found.spec.group, shown.found.groups, live, nowMs);
    case 'none':
      return [];
  }
}

/** The search whose result is shown; null for the library as it is. Another answer to the same search is the same object. */
export const searchedIn = (shown: ShownVideos): SearchSpec | null => (shown.kind === 'found' ? shown.found.spec : null);

/** Whether tasks in progress are shown first: nothing says whether a search would find them, and the history has them among its entries. */
export function showsTasks(shown: ShownVideos): boolean {
  const spec = searchedIn(shown);
  return shown.kind === 'all' || (spec?.scope === 'videos' && !isNarrow(spec));
}
