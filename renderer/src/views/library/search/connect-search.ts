// Asks main for the current search of the library, and again when the library changes.
import { orderOf } from '../../../../../shared/search/result-order.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { createSearchRunner, type SearchSpec } from './search-runner.ts';
import {
  setResultOrder,
  storeFailure,
  storeFound,
  storeLibraryFacets,
  useLibrarySearch,
  wantsFacets,
  wholeLibrary,
} from './search-store.ts';

/**
 * The whole library is counted while a facet is open, and when its number of videos changed: with one video there is nothing to narrow. The start of the
 * app does not wait for it.
 */
function wantsLibraryFacets(): boolean {
  const { openFacet, libraryFacets } = useLibrarySearch.getState();
  const videos = useStudio.getState().index.resultIds.length;
  const isStarted = (selectStatus(useStudio.getState())?.library.search?.state ?? 'not-started') !== 'not-started';
  return openFacet !== null || (isStarted && videos > 1 && libraryFacets?.videos !== videos);
}

/** True when the index finds other entries. A thread that was lost finds nothing; asking it again would start it only to lose it once more. */
function hasIndexGrown(now: ReturnType<typeof useStudio.getState>, before: ReturnType<typeof useStudio.getState>): boolean {
  const search = selectStatus(now)?.library.search;
  if (search === undefined || search.state === 'not-started') return false;
  const earlier = selectStatus(before)?.library.search;
  return search.state !== earlier?.state || (search.state === 'indexing' && earlier.state === 'indexing' && search.done !== earlier.done);
}

/** The names of the profiles, which `profile:` finds, in a form that can be compared. */
const profileNames = (state: ReturnType<typeof useStudio.getState>): string =>
  JSON.stringify(selectStatus(state)?.profiles?.map(({ id, name }) => [id, name]));

/** True when a search may find something else: the library, its index or the name of a profile changed. */
const isOutdated = (now: ReturnType<typeof useStudio.getState>, before: ReturnType<typeof useStudio.getState>): boolean =>
  now.libraryRevision !== before.libraryRevision ||
  (now.mirror !== before.mirror && (hasIndexGrown(now, before) || profileNames(now) !== profileNames(before)));

/** What is asked now: the search, or while nothing is searched, the facets of the whole library. */
const currentSpec = (): SearchSpec | null => useLibrarySearch.getState().spec ?? (wantsLibraryFacets() ? wholeLibrary : null);

/** Takes over the order that was remembered, as soon as the settings are there. */
function restoreOrder(): void {
  const settings = selectStatus(useStudio.getState())?.settings;
  if (settings === undefined) return;
  const { librarySort, libraryGroup } = settings;
  if (librarySort !== 'newest' || libraryGroup !== 'day') setResultOrder(orderOf[librarySort], libraryGroup);
}

/** Connects the search to main. Called once, by `main.tsx`. Returns the function that disconnects. */
export function connectSearch(): () => void {
  const runner = createSearchRunner({
    search: (input) => call('library.search', input),
    current: currentSpec,
    wantsFacets: () => currentSpec() === wholeLibrary || wantsFacets(useLibrarySearch.getState()),
    found: (spec, answer, isComplete) => (spec === wholeLibrary ? storeLibraryFacets(answer) : storeFound(spec, answer, isComplete)),
    failed: (_, error) => storeFailure(error),
    setTimer: (ms, run) => setTimeout(run, ms),
    nowMs: () => performance.now(),
  });
  const offSearch = useLibrarySearch.subscribe((now, before) => {
    if (now.spec !== before.spec || now.openFacet !== before.openFacet) runner.searchChanged();
  });
  const offLibrary = useStudio.subscribe((now, before) => {
    if (before.mirror === null && now.mirror !== null) restoreOrder();
    if (isOutdated(now, before)) runner.libraryChanged();
  });
  return () => {
    offSearch();
    offLibrary();
  };
}
