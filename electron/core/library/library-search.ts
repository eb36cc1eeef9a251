// The search of the library as the core sees it: over a thread with an index file, or, where the database is in memory, over an index in memory.
import type { AppError } from '../../../shared/errors.ts';
import type { CallInput } from '../../../shared/ipc.ts';
import { models } from '../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { catalogueValues } from '../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../shared/search/parse-query.ts';
import type { SearchAnswer, SearchRequest } from '../../../shared/search/search-request.ts';
import type { Database } from '../../db/database.ts';
import { createLocalSearch } from '../../db/search/local-search.ts';
import type { IndexProgress } from '../../db/search/search-messages.ts';
import { createSearchThread, type SearchThread } from '../../db/search/search-thread.ts';
import type { Clock, Log } from '../ports.ts';

/** What the search is built from. */
interface LibrarySearchDeps {
  readonly database: Database;
  /** The identity of the database, to which the index belongs. */
  identity(): { readonly id: string };
  readonly clock: Clock;
  readonly log: Log;
  /** The progress changed, or the thread was started. */
  statusChanged(): void;
}

/** The search; the handlers call it. */
export interface LibrarySearch {
  /** Errors: `search-unavailable`; `not-allowed-in-state` after `stop`. */
  search(input: CallInput<'library.search'>): Promise<Result<SearchAnswer, AppError>>;
  /** Tasks or results changed. Called with every delta to the window. */
  entriesChanged(): void;
  /** True once the thread was started. */
  isReady(): boolean;
  /** How far the index has come; null where it is complete or was not started. */
  progress(): IndexProgress | null;
  /** Completes the index in the background, some seconds after the start. */
  begin(): void;
  stop(): Promise<void>;
}

/** The first screen comes first. */
const startAfterMs = 5_000;

/** Where the index of a database lies. */
const indexPathOf = (databasePath: string): string => `${databasePath}.search`;

const reportEvents = { rebuilt: 'search-index-rebuilt', died: 'search-thread-lost', skipped: 'search-task-skipped' } as const;

/** `onProgress` gets null when the thread ended by itself: the next search starts another one. */
function createThread(deps: LibrarySearchDeps, onProgress: (progress: IndexProgress | null) => void): SearchThread {
  const { database, identity, log } = deps;
  if (database.path === ':memory:') return createLocalSearch(database);
  return createSearchThread(
    { databasePath: database.path, indexPath: indexPathOf(database.path), databaseId: identity().id },
    {
      progress: onProgress,
      report({ kind, detail }) {
        log.warn(reportEvents[kind], { detail });
        if (kind === 'died') onProgress(null);
      },
    },
  );
}

/** Built once by the composition. The thread starts with the first search, or some seconds after `begin`. */
export function createLibrarySearch(deps: LibrarySearchDeps): LibrarySearch {
  const { clock, statusChanged } = deps;
  let progress: IndexProgress | null = null;
  let thread: SearchThread | null = null;
  let disarm: (() => void) | null = null;
  let isStopped = false;

  function started(): SearchThread {
    if (thread !== null) return thread;
    thread = createThread(deps, (now) => {
      const before = progress;
      progress = now !== null && now.indexedTasks < now.totalTasks ? now : null;
      // The thread is told of every delta: one that says nothing new must not make another.
      if (before !== progress) statusChanged();
    });
    statusChanged();
    return thread;
  }

  return {
    async search(input) {
      if (isStopped) return fail({ kind: 'not-allowed-in-state', action: 'library.search', state: 'stopping' });
      const outcome = await started().search(requestOf(input, clock.now()));
      return outcome.kind === 'found' ? ok(outcome.answer) : fail({ kind: 'search-unavailable', detail: outcome.detail.slice(0, 500) });
    },
    entriesChanged: () => thread?.changed(),
    isReady: () => thread !== null,
    progress: () => progress,
    begin() {
      disarm = clock.setTimer(startAfterMs, () => {
        disarm = null;
        started().start();
      });
    },
    async stop() {
      isStopped = true;
      disarm?.();
      await thread?.stop();
    },
  };
}

function requestOf({ text, ...rest }: CallInput<'library.search'>, nowMs: number): SearchRequest {
  return { ...rest, query: parseQuery(text, { nowMs, ...catalogueValues(models) }).query };
}
