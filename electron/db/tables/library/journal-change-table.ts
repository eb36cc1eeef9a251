// Every statement about `library_journal_change`: changes of videos whose entries of the library journal are not stored yet. Only
// `core/library/journal/` may call the statements that write.
import { z } from 'zod';
import { parseJson } from '../../../../shared/parse-json.ts';
import { type Database, readPage } from '../../database.ts';
import { integer, text } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';
import { insertSql, selectList } from '../../sql-columns.ts';

/** Values, each as JSON, with the ids of the results that received it. */
const items = text.transform(parseJson).pipe(z.array(z.tuple([text, z.array(integer)])).readonly());

/** Columns of `library_journal_change`. */
export const journalChangeRow = defineRow('library_journal_change', { id: integer, field: text, items, counter: integer, writer: text });
/** One changed field of some videos. */
export type JournalChangeRow = RowOf<typeof journalChangeRow>;

/** The SQL statements. Exported for the tests of their query plans. */
export const journalChangeSql = {
  oldest: `SELECT ${selectList(journalChangeRow.columns)} FROM library_journal_change ORDER BY id LIMIT :limit`,
  add: insertSql('library_journal_change', ['field', 'items', 'counter', 'writer']),
  remove: 'DELETE FROM library_journal_change WHERE id IN (SELECT value FROM json_each(:ids))',
} as const;

type NewChange = Omit<JournalChangeRow, 'id'>;

/** Statements about these changes. */
export interface JournalChangeTable {
  /** Whether there is a change that parses. */
  hasAny(): boolean;
  /** The oldest changes. */
  oldest(limit: number): JournalChangeRow[];
  add(change: NewChange): void;
  remove(ids: readonly number[]): void;
}

/** Prepares the statements. */
export function createJournalChangeTable(database: Database): JournalChangeTable {
  const oldest = database.query<{ limit: number }, JournalChangeRow>('journalChange.oldest', journalChangeSql.oldest, journalChangeRow);
  const add = database.prepare<Omit<NewChange, 'items'> & { readonly items: string }>('journalChange.add', journalChangeSql.add);
  const remove = database.prepare<{ readonly ids: string }>('journalChange.remove', journalChangeSql.remove);
  return {
    hasAny: () => readPage(oldest, { limit: 1 }).length > 0,
    oldest: (limit) => readPage(oldest, { limit }),
    add(change) {
      add.run({ ...change, items: JSON.stringify(change.items) });
    },
    remove(ids) {
      remove.run({ ids: JSON.stringify(ids) });
    },
  };
}
