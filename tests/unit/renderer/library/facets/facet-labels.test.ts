// The names of facet values, on chips and in menus.
import { describe, expect, test } from 'vitest';
import { summaryOf, valueLabel } from '../../../../../renderer/src/views/library/facets/facet-labels.ts';
import { type ShownFacet, yearValue } from '../../../../../renderer/src/views/library/facets/facet-values.ts';

test.each<readonly [ShownFacet, string, string]>([
  ['month', String(new Date(2026, 2, 1).getTime()), 'March 2026'],
  ['month', yearValue(2026), '2026'],
  ['model', 'seedance-1.5-pro', 'Seedance 1.5 Pro'],
  ['model', 'left-the-catalogue', 'left-the-catalogue'],
  ['kind', 'text-to-video', 'from text'],
  ['kind', 'of-a-newer-version', 'of-a-newer-version'],
  ['ratio', '16:9', '16:9'],
  ['duration', '0-4', 'under 4 s'],
  ['duration', '4-6', '4 to under 6 s'],
  ['duration', '13-', '13 s or longer'],
  ['credits', '0-1', 'under 1 credit'],
  ['credits', '10-50', '10 to under 50 credits'],
  ['credits', '200-', '200 credits or more'],
  ['audio', 'no', 'no audio'],
  ['file', 'missing', 'file missing'],
  ['rating', '0', 'No stars'],
  ['rating', '1', '1 star'],
  ['flag', 'favourite', 'Favourite'],
  ['state', 'cancelled', 'Cancelled by EvoLink'],
  ['state', 'of-a-newer-version', 'of-a-newer-version'],
  ['tag', 'rain', 'rain'],
  ['collection', 'Client work', 'Client work'],
])('the value of %s “%s” has the label “%s”', (facet, value, label) => {
  expect(valueLabel(facet, value, [])).toBe(label);
});

test('a profile has the label that the window shows elsewhere', () => {
  const profiles = [{ name: 'Simulator', shownName: '模拟器' }];
  expect([valueLabel('profile', 'Simulator', profiles), valueLabel('profile', 'Former', profiles)]).toEqual(['模拟器', 'Former']);
});

describe('a chip contains the name of its facet once', () => {
  const summary = (facet: ShownFacet, included: readonly string[], excluded: readonly string[] = [], typed: readonly string[] = []) =>
    summaryOf(facet, { included, excluded }, { texts: typed, query: { kind: 'and', parts: [] } }, []);

  test('with one value, required or excluded', () => {
    expect(summary('ratio', ['1:1'])).toEqual({ text: '1:1', fullText: 'Ratio: 1:1' });
    expect(summary('ratio', [], ['1:1'])).toEqual({ text: 'not 1:1', fullText: 'Ratio: not 1:1' });
  });

  test('with several values', () => {
    expect(summary('tag', ['rain', 'snow'])).toEqual({ text: 'rain, snow', fullText: 'Tag: rain, snow' });
    expect(summary('month', [yearValue(2026)], [yearValue(2025)])).toEqual({ text: '2026, not 2025', fullText: 'Date: 2026, not 2025' });
    expect(summary('tag', ['a', 'b', 'c', 'd'])).toEqual({ text: 'Tag: 4 values', fullText: 'Tag: a, b, c, d' });
  });

  test.each([
    ['>=', 3, ['5', '4', '3'], '3 stars or more'],
    ['>', 4, ['5'], '5 stars'],
    ['<', 1, ['0'], 'No stars'],
    ['<', 2, ['1', '0'], '1 star or fewer'],
    ['=', 3, ['3'], '3 stars'],
  ] as const)('with a comparison: rating:%s%i', (comparison, value, included, text) => {
    const query = { kind: 'condition', condition: { field: 'rating', comparison, value } } as const;
    expect(summaryOf('rating', { included, excluded: [] }, { texts: [], query }, [])?.text).toBe(text);
  });

  test('with a typed condition that matches no value; without a condition there is no summary', () => {
    expect(summary('duration', [], [], ['longer:7'])).toEqual({ text: 'longer:7', fullText: 'Duration: longer:7' });
    expect(summary('duration', [])).toBeNull();
  });
});
