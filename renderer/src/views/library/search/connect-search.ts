// Asks main for the current search of the library, and again when the library changes.
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { createSearchRunner } from './search-runner.ts';
import { storeFailure, storeFound, useLibrarySearch } from './search-store.ts';

/** Connects the search to main. Called once, by `main.tsx`. Returns the function that disconnects. */
export function connectSearch(): () => void {
  const runner = createSearchRunner({
    search: (input) => call('library.search', input),
    current: () => useLibrarySearch.getState().spec,
    found: storeFound,
    failed: (_, error) => storeFailure(error),
    setTimer: (ms, run) => setTimeout(run, ms),
    nowMs: () => performance.now(),
  });
  const offSearch = useLibrarySearch.subscribe((now, before) => {
    if (now.spec !== before.spec) runner.searchChanged();
  });
  const offLibrary = useStudio.subscribe((now, before) => {
    const isIndexing = now.mirror?.status.library.indexing !== before.mirror?.status.library.indexing;
    if (now.libraryRevision !== before.libraryRevision || isIndexing) runner.libraryChanged();
  });
  return () => {
    offSearch();
    offLibrary();
  };
}
