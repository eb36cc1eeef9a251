// Opening: durable settings, a damaged database moved aside, a newer one refused, a backup before each migration.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Migration } from '../../../electron/db/migrate.ts';
import { migrations } from '../../../electron/db/migrations/index.ts';
import { type OpenDatabase, openDatabase, refusalCause } from '../../../electron/db/open-database.ts';
import { integerRow } from '../../../electron/db/rows/row-shape.ts';
import { createTables } from '../../../electron/db/tables/tables.ts';

const nowMs = Date.UTC(2026, 2, 1, 12, 30, 5);
const latest = migrations.at(-1)?.version ?? 0;
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-db-'));
  path = join(folder, 'data', 'studio.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const tryOpen = (list?: readonly Migration[]) =>
  openDatabase({ path, nowMs, onSlowStatement: () => {}, ...(list === undefined ? {} : { migrations: list }) });

function open(list?: readonly Migration[]): OpenDatabase {
  const opened = tryOpen(list);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

function withRawDatabase<T>(work: (database: BetterSqlite.Database) => T): T {
  const database = new BetterSqlite(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

test('a fresh database is created with its folder, at the latest version, in WAL mode, and leaves no WAL when closed', () => {
  const { database, movedAsidePath } = open();
  expect(movedAsidePath).toBeNull();
  createTables(database).settings.set('a', 1);
  expect(existsSync(`${path}-wal`)).toBe(true);
  database.close();
  expect(readdirSync(join(folder, 'data'))).toEqual(['studio.sqlite']);
  expect(withRawDatabase((db) => [db.pragma('user_version', { simple: true }), db.pragma('journal_mode', { simple: true })])).toEqual([
    latest,
    'wal',
  ]);
});

test('written data can be read after reopening', () => {
  const first = open();
  createTables(first.database).settings.set('a', { b: [1] });
  first.database.close();
  const { database } = open();
  expect(createTables(database).settings.get('a')).toEqual({ b: [1] });
  database.close();
});

test('a database of a newer studio is refused and not changed', () => {
  open().database.close();
  withRawDatabase((db) => db.pragma('user_version = 990'));
  const before = readFileSync(path);
  expect(tryOpen()).toEqual({ ok: false, error: { kind: 'database-from-future', version: 990, supported: latest } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('no byte of a newer database in another journal mode is changed', () => {
  open().database.close();
  withRawDatabase((db) => db.pragma('journal_mode = DELETE'));
  withRawDatabase((db) => db.pragma('user_version = 990'));
  const before = readFileSync(path);
  expect(tryOpen()).toMatchObject({ ok: false, error: { kind: 'database-from-future', version: 990, supported: latest } });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(join(folder, 'data'))).toEqual(['studio.sqlite']);
});

test('a file that is not a database is moved aside with its WAL files, never deleted', () => {
  open().database.close();
  const content = 'no database. '.repeat(100);
  writeFileSync(path, content);
  const { database, movedAsidePath } = open();
  expect(movedAsidePath).toBe(`${path}.unreadable-2026-03-01-12-30-05`);
  expect(readFileSync(movedAsidePath ?? '', 'utf8')).toBe(content);
  expect(createTables(database).tasks.live()).toEqual([]);
  database.close();
  writeFileSync(path, content);
  const reopened = open();
  expect(reopened.movedAsidePath).toBe(`${path}.unreadable-2026-03-01-12-30-05-2`);
  reopened.database.close();
});

/** Creates a database and overwrites ten pages with settings near its end, as a bad disk would. SQLite's own pages follow them. */
function createDamagedDatabase(): void {
  const { database } = open();
  const { settings } = createTables(database);
  for (let n = 0; n < 200; n += 1) settings.set(`a${n}`, 'x'.repeat(500));
  database.close();
  const bytes = readFileSync(path);
  bytes.fill(0xee, bytes.length - 61_440, bytes.length - 20_480);
  writeFileSync(path, bytes);
}

test('the whole file is checked for damage only after a statement reported damage', () => {
  createDamagedDatabase();
  const withoutCheck = open();
  expect(withoutCheck.movedAsidePath).toBeNull();
  withoutCheck.database.close();
  writeFileSync(`${path}.damaged`, '');
  const { database, movedAsidePath } = open();
  expect(movedAsidePath).not.toBeNull();
  expect(existsSync(`${path}.damaged`)).toBe(false);
  database.close();
});

test('a statement that reads a damaged page marks the database for the next start', () => {
  createDamagedDatabase();
  const { database } = open();
  expect(() => createTables(database).settings.allColumns('a')).toThrow(/malformed/);
  expect(existsSync(`${path}.damaged`)).toBe(true);
  database.close();
});

test('a database that a killed process left open is kept and reported as left open', () => {
  const { database } = open();
  createTables(database).settings.set('a', 1);
  const copy = join(folder, 'killed.sqlite');
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
  database.close();
  const closedNormally = open();
  expect(closedNormally.wasLeftOpen).toBe(false);
  closedNormally.database.close();
  path = copy;
  const reopened = open();
  expect([reopened.movedAsidePath, reopened.wasLeftOpen]).toEqual([null, true]);
  expect(createTables(reopened.database).settings.get('a')).toBe(1);
  reopened.database.close();
});

test('a path at which no file can be created is refused with the reason', () => {
  writeFileSync(join(folder, 'data'), 'a file where a folder should be');
  expect(tryOpen()).toMatchObject({ ok: false, error: { kind: 'database-unusable', path } });
});

const nextMigration: Migration = { version: latest + 10, sql: 'CREATE TABLE later (a INTEGER) STRICT; INSERT INTO later VALUES (1);' };
const brokenMigration: Migration = { version: latest + 20, sql: 'CREATE TABLE half (a INTEGER) STRICT; SELECT nonsense FROM nowhere;' };

test('a non-empty database is backed up before a migration', () => {
  const first = open();
  createTables(first.database).settings.set('a', 1);
  first.database.close();
  open([...migrations, nextMigration]).database.close();
  const copy = join(folder, 'data', 'backups', 'studio-20260301T123005Z-before-format.sqlite');
  expect(existsSync(copy)).toBe(true);
  expect(withRawDatabase((db) => db.pragma('user_version', { simple: true }))).toBe(latest + 10);
  path = copy;
  const { database } = open();
  expect(createTables(database).settings.get('a')).toBe(1);
  database.close();
});

test('a failed migration is rolled back completely, and the earlier ones stay', () => {
  open().database.close();
  expect(tryOpen([...migrations, nextMigration, brokenMigration])).toMatchObject({ ok: false, error: { kind: 'database-unusable' } });
  const tables = withRawDatabase((db) => db.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('later', 'half')`).pluck().all());
  expect(tables).toEqual(['later']);
  expect(withRawDatabase((db) => db.pragma('user_version', { simple: true }))).toBe(latest + 10);
});

test('migrations out of order are rejected', () => {
  expect(tryOpen([nextMigration, ...migrations])).toMatchObject({ ok: false, error: { detail: 'migrations are not in ascending order' } });
});

test('a slow statement is reported by name', () => {
  const slowStatements: string[] = [];
  const opened = openDatabase({ path: ':memory:', nowMs, onSlowStatement: (statement) => slowStatements.push(statement) });
  if (!opened.ok) throw new Error();
  const count = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT count(*) AS n FROM n';
  opened.value.database.query<object, { n: number }>('count far', count, integerRow('n', 'n')).get({});
  expect(slowStatements).toEqual(['count far']);
  opened.value.database.close();
});

test('a locked database is refused with that reason and not moved aside', () => {
  open().database.close();
  const holder = new BetterSqlite(path);
  holder.pragma('locking_mode = EXCLUSIVE');
  holder.exec('BEGIN EXCLUSIVE');
  try {
    expect(tryOpen()).toMatchObject({ ok: false, error: { kind: 'database-unusable', cause: 'in-use' } });
  } finally {
    holder.exec('ROLLBACK');
    holder.close();
  }
  const { database, movedAsidePath } = open();
  expect(movedAsidePath).toBeNull();
  database.close();
}, 30_000);

test.each([
  ['SQLITE_BUSY', 'in-use'],
  ['SQLITE_BUSY_RECOVERY', 'in-use'],
  ['SQLITE_LOCKED', 'in-use'],
  ['EBUSY', 'in-use'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_READONLY_DIRECTORY', 'not-writable'],
  ['EACCES', 'not-writable'],
  ['EROFS', 'not-writable'],
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['SQLITE_CANTOPEN', 'other'],
  ['SQLITE_IOERR', 'other'],
])('the system error %s means: %s', (code, cause) => {
  expect(refusalCause(Object.assign(new Error('x'), { code }))).toBe(cause);
});
