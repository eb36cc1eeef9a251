// The videos that the grid shows: the whole library, or what the search found.
import { useMemo } from 'react';
import type { LibraryIndex } from '../../../store/index-mirror.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { dayGroups, type GridGroup } from '../grid/grid-rows.ts';
import { foundGroups } from './found-groups.ts';
import { isNarrow, type SearchSpec } from './search-spec.ts';
import { type FoundVideos, useLibrarySearch } from './search-store.ts';

/** `all`: the library by days, after the tasks in progress. `found`: the result of a search, or the library in another order. */
export type ShownVideos =
  | { readonly kind: 'all'; readonly resultIds: readonly number[]; readonly index: LibraryIndex }
  | { readonly kind: 'found'; readonly resultIds: readonly number[]; readonly found: FoundVideos };

/** What the library shows now. The object stays the same until that changes. */
export function useShownVideos(): ShownVideos {
  const index = useStudio((s) => s.index);
  const found = useLibrarySearch((s) => s.found);
  return useMemo(
    () => (found === null ? { kind: 'all', resultIds: index.resultIds, index } : { kind: 'found', resultIds: found.resultIds, found }),
    [index, found],
  );
}

/** The groups of the grid. `live`: how many tasks in progress come first. */
export function groupsOf(shown: ShownVideos, live: number, nowMs: number): readonly GridGroup[] {
  return shown.kind === 'all' ? dayGroups(shown.index, live, nowMs) : foundGroups(shown.found.spec.group, shown.found.groups, live, nowMs);
}

/** The search whose result is shown; null for the library as it is. Another answer to the same search is the same object. */
export const searchedIn = (shown: ShownVideos): SearchSpec | null => (shown.kind === 'all' ? null : shown.found.spec);

/** Whether tasks in progress are shown: nothing says whether a search would find them. */
export const showsTasks = (shown: ShownVideos): boolean => shown.kind === 'all' || !isNarrow(shown.found.spec);
