// The service of the search thread when something fails: what it rebuilds, retries and reports.
import { closeSync, openSync, writeSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { createEntryReader, type EntryReader } from '../../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex } from '../../../../electron/db/search/search-index.ts';
import type { SearchThreadMessage } from '../../../../electron/db/search/search-messages.ts';
import { DatabaseReadError } from '../../../../electron/db/search/search-problem.ts';
import { createSearchService, type SearchService } from '../../../../electron/db/search/search-service.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { openSearchLibrary, searchRequest } from '../../../support/search-library.ts';
import { createSearchTexts } from '../../../support/search-texts.ts';

const at = folderPerTest('search-service-');
const matchAll = searchRequest({ kind: 'and', parts: [] });
const services: SearchService[] = [];
afterEach(() => {
  for (const service of services.splice(0)) service.stop();
});

/** Creates an error like those of SQLite. */
const sqliteError = (code: string): Error => Object.assign(new Error(`SQLite error ${code}`), { code });

function seedLibrary(tasks: number): void {
  const library = openSearchLibrary(at('studio.sqlite'), createSearchTexts(41));
  library.addTasks(tasks);
  library.close();
}

/** Starts a service over files; the test runs its deferred work and its timers. `failRead` may throw in place of a read. */
function startService(failRead: (read: keyof EntryReader) => void = () => undefined) {
  const sent: SearchThreadMessage[] = [];
  const turns: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const service = createSearchService({
    openDatabase() {
      const raw = new BetterSqlite(at('studio.sqlite'), { readonly: true });
      const reader = createEntryReader(
        createDatabase(raw, { onSlowStatement: () => undefined, onDamage: () => undefined, onInvalidRow: () => undefined }),
      );
      return { reader: withFailingReads(reader, failRead), close: () => raw.close() };
    },
    openIndex: (reader, onTaskSkipped, damage) =>
      openSearchIndex({ path: at('search.sqlite'), databaseId: 'a', reader, onTaskSkipped }, damage),
    send: (message) => sent.push(message),
    defer: (work) => turns.push(work),
    setTimer(_, work) {
      timers.push(work);
      return () => undefined;
    },
    nowMs: () => 0,
  });
  services.push(service);
  const runTurns = (): void => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  };
  const reports = (): string[] => sent.flatMap((message) => (message.kind === 'report' ? [message.report.kind] : []));
  const searchAll = (): number | string => {
    service.search(1, matchAll);
    const last = sent.findLast((message) => message.kind === 'result' || message.kind === 'failed');
    return last?.kind === 'result' ? last.result.entryIds.length : (last?.kind ?? 'nothing');
  };
  return { service, runTurns, reports, searchAll, timers };
}

function withFailingReads(reader: EntryReader, failRead: (read: keyof EntryReader) => void): EntryReader {
  return new Proxy(reader, {
    get(_, name: keyof EntryReader) {
      return (...args: never[]) => {
        failRead(name);
        return (reader[name] as (...args: never[]) => unknown)(...args);
      };
    },
  });
}

test('damage of the database is reported once and does not change the index', () => {
  let isDamaged = false;
  seedLibrary(150);
  const { service, runTurns, reports, searchAll, timers } = startService((read) => {
    if (isDamaged && read === 'changesAfter') throw new DatabaseReadError(sqliteError('SQLITE_CORRUPT'));
  });
  service.startIndexing();
  runTurns();
  const before = searchAll();
  isDamaged = true;
  expect([searchAll(), searchAll()]).toEqual(['failed', 'failed']);
  runTurns();
  for (const retry of timers.splice(0)) retry();
  runTurns();
  expect(reports()).toEqual(['database-damaged']);
  isDamaged = false;
  expect(searchAll()).toBe(before);
  expect(reports()).toEqual(['database-damaged']);
});

test('failed indexing is reported once and retried until it succeeds', () => {
  let isFull = false;
  seedLibrary(350);
  const { service, runTurns, reports, timers } = startService((read) => {
    if (isFull && read === 'entriesOf') throw new DatabaseReadError(sqliteError('SQLITE_IOERR'));
  });
  const retry = (): void => {
    for (const timer of timers.splice(0)) timer();
    runTurns();
  };
  isFull = true;
  service.startIndexing();
  runTurns();
  expect(reports()).toEqual(['stalled']);
  retry();
  expect(reports()).toEqual(['stalled']);
  isFull = false;
  retry();
  expect(timers).toEqual([]);
  expect(reports()).toEqual(['stalled']);
});

test.each([
  ['state', 'UPDATE index_state SET value = \'{"indexedSeq":"many"}\' WHERE name = \'state\''],
  ['state without JSON', "UPDATE index_state SET value = 'x' WHERE name = 'state'"],
  ['dictionary', "INSERT INTO dictionary (id, text) VALUES (-1, 'minus')"],
])('an index with an invalid %s is rebuilt', (_, sql) => {
  seedLibrary(20);
  const { service, runTurns, reports, searchAll } = startService();
  service.startIndexing();
  runTurns();
  const before = searchAll();
  service.stop();
  const raw = new BetterSqlite(at('search.sqlite'));
  raw.exec(sql);
  raw.close();
  const second = startService();
  second.service.startIndexing();
  second.runTurns();
  expect([reports(), second.reports(), second.searchAll()]).toEqual([[], ['rebuilt'], before]);
});

test('an index that is damaged while it is in use is rebuilt once', () => {
  seedLibrary(200);
  const { service, runTurns, reports, searchAll } = startService();
  service.startIndexing();
  runTurns();
  const before = searchAll();
  const raw = new BetterSqlite(at('search.sqlite'));
  raw.exec('DROP TABLE entry_word');
  raw.close();
  const words = searchRequest({ kind: 'words', text: 'zzzz', isPhrase: false });
  service.search(2, words);
  runTurns();
  expect([reports(), searchAll()]).toEqual([['rebuilt'], before]);
});

test('a page of the database that cannot be read ends the indexing and is reported as damage of the database', () => {
  seedLibrary(300);
  const raw = new BetterSqlite(at('studio.sqlite'));
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.pragma('journal_mode = DELETE');
  const pageBytes = raw.pragma('page_size', { simple: true }) as number;
  const page = raw.prepare("SELECT min(pageno) FROM dbstat WHERE name = 'task' AND pagetype = 'leaf'").pluck().get() as number;
  raw.close();
  const file = openSync(at('studio.sqlite'), 'r+');
  writeSync(file, Buffer.alloc(pageBytes, 0xff), 0, pageBytes, (page - 1) * pageBytes);
  closeSync(file);
  const { service, runTurns, reports, searchAll } = startService();
  service.startIndexing();
  runTurns();
  expect([reports(), searchAll()]).toEqual([['database-damaged'], 'failed']);
});
