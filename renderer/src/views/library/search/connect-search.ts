// Runs the current search of the library in main, and again when the library changes.
import { entryTarget } from '../../../../../shared/search/entry.ts';
import type { SearchScope } from '../../../../../shared/search/search-request.ts';
import { afterPaint } from '../../../after-paint.ts';
import { call } from '../../../api.ts';
import { requestRecords } from '../../../store/library-records.ts';
import { selectStatus, selectTasks, useStudio } from '../../../store/studio-store.ts';
import { createSearchRunner, type FoundEntries } from './search-runner.ts';
import { isNarrow } from './search-spec.ts';
import { setResultOrder, setScope, storeCounts, storeFailure, storeFound, useLibrarySearch, wantsFacets } from './search-store.ts';
import { loadSimplifierFor } from './simplify-chinese.ts';

/**
 * The scope whose facets must be counted; null if none must. Facets are counted while a facet is open and no search narrows the scope, and
 * after videos, tags or collections changed. A library with one video is not counted, because it cannot be narrowed. Counting waits until
 * the search thread is running, so that it does not delay the start of the app.
 */
function countedScope(): SearchScope | null {
  const { spec, scope, openFacet, libraryFacets } = useLibrarySearch.getState();
  const videos = useStudio.getState().index.resultIds.length;
  const isStarted = (selectStatus(useStudio.getState())?.library.search?.state ?? 'not-started') !== 'not-started';
  const isShown = openFacet !== null && !isNarrow(spec);
  // The number of entries in the history is unknown until they are counted.
  const isCounted = libraryFacets?.entries === videos && libraryFacets.version === libraryVersion(useStudio.getState());
  const mayHaveChanged = scope === 'history' || (videos > 1 && !isCounted);
  return isShown || (isStarted && mayHaveChanged) ? scope : null;
}

/**
 * Whether the index has grown. False after the search thread crashed: another search would restart it, and it would probably crash again.
 */
function hasIndexGrown(current: ReturnType<typeof useStudio.getState>, previous: ReturnType<typeof useStudio.getState>): boolean {
  const search = selectStatus(current)?.library.search;
  if (search === undefined || search.state === 'not-started') return false;
  const earlier = selectStatus(previous)?.library.search;
  return search.state !== earlier?.state || (search.state === 'indexing' && earlier.state === 'indexing' && search.done !== earlier.done);
}

/** A text that changes with each change of a video, a tag or a collection. */
function libraryVersion(state: ReturnType<typeof useStudio.getState>): string {
  const judgement = selectStatus(state)?.judgement;
  return `${state.libraryRevision} ${judgement?.tagRevision} ${judgement?.collectionRevision}`;
}

/** The names of the profiles, which `profile:` searches for, as one text that can be compared. */
const profileNames = (state: ReturnType<typeof useStudio.getState>): string =>
  JSON.stringify(selectStatus(state)?.profiles?.map(({ id, name }) => [id, name]));

/** Whether a task was added or removed, or changed its state. The index does not contain the progress. */
function haveTasksChanged(current: ReturnType<typeof useStudio.getState>, previous: ReturnType<typeof useStudio.getState>): boolean {
  const [tasks, earlier] = [selectTasks(current), selectTasks(previous)];
  return (
    tasks !== earlier && (tasks.size !== earlier.size || [...tasks.values()].some(({ id, state }) => earlier.get(id)?.state !== state))
  );
}

/**
 * Whether the search may find other entries now: the library, a tag, a collection, the index or the name of a profile changed. In the
 * history, a changed task counts as well.
 */
const isOutdated = (current: ReturnType<typeof useStudio.getState>, previous: ReturnType<typeof useStudio.getState>): boolean =>
  current.libraryRevision !== previous.libraryRevision ||
  (current.mirror !== previous.mirror &&
    (libraryVersion(current) !== libraryVersion(previous) ||
      hasIndexGrown(current, previous) ||
      profileNames(current) !== profileNames(previous))) ||
  (useLibrarySearch.getState().scope === 'history' && haveTasksChanged(current, previous));

/** The number of videos that a window of usual size shows. */
const firstVideoCount = 30;

/** The first videos of a result. */
const firstResultIds = ({ entryIds }: FoundEntries): readonly number[] =>
  Array.from(entryIds.subarray(0, firstVideoCount), entryTarget).flatMap(({ kind, id }) => (kind === 'result' ? [id] : []));

/** Applies the saved order and scope as soon as the settings are loaded. */
function restoreChoices(): void {
  const settings = selectStatus(useStudio.getState())?.settings;
  if (settings === undefined) return;
  const { librarySort, libraryGroup, libraryScope } = settings;
  setScope(libraryScope);
  if (librarySort !== 'newest' || libraryGroup !== 'day') setResultOrder(librarySort, libraryGroup);
}

/**
 * Connects the search to main. Called once, by `main.tsx`. Returns the function that disconnects. `runAfterPaint` calls a function after the
 * next frame.
 */
export function connectSearch(runAfterPaint = afterPaint): () => void {
  let countedVersion = '';
  const runner = createSearchRunner({
    search(input) {
      if (input.maxEntries === 0) countedVersion = libraryVersion(useStudio.getState());
      return call('library.search', input);
    },
    currentSpec: () => useLibrarySearch.getState().spec,
    wantsFacets: () => wantsFacets(useLibrarySearch.getState()),
    countedScope,
    storeResult(spec, result, isComplete) {
      // The records arrive while the tiles are drawn.
      requestRecords(firstResultIds(result));
      storeFound(spec, result, isComplete);
    },
    storeCounts: (scope, response) => storeCounts(scope, response, countedVersion),
    storeFailure,
    afterPaint: runAfterPaint,
    setTimer: (ms, run) => setTimeout(run, ms),
    nowMs: () => performance.now(),
  });
  const unsubscribeSearch = useLibrarySearch.subscribe((current, previous) => {
    if (current.text !== previous.text) loadSimplifierFor(current.text);
    if (current.spec !== previous.spec || current.openFacet !== previous.openFacet) runner.run();
  });
  const unsubscribeStudio = useStudio.subscribe((current, previous) => {
    if (previous.mirror === null && current.mirror !== null) restoreChoices();
    if (isOutdated(current, previous)) runner.repeat();
  });
  return () => {
    unsubscribeSearch();
    unsubscribeStudio();
  };
}
