import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseWriteErrorOf } from '../../../electron/db/write-error.ts';

test('a database that cannot grow is full', () => {
  const database = new BetterSqlite(':memory:');
  database.exec('CREATE TABLE note (text TEXT)');
  database.pragma('max_page_count = 2');
  const fill = () => {
    try {
      for (;;) database.prepare('INSERT INTO note VALUES (?)').run('x'.repeat(1_000));
    } catch (error) {
      return error;
    }
  };
  expect(databaseWriteErrorOf(fill())).toEqual({ kind: 'database-full' });
  database.close();
});

test.each([
  ['SQLITE_IOERR_WRITE', 'database-not-written'],
  ['SQLITE_IOERR_SHMSIZE', 'database-not-written'],
  ['SQLITE_IOERR_READ', null],
  ['SQLITE_IOERR_FSYNC', null],
  ['SQLITE_CORRUPT', null],
] as const)('%s means %s', (code, kind) => {
  expect(databaseWriteErrorOf(new BetterSqlite.SqliteError('disk I/O error', code))?.kind ?? null).toBe(kind);
});

test('an error that is not from SQLite is not a write error, whatever its message says', () => {
  expect([new Error('database or disk is full'), 'SQLITE_FULL', null].map(databaseWriteErrorOf)).toEqual([null, null, null]);
});
