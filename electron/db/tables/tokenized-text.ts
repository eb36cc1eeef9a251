// Writes the searched form of a text (`db/search/sql/token-text.ts`) into the column `tokens` of its row. SQLite cannot split a text into
// tokens, so the column is NULL until a search needs it. An SQL function in the triggers was rejected, because every connection that writes
// would have to define it, including the connections that make and check backups.
import type { Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import { type Database, tryWrite } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow } from '../rows/row-shape.ts';
import { tokenText } from '../search/sql/token-text.ts';

/** Returns the SQL statements for a table and its column of texts. The strings become part of the SQL text, so they must be constants. */
export function tokenizedTextSql(table: string, textColumn: string) {
  return {
    untokenized: `SELECT t.id, t.${textColumn} AS text FROM ${table} t WHERE t.tokens IS NULL ORDER BY t.id DESC LIMIT :limit`,
    tokenize: `UPDATE ${table} SET tokens = :tokens WHERE id = :id`,
  } as const;
}

/** Tokenizes the new texts of a table. */
export interface TokenizedText {
  /**
   * Tokenizes at most `limit` new texts, newest first, so that searches find them. Returns true if there may be more. Uses one transaction,
   * or none if there are no new texts.
   */
  tokenizeBatch(limit: number, tokenizer: Tokenizer): boolean;
}

/** Prepares the statements. `table` also names them in the log of slow statements. */
export function createTokenizedText(
  database: Database,
  table: 'prompt' | 'reference',
  sql: ReturnType<typeof tokenizedTextSql>,
): TokenizedText {
  const untokenized = database.query<{ limit: number }, { id: number; text: string }>(
    `${table}.untokenized`,
    sql.untokenized,
    defineRow(table, { id: integer, text }),
  );
  const tokenize = database.prepare<{ id: number; tokens: string }>(`${table}.tokenize`, sql.tokenize);
  return {
    tokenizeBatch(limit, tokenizer) {
      const rows = untokenized.all({ limit });
      // Most searches have nothing to tokenize and need no write lock.
      if (rows.length === 0) return false;
      return database.transaction(() => {
        const written = rows.filter(({ id, text }) => tryWrite(() => tokenize.run({ id, tokens: tokenText(text, tokenizer) })));
        return rows.length === limit && written.length > 0;
      });
    },
  };
}
