// The messages between main and the search thread. They are structured clones, but the typed arrays of a result are transferred.
import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import type { IndexProgress, SearchReport } from './search-port.ts';

/** The data that main passes to the thread at its start. */
export interface SearchThreadData {
  /** The studio's database, which the thread only reads. */
  readonly databasePath: string;
  /** The file of the search index, which only the thread opens. */
  readonly indexPath: string;
  /** The identity of the studio's database. An index of another database is discarded. */
  readonly databaseId: string;
}

/** A message from main to the thread. Searches run in the order in which they arrive. */
export type SearchThreadRequest =
  | { readonly kind: 'search'; readonly id: number; readonly request: SearchRequest }
  /** The studio wrote to its database, so there may be something to index. */
  | { readonly kind: 'changed' }
  /** The write-ahead log of the studio's database has grown. */
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'stop' };

/** A message from the thread to main. */
export type SearchThreadMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: SearchResult }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string }
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  /** For the log. */
  | { readonly kind: 'report'; readonly report: SearchReport };
