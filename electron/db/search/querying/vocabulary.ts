// The terms of the index, for finding a text in the middle of a word: "port" in "airport". Prefixes are found by the full-text index.
import type { Database as Raw } from 'better-sqlite3';
import { z } from 'zod';
import { isUnspacedLetter } from '../../../../shared/search/text-tokenizer.ts';
import { phraseOf, termPhraseOf, tokenOfTerm } from '../indexing/index-terms.ts';
import type { TermTable } from '../indexing/phrase-masks.ts';

/** Maximum number of terms per expression. SQLite limits the depth of an expression, and FTS5 flattens OR only up to its own limit. */
const termsPerExpression = 200;
/** If more new terms than this have been added, all terms are read again. This happens a few times while a library is indexed. */
const maxAddedTerms = 20_000;
/** The number of terms in one slice. SQLite counts the entries of each term, which takes a few milliseconds for a slice. */
const termsPerSlice = 1_000;
/** The number of frequent terms that are remembered. */
const maxFrequentTerms = 480;
/** One letter without combining marks. */
const letterPattern = /^.$/u;

/** A term with the number of its entries. */
export interface TermCount {
  readonly table: TermTable;
  readonly term: string;
  readonly count: number;
}

/** Finds terms that contain a text, and the most frequent terms. */
export interface Vocabulary {
  /** Adds the tokens of a text that was indexed. Cheap; does nothing before the first slice is read. */
  add(tokens: readonly string[]): void;
  /** Reads the next terms. False if none are left. */
  readSlice(): boolean;
  /** The most frequent terms when they were last read, the most frequent first. */
  frequentTerms(): readonly TermCount[];
  /**
   * FTS5 expressions for all terms that contain `part` at any place after the beginning. They may include terms that no entry has any more.
   * Reads all terms that are left.
   */
  expressionsInside(part: string): readonly string[];
}

const termRow = z.tuple([z.string(), z.int().nonnegative()]);

/** The state of a vocabulary whose terms are being read. */
interface Load {
  /** The table that is read, and the last term that was read from it. */
  table: TermTable;
  lastTerm: string;
  readonly tokens: Set<string>;
  frequent: readonly TermCount[];
}

/** All searchable tokens as one text, one token per line: 200,000 take 2 MB and are searched in a few milliseconds. */
interface Loaded {
  readonly lines: string;
  readonly tokenCount: number;
  readonly frequent: readonly TermCount[];
}

const mostFrequent = (terms: readonly TermCount[]): readonly TermCount[] =>
  terms.toSorted((a, b) => b.count - a.count).slice(0, maxFrequentTerms);

/** Creates a vocabulary; reads nothing yet. */
export function createVocabulary(raw: Raw): Vocabulary {
  raw.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_beginning_term USING fts5vocab (main, entry_beginning, row)');
  const prepareTerms = (view: string) => raw.prepare(`SELECT term, doc FROM ${view} WHERE term > ? LIMIT ${termsPerSlice}`).raw();
  const termsAfter = { word: prepareTerms('entry_term'), beginning: prepareTerms('temp.entry_beginning_term') };
  let load: Load | null = null;
  let loaded: Loaded | null = null;
  const added = new Set<string>();

  function startLoad(): Load {
    added.clear();
    return { table: 'word', lastTerm: '', tokens: new Set(), frequent: [] };
  }

  /** Reads the next terms of a load, and ends the load after the last ones. */
  function readNext(current: Load): void {
    const rows = z.array(termRow).parse(termsAfter[current.table].all(current.lastTerm));
    const lastTerm = rows.at(-1)?.[0];
    if (current.table === 'word') for (const [term] of rows) addSearchable(current.tokens, tokenOfTerm(term));
    current.frequent = mostFrequent([...current.frequent, ...rows.map(([term, count]) => ({ table: current.table, term, count }))]);
    if (lastTerm !== undefined) current.lastTerm = lastTerm;
    else if (current.table === 'word') Object.assign(current, { table: 'beginning', lastTerm: '' });
    else {
      const { tokens, frequent } = current;
      loaded = { lines: `\n${[...tokens].join('\n')}\n`, tokenCount: tokens.size, frequent };
      load = null;
    }
  }

  function readAll(): Loaded {
    if (loaded !== null && added.size > Math.max(maxAddedTerms, loaded.tokenCount / 2)) loaded = null;
    while (loaded === null) {
      load ??= startLoad();
      readNext(load);
    }
    return loaded;
  }

  return {
    add(tokens) {
      if (load !== null || loaded !== null) for (const token of tokens) addSearchable(added, token);
    },
    readSlice() {
      if (loaded !== null) return false;
      load ??= startLoad();
      readNext(load);
      return loaded === null;
    },
    frequentTerms: () => loaded?.frequent ?? [],
    expressionsInside(part) {
      const matches = new Set(termsInside(readAll().lines, part));
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
