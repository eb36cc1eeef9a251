// Databases of earlier versions, for the tests of migrations.
import BetterSqlite from 'better-sqlite3';
import { migrate } from '../../electron/db/migrate.ts';
import { migrations } from '../../electron/db/migrations/index.ts';

/** Creates a database without rows, with the tables from before the migration `version`: in memory, or in a new file at `path`. */
export function databaseBefore(version: number, path = ':memory:'): BetterSqlite.Database {
  const database = new BetterSqlite(path);
  const earlier = migrations.filter((migration) => migration.version < version);
  migrate(database, earlier, () => {});
  return database;
}

/** Runs the missing migrations up to and including `version`. */
export function migrateTo(database: BetterSqlite.Database, version: number): void {
  const upToVersion = migrations.filter((migration) => migration.version <= version);
  migrate(database, upToVersion, () => {});
}

/**
 * Inserts a row with the given values. Every other required column gets a value that its CHECK accepts, or any value if CHECKs are ignored.
 */
export function insertRow(db: BetterSqlite.Database, table: string, given: Readonly<Record<string, string | number | null>>): void {
  const columns = db
    .prepare(`SELECT name, type, "notnull" AS required, dflt_value AS preset FROM pragma_table_info('${table}')`)
    .all() as readonly { readonly name: string; readonly type: string; readonly required: number; readonly preset: unknown }[];
  const values: Record<string, string | number | null> = {};
  for (const { name, type, required, preset } of columns) {
    if (required === 1 && preset === null) values[name] = type === 'TEXT' ? '' : 0;
  }
  Object.assign(values, given);
  const names = Object.keys(values);
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`).run(values);
}
