// The orders and groups that the library offers.
import { expect, test } from 'vitest';
import { effectiveGroup, effectiveSort, orderOf, sortChoices } from '../../../../shared/search/result-order.ts';

test('every choice has an order of its own', () => {
  expect(new Set(sortChoices.map((choice) => JSON.stringify(orderOf[choice]))).size).toBe(sortChoices.length);
});

test('sorting by relevance needs words', () => {
  expect([effectiveSort('relevance', true), effectiveSort('relevance', false)]).toEqual(['relevance', 'newest']);
});

test('grouping by day or month needs an order by date', () => {
  expect([effectiveGroup('day', 'oldest'), effectiveGroup('day', 'longest'), effectiveGroup('month', 'name')]).toEqual([
    'day',
    'none',
    'none',
  ]);
  expect(effectiveGroup('model', 'longest')).toBe('model');
});
