// The words of the index, for finding a text in the middle of a word: "port" in "airport". Prefixes are the full-text index's own work.
import type { Database as Raw } from 'better-sqlite3';
import { isUnspacedLetter } from '../../../../shared/search/tokens.ts';
import { phraseOf, soughtTerms, tokenOfTerm } from '../indexing/index-terms.ts';

/** Terms in one expression; SQLite limits the depth of an expression, and FTS5 flattens OR only up to its own. */
const termsPerExpression = 200;
/** So many new terms are kept apart; beyond, all terms are read again. While a library is indexed, that happens a few times. */
const fewAdded = 20_000;
/** One letter without marks. */
const letterPattern = /^.$/u;

/** Finds terms by what they contain. */
export interface Vocabulary {
  /** Adds the tokens of a text that is written. Cheap; does nothing before the first search. */
  add(tokens: readonly string[]): void;
  /** Expressions of FTS5 for all terms that contain `part` anywhere but at their beginning. Terms that no entry has any more may be among them. */
  expressionsInside(part: string): readonly string[];
}

/** Kept in memory as one text, one term a line: 200,000 terms are 2 MB and are searched in a few milliseconds. The first search reads it. */
export function createVocabulary(raw: Raw): Vocabulary {
  const terms = raw.prepare('SELECT term FROM entry_term').pluck();
  let text: string | null = null;
  let termCount = 0;
  const added = new Set<string>();

  function read(): string {
    if (text !== null && added.size <= Math.max(fewAdded, termCount / 2)) return text;
    const all = new Set<string>();
    for (const term of terms.iterate() as IterableIterator<string>) addSearched(all, tokenOfTerm(term));
    termCount = all.size;
    added.clear();
    text = `\n${[...all].join('\n')}\n`;
    return text;
  }

  return {
    add(tokens) {
      if (text !== null) for (const token of tokens) addSearched(added, token);
    },
    expressionsInside(part) {
      const found = new Set(termsInside(read(), part));
      for (const term of added) if (term.indexOf(part, 1) > 0) found.add(term);
      return expressionsOf([...found]);
    },
  };
}

/** Adds a token in whose middle something may be found: of a letter of a script without spaces, only its marks may. */
function addSearched(tokens: Set<string>, token: string): void {
  if (token.length > 1 && !(isUnspacedLetter(token) && letterPattern.test(token))) tokens.add(token);
}

function expressionsOf(terms: readonly string[]): string[] {
  const expressions: string[] = [];
  for (let from = 0; from < terms.length; from += termsPerExpression) {
    const some = terms.slice(from, from + termsPerExpression);
    expressions.push(some.map((token) => phraseOf(soughtTerms([token], false))).join(' OR '));
  }
  return expressions;
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
