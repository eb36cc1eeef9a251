// The search index, whole: opened, kept up to date, searched. Runs in the search thread; tests use it directly.

import type { SearchAnswer, SearchRequest } from '../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../shared/search/tokens.ts';
import type { EntryReader } from './indexing/entry-reader.ts';
import { createEntryStore } from './indexing/entry-store.ts';
import { openIndex } from './indexing/index-database.ts';
import { createIndexWriter } from './indexing/index-writer.ts';
import { createSimplifier } from './indexing/simplify-chinese.ts';
import { createSearch } from './querying/run-search.ts';
import type { IndexProgress } from './search-messages.ts';

/** An open index. Every member throws where the index cannot be read or written; it is closed and opened again then. */
export interface SearchIndex {
  /** Why the one that was there was thrown away at the opening; null where it was not. */
  readonly madeBecause: string | null;
  /** Reads what changed, then searches. */
  search(request: SearchRequest): SearchAnswer;
  catchUp(): void;
  /** Indexes a few older tasks. False when there are none left. */
  backfillSlice(): boolean;
  progress(): IndexProgress;
  close(): void;
}

/** Opens the index at `path` of the database that `reader` reads. */
export function openSearchIndex(path: string, databaseId: string, reader: EntryReader): SearchIndex {
  const index = openIndex(path, databaseId, reader.lastChange(), reader.lastTask());
  const tokenizer = createTokenizer(createSimplifier());
  const store = createEntryStore(index, tokenizer);
  const writer = createIndexWriter(index, reader, store);
  const search = createSearch(index, store, tokenizer);
  return {
    madeBecause: index.madeBecause,
    search(request) {
      writer.catchUp();
      return { ...search(request), unindexedTasks: writer.unindexedTasks() };
    },
    catchUp: writer.catchUp,
    backfillSlice: writer.backfillSlice,
    progress: writer.progress,
    close: index.close,
  };
}
