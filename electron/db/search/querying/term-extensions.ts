// Replaces a search for the beginning of a term by searches for whole terms. FTS5 merges all positions of all terms with a beginning before
// it finds the first entry, which takes about twice as long as reading the entries of each term.
import type { Database as Raw } from 'better-sqlite3';
import type { TermPhrase } from '../indexing/index-terms.ts';

/** The most terms that are searched one by one. */
const maxTerms = 8;
/** The most terms if there are others before them, whose entries would be read again for each. */
const maxLastTerms = 2;
/** A term cannot be compared in JavaScript if it contains half of a character, which SQLite stores as U+FFFD. */
const incompleteCharacter = /[\p{Cs}\uFFFD]/u;
/** Sorts before every character that a term contains. */
const lowestCharacter = '\u0001';

/** Extends beginnings of terms. */
export interface TermExtensions {
  /** Phrases that together find what the phrase finds; empty if no term begins like the last one of the phrase. */
  extensionsOf(phrase: TermPhrase): readonly TermPhrase[];
}

/** Prepares to look up the terms of `entry_word`, through a temporary table that does not change the index. */
export function createTermExtensions(raw: Raw): TermExtensions {
  raw.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_instance USING fts5vocab(main, entry_word, instance)');
  const termFrom = raw.prepare('SELECT term FROM temp.entry_instance WHERE term >= ? LIMIT 1').pluck();

  /** The terms that begin with `beginning`; null if there are more than `limit`, or if they cannot be compared. */
  function termsWith(beginning: string, limit: number): readonly string[] | null {
    if (incompleteCharacter.test(beginning)) return null;
    const terms: string[] = [];
    for (let from = beginning; ; ) {
      const term = termFrom.get(from) as string | undefined;
      if (!term?.startsWith(beginning)) return terms;
      if (terms.length === limit || incompleteCharacter.test(term)) return null;
      terms.push(term);
      from = term + lowestCharacter;
    }
  }

  return {
    extensionsOf(phrase) {
      if (!phrase.isPrefix) return [phrase];
      const lastFrom = phrase.terms.lastIndexOf(' ') + 1;
      const preceding = phrase.terms.slice(0, lastFrom);
      const terms = termsWith(phrase.terms.slice(lastFrom), lastFrom === 0 ? maxTerms : maxLastTerms);
      return terms === null ? [phrase] : terms.map((term) => ({ terms: preceding + term, isPrefix: false }));
    },
  };
}
