// The search index, whole: opened, kept up to date, searched. Runs in the search thread; tests use it directly.

import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../shared/search/tokens.ts';
import type { EntryReader } from './indexing/entry-reader.ts';
import { createEntryStore } from './indexing/entry-store.ts';
import { type IndexDatabase, openIndex } from './indexing/index-database.ts';
import { createIndexWriter, type OnTaskSkipped } from './indexing/index-writer.ts';
import { createSimplifier } from './indexing/simplify-chinese.ts';
import { createSearch } from './querying/run-search.ts';
import { createVocabulary } from './querying/vocabulary.ts';
import type { IndexProgress } from './search-port.ts';
import { detailOf, problemOf } from './search-problem.ts';

/** An open index. Every member throws where the index or the database cannot be read or written (`problemOf`); it is closed and opened again then. */
export interface SearchIndex {
  /** Why the one that was there was thrown away at the opening; null where it was not. */
  readonly madeBecause: string | null;
  /** Reads what changed, if that is not much, then searches. */
  search(request: SearchRequest): SearchResult;
  /** Reads a few changed tasks, or where there are none, indexes a few older ones. False when there are none left. */
  indexSlice(): boolean;
  progress(): IndexProgress;
  close(): void;
}

/** What is read before a search: usually all that changed. A larger change is read in the background, and the answer says how much is missing. */
const slicesBeforeSearch = 5;

/** Where an index lies and what it is made from. */
export interface SearchIndexOptions {
  readonly path: string;
  readonly databaseId: string;
  readonly reader: EntryReader;
  readonly onTaskSkipped?: OnTaskSkipped;
}

/** Opens the index at `path` of the database that `reader` reads. `damage`: why it is to be made anew; null to use the one that is there, if it can be read. */
export function openSearchIndex(options: SearchIndexOptions, damage: string | null = null): SearchIndex {
  const { path, databaseId, reader } = options;
  const index = openIndex(path, databaseId, reader.lastChange(), reader.lastTask(), damage);
  try {
    return loadIndex(index, options);
  } catch (error) {
    index.close();
    if (damage !== null || problemOf(error) !== 'index-damaged') throw error;
    // The head of the file can be read, its tables cannot.
    return openSearchIndex(options, detailOf(error));
  }
}

function loadIndex(index: IndexDatabase, { reader, onTaskSkipped }: SearchIndexOptions): SearchIndex {
  const tokenizer = createTokenizer(createSimplifier());
  const vocabulary = createVocabulary(index.raw);
  const store = createEntryStore(index, tokenizer, reader.profileNames, vocabulary.add);
  const writer = createIndexWriter(index, reader, store, onTaskSkipped ?? (() => undefined));
  const search = createSearch(index, store, tokenizer, vocabulary);
  return {
    madeBecause: index.madeBecause,
    search(request) {
      writer.catchUp(slicesBeforeSearch);
      return { ...search(request), unindexedTasks: writer.unindexedTasks() };
    },
    indexSlice: () => writer.catchUp(1) || writer.backfillSlice(),
    progress: writer.progress,
    close: index.close,
  };
}
