// Writes a value that SQLite would normally refuse: a value of the wrong type, an invalid state or invalid JSON. A damaged page, another
// program or an old bug could leave such a row.
import BetterSqlite, { type Database } from 'better-sqlite3';

/** Runs `work` with `sqlite_schema` writable, which requires SQLite's unsafe mode. */
function withSchema(path: string, work: (raw: Database) => void): void {
  const raw = new BetterSqlite(path);
  raw.unsafeMode(true);
  raw.pragma('writable_schema = ON');
  work(raw);
  raw.pragma('writable_schema = OFF');
  raw.close();
}

/**
 * Writes `value` into a column of the rows for which `where` (SQL) is true, in the closed database at `path`. Column types, CHECKs and triggers are
 * switched off for the write and restored afterwards.
 */
export function damageRow(path: string, table: string, where: string, column: string, value: string | number | Uint8Array | null): void {
  let originalSql = '';
  withSchema(path, (raw) => {
    originalSql = String(raw.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table));
    const looseSql = originalSql.replace(/\) STRICT\b,?/, ')').replaceAll(/\b(INTEGER|TEXT|REAL|BLOB) NOT NULL/g, '$1');
    raw.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(looseSql, table);
  });
  const raw = new BetterSqlite(path);
  const triggers = raw.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?").all(table) as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${name}`);
  raw.pragma('ignore_check_constraints = ON');
  raw.pragma('foreign_keys = OFF');
  const { changes } = raw.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(value);
  for (const { sql } of triggers) raw.exec(sql);
  raw.close();
  withSchema(path, (schema) => schema.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(originalSql, table));
  if (changes === 0) throw new Error(`no row of ${table} where ${where}`);
}
