// The entry of the search thread: a search service over the studio's database and the index file. It also runs the checkpoints of the
// database, because it is the thread that has SQLite at hand.
import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';
import { runCheckpoint } from '../checkpoints.ts';
import { createDatabase } from '../database.ts';
import { createEntryReader } from './indexing/entry-reader.ts';
import { openSearchIndex } from './search-index.ts';
import type { SearchThreadData, SearchThreadRequest } from './search-messages.ts';
import { DatabaseReadError } from './search-problem.ts';
import { createSearchService, type OpenDatabase } from './search-service.ts';

const { databasePath, indexPath, databaseId } = workerData as SearchThreadData;

/** Opens a separate, read-only connection. The main process reports rows that do not parse, not this thread. */
function openDatabase(): OpenDatabase {
  try {
    const raw = new BetterSqlite(databasePath, { readonly: true, fileMustExist: true });
    raw.pragma('busy_timeout = 5000');
    const database = createDatabase(raw, { onSlowStatement: () => undefined, onDamage: () => undefined, onInvalidRow: () => undefined });
    return { reader: createEntryReader(database), close: () => raw.close() };
  } catch (error) {
    throw new DatabaseReadError(error);
  }
}

const service = createSearchService({
  openDatabase,
  openIndex: (reader, onTaskSkipped, damage) => openSearchIndex({ path: indexPath, databaseId, reader, onTaskSkipped }, damage),
  send: (message, transfer = []) => parentPort?.postMessage(message, [...transfer]),
  defer: setImmediate,
  setTimer(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
  nowMs: () => performance.now(),
});

/** A checkpoint that fails is left to a later one, or to the commits of main, which report the error. */
function checkpoint(): void {
  try {
    runCheckpoint(databasePath);
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

parentPort?.on('message', (message: SearchThreadRequest) => {
  switch (message.kind) {
    case 'search':
      service.search(message.id, message.request);
      break;
    case 'changed':
      service.startIndexing();
      break;
    case 'checkpoint':
      checkpoint();
      break;
    case 'stop':
      service.stop();
      parentPort?.close();
      break;
  }
});
service.startIndexing();
