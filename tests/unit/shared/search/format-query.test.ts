import { expect, test } from 'vitest';
import { formatCondition, formatQuery } from '../../../../shared/search/format-query.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { fc } from '../../../support/fast-check.ts';
import { searchContext } from '../../../support/search-context.ts';
import { anyCondition, anyQuery, anyTypedText } from '../../../support/search-entry.ts';

const parsed = (text: string) => parseQuery(text, searchContext).query;

/** Replaces quotation marks in the texts of a query with spaces, because a text with every kind of mark cannot be quoted. */
function withoutMarks(query: Query): Query {
  const plain = (text: string) => text.replace(/["“”‟＂]/g, ' ');
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map(withoutMarks) };
    case 'not':
      return { kind: 'not', part: withoutMarks(query.part) };
    case 'words':
      return { ...query, text: plain(query.text) };
    case 'condition':
      return 'text' in query.condition
        ? { kind: 'condition', condition: { ...query.condition, text: plain(query.condition.text) } }
        : query;
  }
}

test('a formatted query parses to the same query, without structural problems', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const { query: reparsed, problems } = parseQuery(formatQuery(query), searchContext);
      expect(withoutMarks(reparsed)).toEqual(withoutMarks(query));
      expect(problems.filter(({ kind }) => kind !== 'unknown-value' && kind !== 'unknown-field')).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('a query parsed from any text is formatted to a text that parses to the same query', () => {
  fc.assert(
    fc.property(anyTypedText, (text) => {
      const query = parsed(text);
      expect(parsed(formatQuery(query))).toEqual(query);
    }),
    { numRuns: 1000 },
  );
});

test('a formatted condition parses to the same condition', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      expect(withoutMarks(parsed(formatCondition(condition)))).toEqual(withoutMarks({ kind: 'condition', condition }));
    }),
    { numRuns: 1000 },
  );
});

test('a value has quotation marks only where it needs them', () => {
  const texts = ['kling', '可灵', 'a:b', '-x', 'a b', 'a(b', 'a"b', 'say "hi there"', '"「」', 'a|b', '“', '"」』»x'];
  expect(texts.map((text) => formatCondition({ field: 'tag', text }))).toEqual([
    'tag:kling',
    'tag:可灵',
    'tag:a:b',
    'tag:-x',
    'tag:"a b"',
    'tag:"a(b"',
    'tag:a"b',
    'tag:「say "hi there"」',
    'tag:『"「」』',
    'tag:"a|b"',
    'tag:「“」',
    'tag:" 」』»x"',
  ]);
});

test('groups have parentheses only where they need them', () => {
  for (const text of ['a b OR c d', '(a OR b) c', '-(a b) c', '(a b) c', '(a OR b) OR c', '--a', '-"a b"', 'fox rating:>=3 -is:pick', ''])
    expect(formatQuery(parsed(text))).toBe(text);
});
