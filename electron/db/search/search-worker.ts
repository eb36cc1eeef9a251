// The search thread: answers searches first, and indexes what is left to index in between, a slice at a time.
import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';
import { createDatabase, type Database } from '../database.ts';
import { createEntryReader } from './indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import type { SearchThreadData, SearchThreadMessage, SearchThreadRequest } from './search-messages.ts';

const { databasePath, indexPath, databaseId } = workerData as SearchThreadData;
const progressEveryMs = 250;
/** After an error that passes, such as a full disk. */
const retryAfterMs = 60_000;

const send = (message: SearchThreadMessage, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(message, [...transfer]);

/** A connection of its own, which cannot write. Rows that do not parse are the studio's to report. */
function openDatabase(): Database {
  const raw = new BetterSqlite(databasePath, { readonly: true, fileMustExist: true });
  raw.pragma('busy_timeout = 5000');
  return createDatabase(raw, { slow: () => undefined, damaged: () => undefined, invalidRow: () => undefined });
}

const database = openDatabase();
const reader = createEntryReader(database);
let index = open(null);
let isIndexing = false;
let isStopped = false;
/** The index was thrown away because of an error: another error is not mended by that. */
let wasRemade = false;
let progressSentAtMs = 0;
/** Main was told that the index is complete: that is said once, not with every change. */
let isCompleteSent = false;

function open(damage: string | null): SearchIndex {
  const onTaskSkipped = (taskId: number, cause: string): void => send({ kind: 'skipped', taskId, cause });
  const opened = openSearchIndex({ path: indexPath, databaseId, reader, onTaskSkipped }, damage);
  if (opened.madeBecause !== null) send({ kind: 'rebuilt', reason: opened.madeBecause });
  return opened;
}

/** Errors of the index that no other try mends: damage, or rows that contradict each other. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' || /^SQLITE_(CORRUPT|NOTADB|CONSTRAINT|ERROR)/.test(code);
}

/** What is in memory may be ahead of the file: both are read anew. A damaged index is made anew, once. */
function recover(error: unknown): { readonly detail: string; readonly isRemade: boolean } {
  const detail = error instanceof Error ? error.message : String(error);
  const isRemade = isDamage(error) && !wasRemade;
  wasRemade ||= isRemade;
  index.close();
  index = open(isRemade ? detail : null);
  return { detail, isRemade };
}

/** Sends how far the index is, at most four times a second, and once when it is complete. */
function sendProgress(isDone: boolean): void {
  const nowMs = performance.now();
  if (isDone ? isCompleteSent : nowMs - progressSentAtMs < progressEveryMs) return;
  progressSentAtMs = nowMs;
  isCompleteSent = isDone;
  send({ kind: 'progress', progress: index.progress() });
}

/** Indexes one slice and comes back after what has arrived meanwhile. */
function indexNext(): void {
  isIndexing = false;
  if (isStopped) return;
  try {
    const isMore = index.indexSlice();
    sendProgress(!isMore);
    if (isMore) startIndexing();
  } catch (error) {
    if (recover(error).isRemade) startIndexing();
    else setTimeout(startIndexing, retryAfterMs).unref();
  }
}

function startIndexing(): void {
  if (isIndexing || isStopped) return;
  isIndexing = true;
  setImmediate(indexNext);
}

function answer(id: number, request: Extract<SearchThreadRequest, { readonly kind: 'search' }>['request']): void {
  try {
    const found = index.search(request);
    send({ kind: 'answer', id, answer: found }, [found.entryIds.buffer, found.atMs.buffer]);
  } catch (error) {
    send({ kind: 'failed', id, detail: recover(error).detail });
  }
  startIndexing();
}

parentPort?.on('message', (message: SearchThreadRequest) => {
  switch (message.kind) {
    case 'search':
      answer(message.id, message.request);
      break;
    case 'changed':
      startIndexing();
      break;
    case 'stop':
      isStopped = true;
      index.close();
      database.close();
      parentPort?.close();
      break;
  }
});
startIndexing();
