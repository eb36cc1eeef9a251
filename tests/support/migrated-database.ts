// Databases of earlier versions, for the tests of migrations.
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../electron/db/migrate.ts';
import { migrations } from '../../electron/db/migrations/index.ts';

/** Creates a database with the tables as they were before the migration `version`, without rows: in memory, or in a new file at `path`. */
export function databaseBefore(version: number, path = ':memory:'): BetterSqlite.Database {
  const database = new BetterSqlite(path);
  const earlier = migrations.filter((migration) => migration.version < version);
  migrate(database, earlier, () => {});
  return database;
}

/** Runs the missing migrations up to and including `version`. */
export function migrateTo(database: BetterSqlite.Database, version: number): void {
  const wanted = migrations.filter((migration) => migration.version <= version);
  migrate(database, wanted, () => {});
}
