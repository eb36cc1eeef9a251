// The search thread: answers searches first, and indexes what is left to index in between, a slice at a time.
import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';
import { createDatabase, type Database } from '../database.ts';
import { createEntryReader } from './indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import type { SearchThreadData, SearchThreadMessage, SearchThreadRequest } from './search-messages.ts';

const { databasePath, indexPath, databaseId } = workerData as SearchThreadData;
const progressEveryMs = 250;

const send = (message: SearchThreadMessage, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(message, [...transfer]);

/** A connection of its own, which cannot write. Rows that do not parse are the studio's to report. */
function openDatabase(): Database {
  const raw = new BetterSqlite(databasePath, { readonly: true, fileMustExist: true });
  raw.pragma('busy_timeout = 5000');
  return createDatabase(raw, { slow: () => undefined, damaged: () => undefined, invalidRow: () => undefined });
}

const database = openDatabase();
const reader = createEntryReader(database);
let index = open();
let isIndexing = false;
let progressSentAtMs = 0;

function open(): SearchIndex {
  const opened = openSearchIndex(indexPath, databaseId, reader);
  if (opened.madeBecause !== null) send({ kind: 'rebuilt', reason: opened.madeBecause });
  return opened;
}

/** Sends how far the index is, at most four times a second, and always at its end. */
function sendProgress(isDone: boolean): void {
  const nowMs = performance.now();
  if (!isDone && nowMs - progressSentAtMs < progressEveryMs) return;
  progressSentAtMs = nowMs;
  send({ kind: 'progress', progress: index.progress() });
}

/** Indexes one slice and comes back after what has arrived meanwhile. */
function indexNext(): void {
  const isMore = index.backfillSlice();
  sendProgress(!isMore);
  isIndexing = isMore;
  if (isMore) setImmediate(indexNext);
}

function startIndexing(): void {
  if (isIndexing) return;
  isIndexing = true;
  setImmediate(indexNext);
}

function answer(id: number, request: Extract<SearchThreadRequest, { readonly kind: 'search' }>['request']): void {
  try {
    const found = index.search(request);
    send({ kind: 'answer', id, answer: found }, [found.entryIds.buffer, found.atMs.buffer]);
  } catch (error) {
    send({ kind: 'failed', id, detail: error instanceof Error ? error.message : String(error) });
    // What is in memory may be ahead of the file: both are read anew.
    index.close();
    index = open();
    startIndexing();
  }
}

parentPort?.on('message', (message: SearchThreadRequest) => {
  switch (message.kind) {
    case 'search':
      answer(message.id, message.request);
      break;
    case 'changed':
      index.catchUp();
      break;
    case 'stop':
      index.close();
      database.close();
      parentPort?.close();
      break;
  }
});
startIndexing();
