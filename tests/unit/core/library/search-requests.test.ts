// Searches for junk through the IPC contract: each returns results or is refused, and none causes an incident.
import { expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fc } from '../../../support/fast-check.ts';
import { searchRequest } from '../../../support/search-library.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
const { query: _, derivedCollections: __, ...everything } = searchRequest({ kind: 'and', parts: [] });

async function outcomeOf(text: string, change: object = {}): Promise<string> {
  const result = await bench.call('library.search', { text, ...everything, includeFacets: true, ...change });
  return result.ok ? 'found' : result.error.kind;
}

/** Text with a meaning in the search language, in FTS5, in SQL or in a regular expression, and text without any. */
const piece = fc.oneof(
  fc.constantFrom(
    'NEAR',
    'NEAR(a b, 5)',
    '*',
    'fox*',
    '^fox',
    '"',
    "'",
    '""',
    '“',
    '「',
    '(',
    ')',
    '((',
    '|',
    'OR',
    'AND',
    'NOT',
    '-',
    '--',
  ),
  fc.constantFrom(
    'model:',
    'model:"',
    'rating:>=',
    'rating:>=99999999999999999999',
    'cost:NaN',
    'seed:1e999',
    'before:0000-00-00',
    'is:',
    'in:(',
    ':',
    '::',
  ),
  fc.constantFrom(
    'prompt : fox',
    '{prompt} : fox',
    "'; DROP TABLE entry; --",
    '\\',
    '[a-',
    '(?:',
    '.*',
    '%',
    '_',
    '$1',
    '\\u0000',
    '__proto__',
  ),
  fc.constantFrom(
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0080',
    '\u202e',
    '\u2066',
    '\u200f',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\uffff',
    '\u{10ffff}',
  ),
  fc.constantFrom('fox', '狐狸', 'ﬁ', 'é', 'e\u0301', '👩‍🚀', 'İ', 'ß', 'ثعلب', 'จิ้ง'),
  fc.string({ maxLength: 12 }),
);
const junk = fc
  .array(fc.tuple(piece, fc.constantFrom('', ' ', '\t', '\n', '\u3000')), { maxLength: 40 })
  .map((pieces) => pieces.map(([text, blank]) => text + blank).join(''));

test('any text can be searched, in any sort order and with any grouping', async () => {
  await bench.submit({ ...fox, prompt: 'a fox, 狐狸 (NEAR) "the" sea*' });
  const sort = fc.record({ key: fc.constantFrom('date', 'name', 'relevance', 'size'), isDescending: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(junk, sort, fc.constantFrom('day', 'collection', 'model', 'none'), async (text, order, group) => {
      expect(await outcomeOf(text, { sort: order, group })).toBe('found');
    }),
    { numRuns: 300 },
  );
});

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
const words = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letters[index % 26]}${letters[Math.floor(index / 26) % 26]}${index}`);

test.each([
  ['500 words', words(500).join(' ')],
  ['500 alternative words', words(500).join(' OR ')],
  [
    '500 excluded words',
    words(500)
      .map((word) => `-${word}`)
      .join(' '),
  ],
  ['10,000 letters', 'a'.repeat(10_000)],
  ['10,000 characters that are words of their own', '狐狸雪'.repeat(3_333)],
  ['a phrase of 10,000 characters', `"${'狐'.repeat(9_998)}"`],
  ['10,000 combining marks', `a${'\u0301\u0323'.repeat(5_000)}`],
  ['10,000 marks that folding keeps', `ก${'\u0e38\u0e48'.repeat(5_000)}`],
  ['marks separated by zero-width characters', `ก${'\u0e38\u200b\u0e48\u200d'.repeat(2_500)}`],
  ['10,000 emoji parts', '👩‍🚀'.repeat(2_000)],
  ['10,000 parentheses', '('.repeat(10_000)],
  ['10,000 quotation marks', '"'.repeat(10_000)],
  ['10,000 minus signs', '-'.repeat(10_000)],
  ['10,000 ligatures', 'ﷺ'.repeat(10_000)],
])('a search accepts %s', async (_, text) => {
  await bench.submit({ ...fox, prompt: 'a fox, 狐狸' });
  expect(await outcomeOf('fox', { includeMidWord: true })).toBe('found');
  expect(await outcomeOf(text.slice(0, 10_000), { includeMidWord: true })).toBe('found');
});

test('a text over the maximum length of a search is truncated, and one over 20,000 characters is refused', async () => {
  expect(await outcomeOf('a'.repeat(20_000))).toBe('found');
  expect(await outcomeOf('a'.repeat(20_001))).toBe('invalid-input');
});
