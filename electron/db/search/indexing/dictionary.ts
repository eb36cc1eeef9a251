// Stores the texts of columns with few different values (models, vendors, tags …) as numbers.
import type { Database as Raw } from 'better-sqlite3';
import { z } from 'zod';
import { IndexUnreadableError } from '../search-problem.ts';

/** A row of the dictionary. Its id is a code. Codes start at 1, because 0 in a column means that there is no text. */
const dictionaryRow = z.object({ id: z.int().positive(), text: z.string() });

/** Maps texts to codes and back. Codes are stored in the index and never reused. */
export interface Dictionary {
  /** The code of a text. Adds the text if it is new. Call it inside the transaction that uses the code. */
  codeOf(text: string): number;
  /** 0 for null. */
  codeOfNullable(text: string | null): number;
  textOf(code: number): string;
  /** The codes of all texts that pass a test. May include texts that no entry has any more. */
  codesWhere(test: (text: string) => boolean): Set<number>;
}

function parseRow(row: unknown): z.infer<typeof dictionaryRow> {
  const parsed = dictionaryRow.safeParse(row);
  if (!parsed.success) throw new IndexUnreadableError('a row of the dictionary does not parse');
  return parsed.data;
}

/** Loads the dictionary of an index. Throws `IndexUnreadableError`. After a transaction is rolled back, memory has codes that the file lacks, so the index must be reopened. */
export function loadDictionary(raw: Raw): Dictionary {
  const texts = new Map<number, string>();
  const codes = new Map<string, number>();
  for (const row of raw.prepare('SELECT id, text FROM dictionary').iterate()) {
    const { id, text } = parseRow(row);
    texts.set(id, text);
    codes.set(text, id);
  }
  // SQLite treats two texts as equal if they differ only in broken surrogates.
  const insert = raw.prepare('INSERT OR IGNORE INTO dictionary (text) VALUES (?)');
  const select = raw.prepare('SELECT id FROM dictionary WHERE text = ?').pluck();
  const codeOf = (text: string): number => {
    const existing = codes.get(text);
    if (existing !== undefined) return existing;
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
