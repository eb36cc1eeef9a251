// The texts of columns with few different values (models, vendors, tags …) as numbers.
import type { Database as Raw } from 'better-sqlite3';
import { z } from 'zod';
import { IndexUnreadableError } from '../search-problem.ts';

/** 0 stands for none in the columns. */
const dictionaryRow = z.object({ id: z.int().positive(), text: z.string() });

/** Maps texts to codes and back. Codes are kept in the index and never reused. */
export interface Dictionary {
  /** The code of a text, which is added where it is new. Call it inside the transaction that uses the code. */
  codeOf(text: string): number;
  /** 0 for null. */
  codeOfNullable(text: string | null): number;
  textOf(code: number): string;
  /** All codes whose text passes a test. Texts that no entry has any more may be among them. */
  codesWhere(test: (text: string) => boolean): Set<number>;
}

function parseRow(row: unknown): z.infer<typeof dictionaryRow> {
  const parsed = dictionaryRow.safeParse(row);
  if (!parsed.success) throw new IndexUnreadableError('a row of the dictionary does not parse');
  return parsed.data;
}

/** Loads the dictionary of an index. Throws `IndexUnreadableError`. A rolled-back transaction leaves codes in memory that the file lacks; the index is reopened then. */
export function loadDictionary(raw: Raw): Dictionary {
  const texts = new Map<number, string>();
  const codes = new Map<string, number>();
  for (const row of raw.prepare('SELECT id, text FROM dictionary').iterate()) {
    const { id, text } = parseRow(row);
    texts.set(id, text);
    codes.set(text, id);
  }
  // Two texts that differ in broken characters only are one text for SQLite.
  const insert = raw.prepare('INSERT OR IGNORE INTO dictionary (text) VALUES (?)');
  const select = raw.prepare('SELECT id FROM dictionary WHERE text = ?').pluck();
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    insert.run(text);
    const added = Number(select.get(text));
    codes.set(text, added);
    texts.set(added, text);
    return added;
  };
  return {
    codeOf,
    codeOfNullable: (text) => (text === null ? 0 : codeOf(text)),
    textOf: (code) => texts.get(code) ?? '',
    codesWhere(test) {
      const found = new Set<number>();
      for (const [code, text] of texts) if (test(text)) found.add(code);
      return found;
    },
  };
}
