// Asks main for the current search of the library, and again when the library changes.
import type { SearchScope } from '../../../../../shared/search/search-request.ts';
import { call } from '../../../api.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';
import { createSearchRunner } from './search-runner.ts';
import { isNarrow } from './search-spec.ts';
import { setResultOrder, setScope, storeCounts, storeFailure, storeFound, useLibrarySearch, wantsFacets } from './search-store.ts';
import { loadSimplifierFor } from './simplify-chinese.ts';

/**
 * The whole library is counted while a facet is open that no search narrows, and when its videos or what the user decided about them changed: with one video
 * there is nothing to narrow. The start of the app does not wait for it.
 */
function countedScope(): SearchScope | null {
  const { spec, scope, openFacet, libraryFacets } = useLibrarySearch.getState();
  const videos = useStudio.getState().index.resultIds.length;
  const isStarted = (selectStatus(useStudio.getState())?.library.search?.state ?? 'not-started') !== 'not-started';
  const isShown = openFacet !== null && !isNarrow(spec);
  // The number of entries in the history is not known before they are counted.
  const isCounted = libraryFacets?.entries === videos && libraryFacets.version === libraryVersion(useStudio.getState());
  const isChanged = scope === 'history' || (videos > 1 && !isCounted);
  return isShown || (isStarted && isChanged) ? scope : null;
}

/** True when the index finds other entries. A thread that was lost finds nothing; asking it again would start it only to lose it once more. */
function hasIndexGrown(now: ReturnType<typeof useStudio.getState>, before: ReturnType<typeof useStudio.getState>): boolean {
  const search = selectStatus(now)?.library.search;
  if (search === undefined || search.state === 'not-started') return false;
  const earlier = selectStatus(before)?.library.search;
  return search.state !== earlier?.state || (search.state === 'indexing' && earlier.state === 'indexing' && search.done !== earlier.done);
}

/** Changes with each change of a video, of a tag or of a collection. */
function libraryVersion(state: ReturnType<typeof useStudio.getState>): string {
  const judgement = selectStatus(state)?.judgement;
  return `${state.libraryRevision} ${judgement?.tagRevision} ${judgement?.collectionRevision}`;
}

/** The names of the profiles, which `profile:` finds, in a form that can be compared. */
const profileNames = (state: ReturnType<typeof useStudio.getState>): string =>
  JSON.stringify(selectStatus(state)?.profiles?.map(({ id, name }) => [id, name]));

/** True when a task came, went or is in another state. Its progress is no part of the index. */
function haveTasksChanged(now: ReturnType<typeof useStudio.getState>, before: ReturnType<typeof useStudio.getState>): boolean {
  const [tasks, earlier] = [selectTasks(now), selectTasks(before)];
  return (
    tasks !== earlier && (tasks.size !== earlier.size || [...tasks.values()].some(({ id, state }) => earlier.get(id)?.state !== state))
  );
}

/** True when a search may find something else: the library, a tag, a collection, the index or the name of a profile changed, and in the history a task. */
const isOutdated = (now: ReturnType<typeof useStudio.getState>, before: ReturnType<typeof useStudio.getState>): boolean =>
  now.libraryRevision !== before.libraryRevision ||
  (now.mirror !== before.mirror &&
    (libraryVersion(now) !== libraryVersion(before) || hasIndexGrown(now, before) || profileNames(now) !== profileNames(before))) ||
  (useLibrarySearch.getState().scope === 'history' && haveTasksChanged(now, before));

/** Takes over the order and the scope that were remembered, as soon as the settings are there. */
function restoreChoices(): void {
  const settings = selectStatus(useStudio.getState())?.settings;
  if (settings === undefined) return;
  const { librarySort, libraryGroup, libraryScope } = settings;
  setScope(libraryScope);
  if (librarySort !== 'newest' || libraryGroup !== 'day') setResultOrder(librarySort, libraryGroup);
}

/** Connects the search to main. Called once, by `main.tsx`. Returns the function that disconnects. */
export function connectSearch(): () => void {
  let countedVersion = '';
  const runner = createSearchRunner({
    search(input) {
      if (!input.includeEntries) countedVersion = libraryVersion(useStudio.getState());
      return call('library.search', input);
    },
    currentSpec: () => useLibrarySearch.getState().spec,
    wantsFacets: () => wantsFacets(useLibrarySearch.getState()),
    countedScope,
    storeAnswer: storeFound,
    storeCounts: (scope, answer) => storeCounts(scope, answer, countedVersion),
    storeFailure,
    setTimer: (ms, run) => setTimeout(run, ms),
    nowMs: () => performance.now(),
  });
  const offSearch = useLibrarySearch.subscribe((now, before) => {
    if (now.text !== before.text) loadSimplifierFor(now.text);
    if (now.spec !== before.spec || now.openFacet !== before.openFacet) runner.run();
  });
  const offLibrary = useStudio.subscribe((now, before) => {
    if (before.mirror === null && now.mirror !== null) restoreChoices();
    if (isOutdated(now, before)) runner.repeat();
  });
  return () => {
    offSearch();
    offLibrary();
  };
}
