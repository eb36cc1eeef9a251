// What the names after `tag:` and `in:` stand for: exact names, collections inside a collection, saved searches, and circular searches.
import { expect, test } from 'vitest';
import { entryOfTask } from '../../../../shared/search/entry.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { derivedCollections, type NamedCollection, resolveNames } from '../../../../shared/search/resolve-names.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { searchContext } from '../../../support/search-context.ts';
import { entryWith } from '../../../support/search-entry.ts';

const parse = (text: string): Query => parseQuery(text, searchContext).query;
const collection = (id: number, name: string, change: Partial<NamedCollection> = {}): NamedCollection => ({
  id,
  name,
  parentId: null,
  query: null,
  ...change,
});
const collections = [
  collection(1, 'Trailer'),
  collection(2, 'Cut 1', { parentId: 1 }),
  collection(3, 'Best', { parentId: 1, query: 'rating:5' }),
  collection(4, 'Trailer park'),
  collection(5, 'Best rain', { query: 'in:best tag:rain' }),
  collection(6, 'A', { query: 'fox in:b' }),
  collection(7, 'B', { query: 'in:a OR rating:5' }),
];
const context = { collections, tagNamed: (text: string) => ['rain', 'rain forest'].find((tag) => tag === text.toLowerCase()), parse };
const tokenizer = createTokenizer((character) => character);

const videos = {
  inCut: entryWith({}, { collections: ['Cut 1'] }),
  inTrailer: entryWith({}, { collections: ['Trailer'] }),
  inPark: entryWith({}, { collections: ['Trailer park'] }),
  best: entryWith({ rating: 5 }),
  bestInRain: entryWith({ rating: 5 }, { tags: ['rain'] }),
  bestInForest: entryWith({ rating: 5 }, { tags: ['rain forest'] }),
};
const found = (text: string): string[] =>
  Object.entries(videos).flatMap(([name, entry]) => (matches(entry, resolveNames(parse(text), context).query, tokenizer) ? [name] : []));

test('a collection includes the collections inside it, manual or smart, and no collection with a similar name', () => {
  expect(found('in:trailer')).toEqual(['inCut', 'inTrailer', 'best', 'bestInRain', 'bestInForest']);
  expect(found('in:"cut 1"')).toEqual(['inCut']);
  expect(found('-in:trailer')).toEqual(['inPark']);
});

test('a name that no collection has exactly is compared word by word', () => {
  expect(found('in:park')).toEqual(['inPark']);
});

test('a smart collection stands for its search, which may name other collections', () => {
  expect(found('in:best')).toEqual(['best', 'bestInRain', 'bestInForest']);
  expect(found('in:"best rain"')).toEqual(['bestInRain']);
});

test('a tag name stands only for the tag with exactly that name', () => {
  expect(found('tag:rain')).toEqual(['bestInRain']);
  expect(found('tag:forest')).toEqual(['bestInForest']);
});

test('a circular search finds nothing where it refers to itself, and is reported', () => {
  expect(resolveNames(parse('in:a'), context).circular).toEqual(['A']);
  expect(resolveNames(parse('in:trailer'), context).circular).toEqual([]);
  expect(found('in:b')).toEqual(['best', 'bestInRain', 'bestInForest']);
});

test('forty searches that each name the next one twice are resolved in bounded time', () => {
  const many = Array.from({ length: 40 }, (_, id) => collection(id + 1, `c${id}`, { query: `in:c${id + 1} OR in:c${id + 1}` }));
  const resolution = resolveNames(parse('in:c0'), { ...context, collections: many });
  expect(resolution.circular.length).toBeGreaterThan(0);
  expect(matches(entryWith({ id: entryOfTask(1) }), resolution.query, tokenizer)).toBe(false);
});

test('smart collections and collections with children are counted by a query', () => {
  expect(derivedCollections(context).map(({ name }) => name)).toEqual(['Trailer', 'Best', 'Best rain', 'A', 'B']);
});
