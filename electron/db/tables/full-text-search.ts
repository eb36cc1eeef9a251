// Searches the prompts that were used, by any part of them, newest first; the library has an index of its own (`db/search`). The column `folded` has
// the text as it is searched (`shared/search-folding.ts`), NULL until it is folded. Triggers maintain an FTS5 index of its trigrams.
//
// SQLite folds neither composed letters nor ß, and trigrams cannot find words of one or two letters, as many Chinese words are. So JavaScript, which
// knows Unicode, folds the text, and short words are compared with the folded text itself: for 100,000 texts of 200 letters that took 45 ms at most.
// An SQL function in the triggers was rejected: each connection that writes would have to define it, also those that make and check backups.
import { foldForSearch, searchWords } from '../../../shared/search-folding.ts';
import { type Database, tryWrite } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowShape } from '../rows/row-shape.ts';

/** The table and columns of a search. The strings become part of the SQL text: constants only. */
interface SearchedTable {
  readonly table: string;
  /** The FTS5 table with the trigrams of `folded`; its rowids are the table's ids. */
  readonly index: string;
  /** The column whose text is searched. */
  readonly text: string;
  /** The SELECT list; the table has the alias `t`. */
  readonly columns: string;
  /** SQL condition for rows that may be found; the table has the alias `t`. The index holds only such rows. */
  readonly visible: string;
}

/** Trigrams find words of at least this many characters. */
const minIndexedLength = 3;

/** SQL of the statements of a search. Callers export it for the tests that pin the query plans. */
export function textSearchSql({ table, index, text, columns, visible }: SearchedTable) {
  const containsShortWords = `NOT EXISTS (SELECT 1 FROM json_each(:short) w WHERE instr(t.folded, w.value) = 0)`;
  return {
    newest: `SELECT ${columns} FROM ${table} t WHERE ${visible} ORDER BY t.id DESC LIMIT :limit`,
    // Reads the index backwards by id and stops as soon as there are enough rows.
    found: `SELECT ${columns} FROM ${index} s JOIN ${table} t ON t.id = s.rowid
      WHERE ${index} MATCH :query AND ${containsShortWords} ORDER BY s.rowid DESC LIMIT :limit`,
    withShortWord: `SELECT ${columns} FROM ${table} t WHERE ${visible} AND t.folded IS NOT NULL AND ${containsShortWords}
      ORDER BY t.id DESC LIMIT :limit`,
    unfolded: `SELECT t.id, t.${text} AS text FROM ${table} t WHERE t.folded IS NULL ORDER BY t.id DESC LIMIT :limit`,
    fold: `UPDATE ${table} SET folded = :folded WHERE id = :id`,
  } as const;
}

/** A search over one table, and the folding that makes new rows findable. */
export interface FullTextSearch<Row> {
  /** Rows that hold every word of `typed`, the newest first; all of them where nothing was typed. Rows that are not folded yet are not found. */
  search(typed: string, limit: number): readonly Row[];
  /** Makes at most `limit` rows findable that were added since, the newest first; true when there may be more. One transaction, or none. */
  foldBatch(limit: number): boolean;
}

const quote = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** Searches with these statements, which read rows of `shape`; `name` is for the log of slow ones. */
export function createFullTextSearch<Row extends object>(
  database: Database,
  name: string,
  sql: ReturnType<typeof textSearchSql>,
  shape: RowShape<Row>,
): FullTextSearch<Row> {
  type Limit = { readonly limit: number };
  const unfoldedRow = defineRow(shape.table, { id: integer, text });
  const newest = database.query<Limit, Row>(`${name}.newest`, sql.newest, shape);
  const found = database.query<Limit & { query: string; short: string }, Row>(`${name}.found`, sql.found, shape);
  const withShortWord = database.query<Limit & { short: string }, Row>(`${name}.foundShort`, sql.withShortWord, shape);
  const unfolded = database.query<Limit, { id: number; text: string }>(`${name}.unfolded`, sql.unfolded, unfoldedRow);
  const fold = database.prepare<{ id: number; folded: string }>(`${name}.fold`, sql.fold);

  return {
    search(typed, limit) {
      const words = searchWords(typed);
      if (words.length === 0) return newest.all({ limit });
      const isIndexed = (word: string): boolean => [...word].length >= minIndexedLength;
      const long = words.filter(isIndexed);
      const short = JSON.stringify(words.filter((word) => !isIndexed(word)));
      if (long.length === 0) return withShortWord.all({ short, limit });
      return found.all({ query: long.map(quote).join(' AND '), short, limit });
    },
    foldBatch(limit) {
      const rows = unfolded.all({ limit });
      // Most searches have nothing to fold and need no write lock.
      if (rows.length === 0) return false;
      return database.transaction(() => {
        const folded = rows.filter(({ id, text: typed }) => tryWrite(() => fold.run({ id, folded: foldForSearch(typed) })));
        return rows.length === limit && folded.length > 0;
      });
    },
  };
}
