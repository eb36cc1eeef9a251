// Searches the library: starts the search thread, passes searches to it, and reports its progress and failures.
import type { AppError } from '../../../shared/errors.ts';
import type { CallInput, StudioStatus } from '../../../shared/ipc.ts';
import { foldedName } from '../../../shared/judgement/judgement.ts';
import { models } from '../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { catalogueValues } from '../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../shared/search/query.ts';
import { derivedCollections, hasNames, type NameContext, resolveNames } from '../../../shared/search/resolve-names.ts';
import type { SearchRequest, SearchResult } from '../../../shared/search/search-request.ts';
import type { Database } from '../../db/database.ts';
import type { IndexProgress, SearchReport, SearchThread, SearchThreadFactory } from '../../db/search/search-port.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log } from '../ports.ts';

/** Dependencies of the search. */
interface LibrarySearchDeps {
  readonly database: Database;
  readonly tables: Pick<Tables, 'tags' | 'collections'>;
  readonly searchThread: SearchThreadFactory;
  /** The identity of the database that the index belongs to. */
  identity(): { readonly id: string };
  readonly clock: Clock;
  readonly log: Log;
  /** Called after the value of `status` changed. */
  statusChanged(): void;
  /** Called when the indexing finds damage in the database. */
  databaseDamaged(): void;
}

/** The search's part of the status. */
export type SearchStatus = StudioStatus['library']['search'];

/** Searches the library for the handlers. */
export interface LibrarySearch {
  /** Runs a search. Errors: `search-unavailable`; `not-allowed-in-state` after `stop`. */
  search(input: CallInput<'library.search'>): Promise<Result<SearchResult, AppError>>;
  /** Called when tasks or videos in the index may have changed (`changesEntries`). */
  entriesChanged(): void;
  status(): SearchStatus;
  /** Completes the index in the background, some seconds after the start. */
  begin(): void;
  stop(): Promise<void>;
}

const catalogue = catalogueValues(models);

/** The tags and collections of the library, which `tag:` and `in:` refer to. */
const namesOf = ({ tags, collections }: LibrarySearchDeps['tables']): Omit<NameContext, 'parse'> => ({
  collections: collections.list(),
  tagNamed: (text) => tags.byFoldedName(foldedName(text))?.name,
});

/** Delay after the start, because loading the first screen has priority. */
const startAfterMs = 5_000;

const reportEvents = {
  rebuilt: 'search-index-rebuilt',
  stalled: 'search-index-stalled',
  died: 'search-thread-lost',
  skipped: 'search-task-skipped',
  'database-damaged': 'database-damaged',
} as const satisfies Readonly<Record<SearchReport['kind'], string>>;

/** The status for this progress. */
function statusOf({ indexedTaskCount, totalTaskCount }: IndexProgress): SearchStatus {
  return indexedTaskCount < totalTaskCount ? { state: 'indexing', done: indexedTaskCount, total: totalTaskCount } : { state: 'ready' };
}

/** Called once by `core/compose/`. The thread starts with the first search, or some seconds after `begin`. */
export function createLibrarySearch(deps: LibrarySearchDeps): LibrarySearch {
  const { database, tables, searchThread, identity, clock, log, statusChanged, databaseDamaged } = deps;
  let status: SearchStatus = { state: 'not-started' };
  let thread: SearchThread | null = null;
  let cancelTimer: (() => void) | null = null;
  let isStopped = false;

  function setStatus(next: SearchStatus): void {
    const isSame = next.state === status.state && next.state !== 'indexing';
    status = next;
    if (!isSame) statusChanged();
  }

  function report({ kind, detail }: SearchReport): void {
    log.warn(reportEvents[kind], { detail });
    if (kind === 'database-damaged') {
      database.recordDamage();
      databaseDamaged();
    }
    // The next search starts another thread.
    if (kind === 'died') setStatus({ state: 'not-started' });
  }

  function ensureThread(): SearchThread {
    if (thread !== null) return thread;
    const listeners = { onProgress: (progress: IndexProgress) => setStatus(statusOf(progress)), onReport: report };
    const created = searchThread({ database, databaseId: identity().id }, listeners);
    thread = created;
    database.deferCheckpoints(() => created.checkpoint());
    setStatus({ state: 'ready' });
    return created;
  }

  /** Builds the request for the thread. Collections are read only if the query names one, or if they are counted. */
  function requestOf({ text, ...rest }: CallInput<'library.search'>): SearchRequest {
    const context = { nowMs: clock.now(), ...catalogue };
    const parse = (typed: string): Query => parseQuery(typed, context).query;
    const query = parse(text);
    const isNamed = hasNames(query);
    if (!isNamed && !rest.includeFacets) return { ...rest, query, derivedCollections: [] };
    const names = { ...namesOf(tables), parse };
    return {
      ...rest,
      query: isNamed ? resolveNames(query, names).query : query,
      derivedCollections: rest.includeFacets ? derivedCollections(names) : [],
    };
  }

  return {
    async search(input) {
      if (isStopped) return fail({ kind: 'not-allowed-in-state', action: 'library.search', state: 'stopping' });
      const outcome = await ensureThread().search(requestOf(input));
      return outcome.kind === 'found' ? ok(outcome.result) : fail({ kind: 'search-unavailable', detail: outcome.detail.slice(0, 500) });
    },
    entriesChanged: () => thread?.databaseChanged(),
    status: () => status,
    begin() {
      cancelTimer = clock.setTimer(startAfterMs, () => {
        cancelTimer = null;
        ensureThread().start();
      });
    },
    async stop() {
      isStopped = true;
      cancelTimer?.();
      await thread?.stop();
    },
  };
}
