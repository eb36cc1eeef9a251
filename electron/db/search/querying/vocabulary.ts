// The words of the index, for finding a text in the middle of a word: "port" in "airport". Prefixes are found by the full-text index.
import type { Database as Raw } from 'better-sqlite3';
import { isUnspacedLetter } from '../../../../shared/search/tokens.ts';
import { phraseOf, termPhraseOf, tokenOfTerm } from '../indexing/index-terms.ts';

/** Maximum number of terms per expression. SQLite limits the depth of an expression, and FTS5 flattens OR only up to its own limit. */
const termsPerExpression = 200;
/** If more new terms than this have been added, all terms are read again. This happens a few times while a library is indexed. */
const maxAddedTerms = 20_000;
/** One letter without combining marks. */
const letterPattern = /^.$/u;

/** Finds terms that contain a text. */
export interface Vocabulary {
  /** Adds the tokens of a text that was indexed. Cheap; does nothing before the first search. */
  add(tokens: readonly string[]): void;
  /** FTS5 expressions for all terms that contain `part` at any place after the beginning. They may include terms that no entry has any more. */
  expressionsInside(part: string): readonly string[];
}

/** Holds all terms in memory as one text, one term per line: 200,000 terms take 2 MB and are searched in a few milliseconds. The first search reads them. */
export function createVocabulary(raw: Raw): Vocabulary {
  const terms = raw.prepare('SELECT term FROM entry_term').pluck();
  let text: string | null = null;
  let termCount = 0;
  const added = new Set<string>();

  function termLines(): string {
    if (text !== null && added.size <= Math.max(maxAddedTerms, termCount / 2)) return text;
    const all = new Set<string>();
    for (const term of terms.iterate() as IterableIterator<string>) addSearchable(all, tokenOfTerm(term));
    termCount = all.size;
    added.clear();
    text = `\n${[...all].join('\n')}\n`;
    return text;
  }

  return {
    add(tokens) {
      if (text !== null) for (const token of tokens) addSearchable(added, token);
    },
    expressionsInside(part) {
      const matches = new Set(termsInside(termLines(), part));
      for (const term of added) if (term.indexOf(part, 1) > 0) matches.add(term);
      return expressionsOf([...matches]);
    },
  };
}

/** Adds a token unless it has no middle: a single character, or a letter without combining marks of a script without spaces. */
function addSearchable(tokens: Set<string>, token: string): void {
  if (token.length > 1 && !(isUnspacedLetter(token) && letterPattern.test(token))) tokens.add(token);
}

function expressionsOf(terms: readonly string[]): string[] {
  const expressions: string[] = [];
  for (let from = 0; from < terms.length; from += termsPerExpression) {
    const termSlice = terms.slice(from, from + termsPerExpression);
    expressions.push(termSlice.map((token) => phraseOf(termPhraseOf([token], false))).join(' OR '));
  }
  return expressions;
}

/** The lines that contain `part` at any place after the beginning. */
function termsInside(lines: string, part: string): string[] {
  const matches: string[] = [];
  for (let index = lines.indexOf(part); index >= 0; ) {
    const from = lines.lastIndexOf('\n', index) + 1;
    const to = lines.indexOf('\n', index);
    if (index > from) matches.push(lines.slice(from, to));
    index = lines.indexOf(part, to);
  }
  return matches;
}
