// New databases that have all tables already. The migrations of a new database take 60 ms, and most tests of the gate open at least one database;
// the migrations themselves have tests of their own, which do not use this file.
import { existsSync, writeFileSync } from 'node:fs';
import BetterSqlite, { type Database as Raw } from 'better-sqlite3';
import type { OpenDatabaseFile } from '../../electron/db/open-database.ts';
import { databaseBefore } from './migrated-database.ts';

/** The bytes of a database without rows, made by the migrations once per process. */
let migrated: Buffer | undefined;

function migratedBytes(): Buffer {
  if (migrated === undefined) {
    const database = databaseBefore(Number.POSITIVE_INFINITY);
    migrated = database.serialize();
    database.close();
  }
  return migrated;
}

/** Opens the file; a new one, and one in memory, begins as a copy of a migrated database without rows. */
export const openMigratedFile: OpenDatabaseFile = (path): Raw => {
  if (path === ':memory:') return new BetterSqlite(migratedBytes());
  if (!existsSync(path)) writeFileSync(path, migratedBytes());
  return new BetterSqlite(path);
};
