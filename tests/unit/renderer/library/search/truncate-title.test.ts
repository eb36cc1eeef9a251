import { expect, test } from 'vitest';
import { titleUnitsFor, truncatedEnd } from '../../../../../renderer/src/views/library/search/hits/truncate-title.ts';

test('a title is cut after the letters that fill its line, and no character is cut in half', () => {
  const fox = 'a 🦊 fox';
  expect([2, 3, 4, 7, 8, 100].map((maxUnits) => fox.slice(0, truncatedEnd(fox, 0, maxUnits)))).toEqual([
    'a ',
    'a ',
    'a 🦊',
    'a 🦊 fo',
    fox,
    fox,
  ]);
  expect(fox.slice(2, truncatedEnd(fox, 2, 3))).toBe('🦊 ');
});

test('a wider tile shows more of a title', () => {
  expect([1, 150, 230.5].map(titleUnitsFor)).toEqual([1, 50, 77]);
});
