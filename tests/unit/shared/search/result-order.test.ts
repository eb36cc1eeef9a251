// The orders and groups that the library offers.
import { expect, test } from 'vitest';
import { choiceOf, effectiveGroup, effectiveSort, orderOf, sortChoices } from '../../../../shared/search/result-order.ts';

test('every choice stands for an order of its own', () => {
  expect(sortChoices.map((choice) => choiceOf(orderOf[choice]))).toEqual([...sortChoices]);
  expect(choiceOf({ key: 'rating', isDescending: true })).toBeUndefined();
});

test('relevance needs words', () => {
  expect([effectiveSort(orderOf.relevance, true), effectiveSort(orderOf.relevance, false)]).toEqual([orderOf.relevance, orderOf.newest]);
});

test('days and months need an order by date', () => {
  expect([effectiveGroup('day', orderOf.oldest), effectiveGroup('day', orderOf.longest), effectiveGroup('month', orderOf.name)]).toEqual([
    'day',
    'none',
    'none',
  ]);
  expect(effectiveGroup('model', orderOf.longest)).toBe('model');
});
