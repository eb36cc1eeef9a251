// Reads the two full-text tables of the index by expressions of FTS5. `index-database.ts` describes the content of the tables.
import type { Database as Raw, Statement } from 'better-sqlite3';
import type { EntryColumns } from '../indexing/entry-columns.ts';
import { idOfKey } from '../indexing/index-database.ts';
import type { Mask } from './entry-mask.ts';

/** Weights in the order of the columns of `entry_word`. Words in the prompt and the title count most, words in file names and ids least. */
const weights = '4.0, 1.0, 3.0, 6.0, 4.0, 2.0, 2.0, 0.5, 0.1, 0.5';

/** The prepared statements of one open index. */
export interface WordTables {
  /** Adds the entries that `entry_word` finds to a mask. */
  addByWords(mask: Mask, expression: string): void;
  /** Adds the entries that `entry_beginning` finds to a mask. */
  addByPrefixes(mask: Mask, expression: string): void;
  /** Relevance of the entries that `entry_word` finds, by entry id: the smaller the better, as bm25 gives it. */
  ranks(expression: string): Map<number, number>;
}

/** Prepares the statements. */
export function createWordTables(raw: Raw, columns: EntryColumns): WordTables {
  const byWords = raw.prepare('SELECT rowid FROM entry_word WHERE entry_word MATCH ?').pluck();
  const byPrefixes = raw.prepare('SELECT rowid FROM entry_beginning WHERE entry_beginning MATCH ?').pluck();
  const rankQuery = raw.prepare(`SELECT rowid, bm25(entry_word, ${weights}) FROM entry_word WHERE entry_word MATCH ?`).raw();

  function addKeys(mask: Mask, statement: Statement, expression: string): void {
    const keys = statement.all(expression) as number[];
    for (let index = 0; index < keys.length; index += 1) {
      const position = columns.positionOf(idOfKey(keys[index] ?? 0));
      if (position >= 0) mask[position] = 1;
    }
  }

  return {
    addByWords(mask, expression) {
      addKeys(mask, byWords, expression);
    },
    addByPrefixes(mask, expression) {
      addKeys(mask, byPrefixes, expression);
    },
    ranks(expression) {
      const ranks = rankQuery.all(expression) as [number, number][];
      return new Map(ranks.map(([key, rank]) => [idOfKey(key), rank]));
    },
  };
}
