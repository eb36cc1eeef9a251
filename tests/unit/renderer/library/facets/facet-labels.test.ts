// The names of facet values, on chips and in menus.
import { expect, test } from 'vitest';
import { valueLabel } from '../../../../../renderer/src/views/library/facets/facet-labels.ts';
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
])('of %s: “%s” is “%s”', (facet, value, label) => {
  expect(valueLabel(facet, value)).toBe(label);
});
