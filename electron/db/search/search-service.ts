// Answers searches first, and indexes what is left to index in between, a slice at a time. Runs in the search thread; every effect is a port.
import type { SearchRequest } from '../../../shared/search/search-request.ts';
import type { EntryReader } from './indexing/entry-reader.ts';
import type { OnTaskSkipped } from './indexing/index-writer.ts';
import type { SearchIndex } from './search-index.ts';
import type { SearchThreadMessage } from './search-messages.ts';
import type { SearchReport } from './search-port.ts';
import { detailOf, isDamageCode, problemOf, type SearchProblem } from './search-problem.ts';

const progressEveryMs = 250;
/** After an error that may pass, such as a full disk. */
const retryAfterMs = 60_000;

/** A connection to the studio's database. */
export interface OpenDatabase {
  readonly reader: EntryReader;
  close(): void;
}

/** What the service needs from its thread. */
export interface SearchServicePorts {
  /** Opens a connection that cannot write. Throws `DatabaseReadError`. */
  openDatabase(): OpenDatabase;
  /** Opens the index; `damage`: why it is made anew, null to use the one that is there. */
  openIndex(reader: EntryReader, onTaskSkipped: OnTaskSkipped, damage: string | null): SearchIndex;
  send(message: SearchThreadMessage, transfer?: readonly ArrayBuffer[]): void;
  /** Runs work when the messages that have arrived were handled. */
  later(work: () => void): void;
  /** Returns the function that disarms the timer. */
  setTimer(ms: number, work: () => void): () => void;
  nowMs(): number;
}

/** The search of one thread. Nothing it does throws. */
export interface SearchService {
  search(id: number, request: SearchRequest): void;
  /** Indexes what is left, from the next turn on. */
  startIndexing(): void;
  stop(): void;
}

/** What `createSearchService` keeps: what is open, and what has been told. */
interface Context {
  readonly ports: SearchServicePorts;
  open: { readonly database: OpenDatabase; readonly index: SearchIndex } | null;
  /** The reason to make the index anew at the next opening. */
  damage: string | null;
  /** The index was made anew because of an error: another error is not mended by that. */
  wasRemade: boolean;
  /** Reports that are made once, until a slice succeeds. */
  readonly told: Set<SearchReport['kind']>;
}

/** Creates a service. Database and index are opened by the first work. */
export function createSearchService(ports: SearchServicePorts): SearchService {
  const context: Context = { ports, open: null, damage: null, wasRemade: false, told: new Set() };
  const sendProgress = createProgressSender(ports);
  let isIndexing = false;
  let isStopped = false;
  let disarm: (() => void) | null = null;

  function indexNext(): void {
    isIndexing = false;
    if (isStopped) return;
    try {
      const index = openedIndex(context);
      const isMore = index.indexSlice();
      context.told.delete('stalled');
      sendProgress(index, !isMore);
      if (isMore) startIndexing();
    } catch (error) {
      if (recover(context, error) === 'index-damaged') startIndexing();
      else retryLater(error);
    }
  }

  function retryLater(error: unknown): void {
    if (problemOf(error) !== 'database-damaged') reportOnce(context, { kind: 'stalled', detail: detailOf(error) });
    disarm?.();
    disarm = ports.setTimer(retryAfterMs, startIndexing);
  }

  function startIndexing(): void {
    if (isIndexing || isStopped) return;
    isIndexing = true;
    ports.later(indexNext);
  }

  return {
    search(id, request) {
      try {
        const found = openedIndex(context).search(request);
        ports.send({ kind: 'answer', id, answer: found }, [found.entryIds.buffer, found.atMs.buffer]);
      } catch (error) {
        recover(context, error);
        ports.send({ kind: 'failed', id, detail: detailOf(error) });
      }
      startIndexing();
    },
    startIndexing,
    stop() {
      isStopped = true;
      disarm?.();
      close(context);
    },
  };
}

/** Sends how far the index is, at most four times a second, and once when it is complete: that is said once, not with every change. */
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

function openedIndex(context: Context): SearchIndex {
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
    if (index.madeBecause !== null) ports.send({ kind: 'report', report: { kind: 'rebuilt', detail: index.madeBecause } });
    return index;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What is in memory may be ahead of the file: both are read anew by the next work. A damaged index is made anew, once. Returns what the error means now. */
function recover(context: Context, error: unknown): SearchProblem {
  close(context);
  const problem = problemOf(error);
  switch (problem) {
    case 'database-damaged':
      reportOnce(context, { kind: 'database-damaged', detail: detailOf(error) });
      return problem;
    case 'index-damaged':
      if (context.wasRemade) return 'passing';
      context.wasRemade = true;
      context.damage = detailOf(error);
      return problem;
    case 'passing':
      return problem;
  }
}

function close(context: Context): void {
  const { open } = context;
  context.open = null;
  open?.index.close();
  open?.database.close();
}

function reportOnce({ ports, told }: Context, report: SearchReport): void {
  if (told.has(report.kind)) return;
  told.add(report.kind);
  ports.send({ kind: 'report', report });
}
