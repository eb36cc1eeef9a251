// Prompts that were used. Rows are written by a trigger on tasks; here they are read, hidden and shown again.
import type { Database } from './database.ts';

export interface PromptRow {
  readonly id: number;
  readonly text: string;
  readonly uses: number;
  readonly model: string;
  readonly usedAtMs: number;
}

/** The search knows parts of this many letters; what is shorter is looked for in the newest prompts only, so that it stays fast. */
const leastSearched = 3;
const newestSearched = 4_000;

const columns = 'p.id, p.text, p.uses, p.model, p.usedAtMs';

/** Exported for the tests that pin their plans. */
export const promptSql = {
  newest: `SELECT ${columns} FROM prompt p WHERE p.hidden = 0 ORDER BY p.id DESC LIMIT :limit`,
  // The search runs backwards through its own ids, which are moments: it ends as soon as there are enough.
  found: `SELECT ${columns} FROM prompt_search s JOIN prompt p ON p.id = s.rowid
    WHERE prompt_search MATCH :query ORDER BY s.rowid DESC LIMIT :limit`,
  foundShort: `SELECT ${columns} FROM (SELECT * FROM prompt WHERE hidden = 0 ORDER BY id DESC LIMIT ${newestSearched}) p
    WHERE p.text LIKE :query ESCAPE '\\' ORDER BY p.id DESC LIMIT :limit`,
} as const;

export type PromptTable = ReturnType<typeof createPromptTable>;

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;
const asPattern = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`;

export function createPromptTable(database: Database) {
  const newest = database.prepare<{ limit: number }, PromptRow>('prompt.newest', promptSql.newest);
  const found = database.prepare<{ query: string; limit: number }, PromptRow>('prompt.found', promptSql.found);
  const foundShort = database.prepare<{ query: string; limit: number }, PromptRow>('prompt.foundShort', promptSql.foundShort);
  const hide = database.prepare<{ id: number; hidden: 0 | 1 }>('prompt.hide', 'UPDATE prompt SET hidden = :hidden WHERE id = :id');

  return {
    /** Prompts that hold every word of `typed`, the newest first. Words of one or two letters count only where nothing longer was typed. */
    search(typed: string, limit: number): readonly PromptRow[] {
      const words = typed.split(/\s+/).filter((word) => word !== '');
      if (words.length === 0) return newest.all({ limit });
      const long = words.filter((word) => [...word].length >= leastSearched);
      if (long.length > 0) return found.all({ query: long.map(quoted).join(' AND '), limit });
      return foundShort.all({ query: asPattern(words.join(' ')), limit });
    },
    /** False where there is no such prompt (any more): it was used again and has moved. */
    setHidden: (id: number, hidden: boolean): boolean => hide.run({ id, hidden: hidden ? 1 : 0 }).changes > 0,
  };
}
