// Reads the two full-text tables of the index by expressions of FTS5. `index-database.ts` describes the content of the tables.
import type { Database as Raw, Statement } from 'better-sqlite3';
import type { EntryColumns } from '../indexing/entry-columns.ts';
import { addPosition, type Mask } from '../indexing/entry-mask.ts';
import { idOfKey } from '../indexing/index-database.ts';
import type { TermTable } from '../indexing/phrase-masks.ts';
import { createTermExtensions, type TermExtensions } from './term-extensions.ts';

/** Weights in the order of the columns of `entry_word`. Words in the prompt and the title count most, words in file names and ids least. */
const weights = '4.0, 1.0, 3.0, 6.0, 4.0, 2.0, 2.0, 0.5, 0.1, 0.5';

/**
 * All keys of a result as one value: `-12-15-16`, since every key is negative. For 33,000 keys, reading it takes half of the time of reading
 * rows, because better-sqlite3 makes a JavaScript value of each row.
 */
const joinedKeys = "CAST(group_concat(rowid, '') AS BLOB)";
const minus = 0x2d;
const zero = 0x30;

/** The prepared statements of one open index. */
export interface WordTables extends TermExtensions {
  /** Adds the entries that an expression finds in a table to a mask. */
  addEntries(mask: Mask, table: TermTable, expression: string): void;
  /** Relevance of the entries that `entry_word` finds, by entry id: the smaller the better, as bm25 gives it. */
  ranks(expression: string): Map<number, number>;
}

/** Calls `visit` with the entry id of each joined key. */
function forEachId(keys: Uint8Array, visit: (id: number) => void): void {
  let id = 0;
  for (let index = 1; index < keys.length; index += 1) {
    const code = keys[index] ?? minus;
    if (code === minus) {
      visit(id);
      id = 0;
    } else id = id * 10 + code - zero;
  }
  if (keys.length > 1) visit(id);
}

/** Prepares the statements. */
export function createWordTables(raw: Raw, columns: EntryColumns): WordTables {
  const keysIn: Readonly<Record<TermTable, Statement>> = {
    word: raw.prepare(`SELECT ${joinedKeys} FROM entry_word WHERE entry_word MATCH ?`).pluck(),
    beginning: raw.prepare(`SELECT ${joinedKeys} FROM entry_beginning WHERE entry_beginning MATCH ?`).pluck(),
  };
  const rankQuery = raw.prepare(`SELECT rowid, bm25(entry_word, ${weights}) FROM entry_word WHERE entry_word MATCH ?`).raw();

  return {
    ...createTermExtensions(raw),
    addEntries(mask, table, expression) {
      const keys = keysIn[table].get(expression) as Uint8Array | null;
      if (keys === null) return;
      forEachId(keys, (id) => {
        const position = columns.positionOf(id);
        if (position >= 0) addPosition(mask, position);
      });
    },
    ranks(expression) {
      const ranks = rankQuery.all(expression) as [number, number][];
      return new Map(ranks.map(([key, rank]) => [idOfKey(key), rank]));
    },
  };
}
