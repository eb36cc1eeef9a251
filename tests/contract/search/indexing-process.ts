// A process that indexes a library. It prints why the index was created, and then the number of indexed tasks after every slice.
import BetterSqlite from 'better-sqlite3';
import { createDatabase } from '../../../electron/db/database.ts';
import { createEntryReader } from '../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex } from '../../../electron/db/search/search-index.ts';

const [databasePath = '', indexPath = ''] = process.argv.slice(2);
const raw = new BetterSqlite(databasePath, { readonly: true });
const database = createDatabase(raw, { onSlowStatement: () => undefined, onDamage: () => undefined });
const index = openSearchIndex({ path: indexPath, databaseId: 'a', reader: createEntryReader(database) });
process.stdout.write(`${index.rebuildReason ?? 'opened'}\n`);
for (let hasMore = true; hasMore; ) {
  hasMore = index.indexSlice();
  process.stdout.write(`${index.progress().indexedTaskCount}\n`);
}
