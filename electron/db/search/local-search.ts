// A search in the calling thread, over an index in memory: for a database in memory, which no other thread can open.
import type { Database } from '../database.ts';
import { createEntryReader } from './indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import type { SearchThread } from './search-thread.ts';

/** Like a thread, without one. The index is complete before the first answer. */
export function createLocalSearch(database: Database): SearchThread {
  let index: SearchIndex | null = null;
  function opened(): SearchIndex {
    if (index !== null) return index;
    index = openSearchIndex({ path: ':memory:', databaseId: '', reader: createEntryReader(database) });
    while (index.indexSlice());
    return index;
  }
  return {
    start: () => undefined,
    search: async (request) => ({ kind: 'found', answer: opened().search(request) }),
    changed: () => undefined,
    stop: async () => index?.close(),
  };
}
