// Fills the write-ahead log of a database, for tests of checkpoints.
import type { Database } from '../../electron/db/database.ts';

/** Commits a transaction of this many pages. */
export function writePages(database: Database, count: number): void {
  const insert = database.prepare<{ name: string; value: string }>(
    'write',
    'INSERT INTO setting (name, value) VALUES (:name, json_quote(:value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  database.transaction(() => insert.run({ name: 'pages', value: 'x'.repeat(4_096 * count) }));
}
