// A search in the calling thread, over an index in memory. Tests need it because another thread cannot open a database in memory.
import { createEntryReader } from '../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../electron/db/search/search-index.ts';
import type { SearchThreadFactory } from '../../electron/db/search/search-port.ts';

/** Behaves like the search thread, but runs in the calling thread. The index is complete before the first answer. */
export const inProcessSearch: SearchThreadFactory = ({ database, databaseId }) => {
  let index: SearchIndex | null = null;
  function openedIndex(): SearchIndex {
    if (index !== null) return index;
    index = openSearchIndex({ path: ':memory:', databaseId, reader: createEntryReader(database) });
    while (index.indexSlice());
    return index;
  }
  return {
    start: () => undefined,
    search: async (request) => ({ kind: 'found', result: openedIndex().search(request) }),
    databaseChanged: () => undefined,
    checkpoint: () => undefined,
    stop: async () => index?.close(),
  };
};
