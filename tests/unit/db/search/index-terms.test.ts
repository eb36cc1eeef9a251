// Letters of scripts without spaces are indexed as pairs, each at its own position.
import { expect, test } from 'vitest';
import {
  joinedPrefixes,
  joinedTerms,
  phraseOf,
  prefixTerm,
  termPhraseOf,
  tokenOfTerm,
} from '../../../../electron/db/search/indexing/index-terms.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';

const { tokenize } = createTokenizer((character) => character);
/** Shows the control character as a dot. */
const visible = (text: string): string => text.replaceAll('\u0081', '·');
const terms = (text: string): string => visible(joinedTerms(tokenize(text)));
const searchPhrase = (text: string, isBeginning: boolean): string => visible(phraseOf(termPhraseOf(tokenize(text), isBeginning)));

test('each token has one term, and a letter of a script without spaces is a pair with the next one', () => {
  expect(terms('4K红色 fox狐，雪 🦊')).toBe('4k 红·色 色· fox 狐·雪 雪· 🦊');
  expect(terms('红色狐狸')).toBe('红·色 色·狐 狐·狸 狸·');
  expect(terms('dolly zoom')).toBe('dolly zoom');
  expect(terms('雪 4K 雪')).toBe('雪· 4k 雪·');
  expect(terms('')).toBe('');
});

test.each([
  ['红色狐狸', true, '"红·色 色·狐 狐·狸" *'],
  ['红色狐狸', false, '"红·色 色·狐 狐·狸"'],
  ['雪', true, '"雪" *'],
  ['雪', false, '"雪·" *'],
  ['4K雪', true, '"4k 雪" *'],
  ['4K雪', false, '"4k 雪·" *'],
  ['雪4K', true, '"雪· 4k" *'],
  ['雪4K', false, '"雪· 4k"'],
  ['red fo', true, '"red fo" *'],
])('“%s” (as the beginning of a text: %s) is searched as %s', (text, isBeginning, expected) => {
  expect(searchPhrase(text, isBeginning)).toBe(expected);
});

test('a word is indexed under its first two and three code points, and a letter with combining marks also without them', () => {
  expect(joinedPrefixes(['a', 'ab', 'airport', '𐐷𐐷𐐷𐐷', '雪', 'ก็'])).toBe('ab ai air 𐐷𐐷 𐐷𐐷𐐷 雪 ก ก็ ');
  expect(['a', 'ab', 'air', 'airp', '雪', 'ก็', '𐐷𐐷'].map(prefixTerm)).toEqual([null, 'ab', 'air', null, '雪', null, '𐐷𐐷']);
});

test('the token of a term is the first letter of a pair', () => {
  expect(tokenOfTerm(joinedTerms(['ก็']))).toBe('ก็');
  expect(tokenOfTerm('fox')).toBe('fox');
});
