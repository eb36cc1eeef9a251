// The words of the index, for finding a text in the middle of a word: "port" in "airport". Prefixes are the full-text index's own work.
import type { Database as Raw } from 'better-sqlite3';
import type { EntryColumns } from '../indexing/entry-columns.ts';

/** Terms in one expression; SQLite limits the depth of an expression, and FTS5 flattens OR only up to its own. */
const termsPerExpression = 200;

/** Finds terms by what they contain. */
export interface Vocabulary {
  /** Expressions of FTS5 for all terms that contain `part` anywhere but at their beginning. Reads all terms again when entries changed. */
  expressionsInside(part: string): readonly string[];
}

/** Kept in memory as one text, one term a line: 200,000 terms are 2 MB and are searched in a few milliseconds. */
export function createVocabulary(raw: Raw, columns: EntryColumns): Vocabulary {
  const terms = raw.prepare('SELECT term FROM entry_term').pluck();
  let text = '';
  let version = -1;

  function read(): void {
    if (version === columns.version) return;
    text = `\n${(terms.all() as string[]).join('\n')}\n`;
    version = columns.version;
  }

  return {
    expressionsInside(part) {
      read();
      const found = termsInside(text, part);
      const expressions: string[] = [];
      for (let from = 0; from < found.length; from += termsPerExpression) {
        const some = found.slice(from, from + termsPerExpression);
        expressions.push(some.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR '));
      }
      return expressions;
    },
  };
}

/** The lines that contain a part anywhere but at their beginning. */
function termsInside(lines: string, part: string): string[] {
  const found: string[] = [];
  for (let at = lines.indexOf(part); at >= 0; ) {
    const from = lines.lastIndexOf('\n', at) + 1;
    const to = lines.indexOf('\n', at);
    if (at > from) found.push(lines.slice(from, to));
    at = lines.indexOf(part, to);
  }
  return found;
}
