// The search as the core sees it: an index beside the database, which something else keeps up to date and asks. The studio passes a thread, tests pass
// an index in the calling thread.
import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import type { Database } from '../database.ts';

/** How many of all tasks have been indexed so far. */
export interface IndexProgress {
  readonly indexedTasks: number;
  readonly totalTasks: number;
}

/** The outcome of a search. `unavailable`: the index cannot be read or written; `detail` is for the log and the details of an error. */
export type SearchOutcome =
  | { readonly kind: 'found'; readonly answer: SearchResult }
  | { readonly kind: 'unavailable'; readonly detail: string };

/** What happened in a search thread, for the log. `detail` has no text of the user. */
export interface SearchReport {
  /**
   * `rebuilt`: the index was made anew. `died`: the thread ended by itself. `skipped`: a task cannot be read and is left out. `stalled`: indexing failed
   * and is tried again later; said once until it goes on. `database-damaged`: the studio's database is damaged, not the index; said once.
   */
  readonly kind: 'rebuilt' | 'died' | 'skipped' | 'stalled' | 'database-damaged';
  readonly detail: string;
}

/** Receives what a search thread does by itself. */
export interface SearchThreadListeners {
  progress(progress: IndexProgress): void;
  report(report: SearchReport): void;
}

/** Keeps an index up to date and searches it. It lives until `stop`, or until the core ends. */
export interface SearchThread {
  /** Completes the index in the background, if that is not going on. */
  start(): void;
  search(request: SearchRequest): Promise<SearchOutcome>;
  /** What the index holds may have changed in the database. Cheap; does nothing before the start. */
  changed(): void;
  /** Ends after the slice at hand. */
  stop(): Promise<void>;
}

/** The database that a search thread indexes. */
export interface SearchSource {
  readonly database: Database;
  /** The identity of the database: an index of another one is discarded. */
  readonly databaseId: string;
}

/** Creates a search thread, which does nothing yet. Part of the studio's configuration. */
export type SearchThreadFactory = (source: SearchSource, listeners: SearchThreadListeners) => SearchThread;
