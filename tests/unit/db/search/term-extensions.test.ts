// Expressions for the beginning of a term: whole terms where they are few.
import { afterEach, describe, expect, it } from 'vitest';
import { openIndex } from '../../../../electron/db/search/indexing/index-database.ts';
import { phraseOf } from '../../../../electron/db/search/indexing/index-terms.ts';
import { createTermExtensions } from '../../../../electron/db/search/querying/term-extensions.ts';

const index = openIndex(':memory:', 'a', 0, 0, null);
afterEach(() => {
  index.raw.exec('DELETE FROM entry_word');
});

/** The expressions for `terms`, whose last one is a beginning, in an index of one entry with this prompt. */
function expressionsFor(terms: string, prompt: string): readonly string[] {
  index.raw.prepare('INSERT INTO entry_word (rowid, prompt) VALUES (-1, ?)').run(prompt);
  return createTermExtensions(index.raw).extensionsOf({ terms, isPrefix: true }).map(phraseOf);
}

describe('the beginning of a term', () => {
  it('becomes the terms that begin with it', () => {
    expect(expressionsFor('run', 'ru run runs running sun')).toEqual(['"run"', '"running"', '"runs"']);
  });

  it('becomes nothing if no term begins with it', () => {
    expect(expressionsFor('zebra', 'fox')).toEqual([]);
  });

  it('stays as it is if many terms begin with it', () => {
    expect(expressionsFor('a', 'a1 a2 a3 a4 a5 a6 a7 a8 a9')).toEqual(['"a" *']);
  });

  it('keeps the terms before it, and is replaced there by two terms at most', () => {
    expect(expressionsFor('red fo', 'red fog fox')).toEqual(['"red fog"', '"red fox"']);
    index.raw.exec('DELETE FROM entry_word');
    expect(expressionsFor('red fo', 'red fog fox foe')).toEqual(['"red fo" *']);
  });

  it('stays as it is if it contains half of a character', () => {
    expect(expressionsFor('fo\ud800', 'fox')).toEqual(['"fo\ud800" *']);
  });
});
