// The search as the core sees it. The studio passes a worker thread with an index beside the database, tests pass an index in the calling thread.
import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import type { Database } from '../database.ts';

/** How many of all tasks have been indexed so far. */
export interface IndexProgress {
  readonly indexedTaskCount: number;
  readonly totalTaskCount: number;
}

/** The outcome of a search. `unavailable`: the index cannot be read or written; `detail` is for the log and the details of an error. */
export type SearchOutcome =
  | { readonly kind: 'found'; readonly result: SearchResult }
  | { readonly kind: 'unavailable'; readonly detail: string };

/** What happened in a search thread, for the log. `detail` contains no text of the user. */
export interface SearchReport {
  /**
   * `rebuilt`: the index was rebuilt. `died`: the thread ended unexpectedly. `skipped`: a task cannot be read and is left out. `stalled`:
   * indexing failed and is retried later; reported only once until indexing succeeds again. `database-damaged`: the studio's database is
   * damaged, not the index; reported once.
   */
  readonly kind: 'rebuilt' | 'died' | 'skipped' | 'stalled' | 'database-damaged';
  readonly detail: string;
}

/** Receives the progress and the reports of a search thread. */
export interface SearchThreadListeners {
  onProgress(progress: IndexProgress): void;
  onReport(report: SearchReport): void;
}

/** Keeps an index up to date and searches it. Its owner calls `stop`. */
export interface SearchThread {
  /** Completes the index in the background, unless this has already begun. */
  start(): void;
  search(request: SearchRequest): Promise<SearchOutcome>;
  /** Tells the thread that indexed rows may have changed. Cheap; does nothing before the start. */
  databaseChanged(): void;
  /** Runs the checkpoint of the database if it is due (`db/checkpoints.ts`). */
  checkpoint(): void;
  /** Ends after the current slice. */
  stop(): Promise<void>;
}

/** The database that a search thread indexes. */
export interface SearchSource {
  readonly database: Database;
  /** The identity of the database. An index of another database is discarded. */
  readonly databaseId: string;
}

/** Creates a search thread; its first use starts it. Part of the studio's configuration. */
export type SearchThreadFactory = (source: SearchSource, listeners: SearchThreadListeners) => SearchThread;
