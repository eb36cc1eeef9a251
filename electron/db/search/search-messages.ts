// What the search thread is asked, and what it answers. Structured clones: typed arrays are transferred, not copied.
import type { SearchAnswer, SearchRequest } from '../../../shared/search/search-request.ts';

/** How far the index has come. */
export interface IndexProgress {
  readonly indexedTasks: number;
  readonly totalTasks: number;
}

/** What the thread is started with. */
export interface SearchThreadData {
  /** The studio's database, which the thread only reads. */
  readonly databasePath: string;
  /** The file of the index, which is the thread's own. */
  readonly indexPath: string;
  /** The identity of the studio's database: the index of another one is thrown away. */
  readonly databaseId: string;
}

/** A message from main to the thread. Searches are answered in their order. */
export type SearchThreadRequest =
  | { readonly kind: 'search'; readonly id: number; readonly request: SearchRequest }
  /** The database was written: the index may have something to read. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'stop' };

/** A message from the thread to main. */
export type SearchThreadMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: SearchAnswer }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string }
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  /** The index was damaged or belonged to another database, and is made anew. */
  | { readonly kind: 'rebuilt'; readonly reason: string }
  /** A task cannot be read and is left out of the index. */
  | { readonly kind: 'skipped'; readonly taskId: number; readonly cause: string };
