// Runs searches, and indexes remaining tasks in between, one slice at a time. Runs in the search thread; every effect is a port.
import type { SearchRequest } from '../../../shared/search/search-request.ts';
import type { EntryReader } from './indexing/entry-reader.ts';
import type { OnTaskSkipped } from './indexing/index-writer.ts';
import type { SearchIndex } from './search-index.ts';
import type { SearchThreadMessage } from './search-messages.ts';
import type { SearchReport } from './search-port.ts';
import { detailOf, isDamageCode, problemOf, type SearchProblem } from './search-problem.ts';

const progressEveryMs = 250;
/** Delay of a retry after a transient error, such as a full disk. */
const retryAfterMs = 60_000;

/** A connection to the studio's database. */
export interface OpenDatabase {
  readonly reader: EntryReader;
  close(): void;
}

/** The functions that the service needs from its thread. */
export interface SearchServicePorts {
  /** Opens a connection that cannot write. Throws `DatabaseReadError`. */
  openDatabase(): OpenDatabase;
  /** Opens the index; `damage` is the reason to rebuild the index; null to use the existing index. */
  openIndex(reader: EntryReader, onTaskSkipped: OnTaskSkipped, damage: string | null): SearchIndex;
  send(message: SearchThreadMessage, transfer?: readonly ArrayBuffer[]): void;
  /** Runs work after the messages that have already arrived. */
  defer(work: () => void): void;
  /** Returns a function that cancels the timer. */
  setTimer(ms: number, work: () => void): () => void;
  nowMs(): number;
}

/** The search of one thread. No member throws. */
export interface SearchService {
  search(id: number, request: SearchRequest): void;
  /** Indexes the remaining tasks, beginning after the current message. After a search, it then prepares later searches. */
  startIndexing(): void;
  stop(): void;
}

/** State of a search service. */
interface Context {
  readonly ports: SearchServicePorts;
  open: { readonly database: OpenDatabase; readonly index: SearchIndex } | null;
  /** Why the index must be rebuilt when it is opened next; null if it need not be rebuilt. */
  damage: string | null;
  /** The index was rebuilt after an error; rebuilding it once more would not help. */
  wasRebuilt: boolean;
  /** Kinds of reports that were sent and are not repeated. `stalled` can be sent again after a slice succeeds. */
  readonly reported: Set<SearchReport['kind']>;
}

/** Creates a service. Database and index are opened by the first work. */
export function createSearchService(ports: SearchServicePorts): SearchService {
  const context: Context = { ports, open: null, damage: null, wasRebuilt: false, reported: new Set() };
  const sendProgress = createProgressSender(ports);
  let isIndexing = false;
  let isStopped = false;
  let cancelRetry: (() => void) | null = null;
  /** Whether there was a search after which later searches are to be prepared. */
  let isPreparing = false;

  function indexNext(): void {
    isIndexing = false;
    if (isStopped) return;
    try {
      const index = ensureOpenIndex(context);
      const hasMore = index.indexSlice();
      context.reported.delete('stalled');
      sendProgress(index, !hasMore);
      if (!hasMore) isPreparing &&= index.prepareSlice();
      if (hasMore || isPreparing) startIndexing();
    } catch (error) {
      if (closeAfterError(context, error) === 'index-damaged') startIndexing();
      else retryLater(error);
    }
  }

  function retryLater(error: unknown): void {
    if (problemOf(error) !== 'database-damaged') reportOnce(context, { kind: 'stalled', detail: detailOf(error) });
    cancelRetry?.();
    cancelRetry = ports.setTimer(retryAfterMs, startIndexing);
  }

  function startIndexing(): void {
    if (isIndexing || isStopped) return;
    isIndexing = true;
    ports.defer(indexNext);
  }

  return {
    search(id, request) {
      try {
        const result = ensureOpenIndex(context).search(request);
        ports.send({ kind: 'result', id, result }, [result.entryIds.buffer]);
        isPreparing = true;
      } catch (error) {
        closeAfterError(context, error);
        ports.send({ kind: 'failed', id, detail: detailOf(error) });
      }
      startIndexing();
    },
    startIndexing,
    stop() {
      isStopped = true;
      cancelRetry?.();
      close(context);
    },
  };
}

/** Returns a function that sends the progress: at most four times a second, and once when the index is complete. */
function createProgressSender(ports: SearchServicePorts): (index: SearchIndex, isDone: boolean) => void {
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let isCompleteSent = false;
  return (index, isDone) => {
    const nowMs = ports.nowMs();
    if (isDone ? isCompleteSent : nowMs - sentAtMs < progressEveryMs) return;
    sentAtMs = nowMs;
    isCompleteSent = isDone;
    ports.send({ kind: 'progress', progress: index.progress() });
  };
}

function ensureOpenIndex(context: Context): SearchIndex {
  if (context.open !== null) return context.open.index;
  const { ports, damage } = context;
  const onTaskSkipped: OnTaskSkipped = (taskId, cause) => {
    ports.send({ kind: 'report', report: { kind: 'skipped', detail: `task ${taskId}: ${cause}` } });
    if (isDamageCode(cause)) reportOnce(context, { kind: 'database-damaged', detail: cause });
  };
  const database = ports.openDatabase();
  try {
    const index = ports.openIndex(database.reader, onTaskSkipped, damage);
    context.open = { database, index };
    context.damage = null;
    if (index.rebuildReason !== null) ports.send({ kind: 'report', report: { kind: 'rebuilt', detail: index.rebuildReason } });
    return index;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Closes index and database, because memory may be ahead of the file; the next work reopens them. A damaged index is rebuilt once. Returns
 * the problem, or `transient` if the index was already rebuilt.
 */
function closeAfterError(context: Context, error: unknown): SearchProblem {
  close(context);
  const problem = problemOf(error);
  switch (problem) {
    case 'database-damaged':
      reportOnce(context, { kind: 'database-damaged', detail: detailOf(error) });
      return problem;
    case 'index-damaged':
      if (context.wasRebuilt) return 'transient';
      context.wasRebuilt = true;
      context.damage = detailOf(error);
      return problem;
    case 'transient':
      return problem;
  }
}

function close(context: Context): void {
  const { open } = context;
  context.open = null;
  open?.index.close();
  open?.database.close();
}

function reportOnce({ ports, reported }: Context, report: SearchReport): void {
  if (reported.has(report.kind)) return;
  reported.add(report.kind);
  ports.send({ kind: 'report', report });
}
