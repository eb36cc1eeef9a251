// Searches used prompts for any part of their text, newest first. The library has a separate index (`db/search`). The column `folded`
// contains the folded text (`shared/search-folding.ts`), or NULL until the text is folded. Triggers maintain an FTS5 index of the trigrams
// of `folded`.
//
// SQLite folds neither composed letters nor ß, so JavaScript folds the text. Trigrams cannot find words of one or two letters, such as many
// Chinese words, so short words are compared with the folded text. This took at most 45 ms for 100,000 texts of 200 letters. An SQL
// function in the triggers was rejected, because every connection that writes would have to define it, including the connections that make
// and check backups.
import { foldForSearch, searchWords } from '../../../shared/search-folding.ts';
import { type Database, tryWrite } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowShape } from '../rows/row-shape.ts';

/** The table and columns of a search. The strings become part of the SQL text, so they must be constants. */
interface SearchedTable {
  readonly table: string;
  /** The FTS5 table with the trigrams of `folded`; its rowids are the table's ids. */
  readonly index: string;
  /** The column whose text is searched. */
  readonly text: string;
  /** The SELECT list; the table has the alias `t`. */
  readonly columns: string;
  /** SQL condition for rows that a search may find; the table has the alias `t`. The index contains only these rows. */
  readonly visible: string;
}

/** Trigrams find words of at least this many characters. */
const minIndexedLength = 3;

/** Returns the SQL statements of a search. Callers export them for the tests of the query plans. */
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

/** A search over one table. Folding makes new rows findable. */
export interface FullTextSearch<Row> {
  /** Rows that contain every word of `typed`, newest first; all rows if nothing was typed. Does not find rows that are not folded yet. */
  search(typed: string, limit: number): readonly Row[];
  /**
   * Folds at most `limit` new rows, newest first, so that searches find them. Returns true if there may be more. Uses one transaction, or
   * none if there are no new rows.
   */
  foldBatch(limit: number): boolean;
}

const quote = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** Creates a search with these statements, which read rows of `shape`. `name` identifies slow statements in the log. */
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
