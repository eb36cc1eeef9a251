// A search in the calling thread, over an index in memory: for studios of tests, whose database may be in memory, where no thread can open it.
import { createEntryReader } from '../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../electron/db/search/search-index.ts';
import type { SearchThreadFactory } from '../../electron/db/search/search-port.ts';

/** Like the thread, without one. The index is complete before the first answer. */
export const inProcessSearch: SearchThreadFactory = ({ database, databaseId }) => {
  let index: SearchIndex | null = null;
  function opened(): SearchIndex {
    if (index !== null) return index;
    index = openSearchIndex({ path: ':memory:', databaseId, reader: createEntryReader(database) });
    while (index.indexSlice());
    return index;
  }
  return {
    start: () => undefined,
    search: async (request) => ({ kind: 'found', answer: opened().search(request) }),
    databaseChanged: () => undefined,
    stop: async () => index?.close(),
  };
};
