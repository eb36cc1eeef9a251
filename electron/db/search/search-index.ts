// The whole search index: opens it, keeps it up to date, searches it. Runs in the search thread; tests use it directly.
import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../shared/search/text-tokenizer.ts';
import type { EntryReader } from './indexing/entry-reader.ts';
import { createEntryStore } from './indexing/entry-store.ts';
import { type IndexDatabase, openIndex } from './indexing/index-database.ts';
import { createIndexWriter, type OnTaskSkipped } from './indexing/index-writer.ts';
import { createSimplifier } from './indexing/simplify-chinese.ts';
import { createSearch } from './querying/run-search.ts';
import { createVocabulary } from './querying/vocabulary.ts';
import type { IndexProgress } from './search-port.ts';
import { detailOf, problemOf } from './search-problem.ts';

/**
 * An open index. Every member throws if the index or the database cannot be read or written (`problemOf`). The caller then closes the index
 * and opens it again.
 */
export interface SearchIndex {
  /** Why opening replaced the existing index; null if it did not, or if there was none. */
  readonly rebuildReason: string | null;
  /** Indexes recent changes, if there are few, then searches. */
  search(request: SearchRequest): SearchResult;
  /** Indexes a slice of changed tasks; if there are none, a slice of older tasks. False if none are left. */
  indexSlice(): boolean;
  /** Prepares later searches, so that frequent words are found quickly. False if nothing is left. */
  prepareSlice(): boolean;
  progress(): IndexProgress;
  close(): void;
}

/**
 * Number of slices that are indexed before a search, usually enough for all changes. A larger change is indexed in the background, and the
 * result says how much is missing.
 */
const slicesBeforeSearch = 5;

/** The file of an index, and the database that it indexes. */
export interface SearchIndexOptions {
  readonly path: string;
  readonly databaseId: string;
  readonly reader: EntryReader;
  readonly onTaskSkipped?: OnTaskSkipped;
}

/**
 * Opens the index at `path` of the database that `reader` reads. `damage` is the reason to rebuild the index; null to use the existing
 * index if it can be read.
 */
export function openSearchIndex(options: SearchIndexOptions, damage: string | null = null): SearchIndex {
  const { path, databaseId, reader } = options;
  const index = openIndex(path, databaseId, reader.lastChangeSeq(), reader.lastTaskId(), damage);
  try {
    return loadIndex(index, options);
  } catch (error) {
    index.close();
    if (damage !== null || problemOf(error) !== 'index-damaged') throw error;
    // The header of the file can be read, but not its tables.
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
    rebuildReason: index.rebuildReason,
    search(request) {
      writer.catchUp(slicesBeforeSearch);
      return { ...search.run(request), unindexedTaskCount: writer.unindexedTaskCount() };
    },
    indexSlice: () => writer.catchUp(1) || writer.backfillSlice(),
    prepareSlice: search.prepareSlice,
    progress: writer.progress,
    close: index.close,
  };
}
