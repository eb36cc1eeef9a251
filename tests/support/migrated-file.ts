// Opens new databases without running the migrations, which take 60 ms for a new database: most tests open at least one. The tests of the
// migrations do not use this file.
import { existsSync, writeFileSync } from 'node:fs';
import BetterSqlite, { type Database as Raw } from 'better-sqlite3';
import type { OpenDatabaseFile } from '../../electron/db/open-database.ts';
import { databaseBefore } from './migrated-database.ts';

/** The bytes of a migrated database without rows. The migrations run once per process. */
let migrated: Buffer | undefined;

function migratedBytes(): Buffer {
  if (migrated === undefined) {
    const database = databaseBefore(Number.POSITIVE_INFINITY);
    migrated = database.serialize();
    database.close();
  }
  return migrated;
}

/** Opens a database file. A new file, or a database in memory, begins as a copy of the migrated database without rows. */
export const openMigratedFile: OpenDatabaseFile = (path): Raw => {
  if (path === ':memory:') return new BetterSqlite(migratedBytes());
  if (!existsSync(path)) writeFileSync(path, migratedBytes());
  return new BetterSqlite(path);
};
