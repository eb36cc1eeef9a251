// The list of collections: the entry that matches a search, and the manual order.
import { describe, expect, it } from 'vitest';
import {
  beforeIdBeside,
  collectionNameIn,
  insertionPointAfterStep,
  positionAfterMove,
  searchTextOf,
  shownEntryOf,
  sortByCollectionOrder,
} from '../../../../renderer/src/views/library/collections/chosen-collection.ts';
import { parseTyped } from '../../../../renderer/src/views/library/search/search-spec.ts';
import type { CollectionEntry } from '../../../../shared/ipc.ts';

const collection = (id: number, name: string, query: string | null = null): CollectionEntry => ({
  id,
  parentId: null,
  name,
  kind: query === null ? 'manual' : 'smart',
  query,
  coverResultId: null,
  videoCount: 0,
});
const teaser = collection(1, 'Teaser: "best" cut');
const trams = collection(2, 'Trams', 'tram -bus');
const all = [teaser, trams];
const shown = (text: string) => {
  const entry = shownEntryOf(text, parseTyped(text).query, all);
  return entry?.kind === 'collection' ? entry.collection.id : (entry?.kind ?? null);
};

describe('the entry of a search', () => {
  it.each([{ kind: 'all' }, { kind: 'picks' }, { kind: 'favourites' }] as const)('is found again from its text: $kind', (entry) => {
    expect(shown(searchTextOf(entry))).toBe(entry.kind);
  });

  it.each(all)('is found again from its text: $name', (one) => {
    expect(shown(searchTextOf({ kind: 'collection', collection: one }))).toBe(one.id);
  });

  it('is the collection in which the search looks, and null for any other search', () => {
    expect(shown(`rain ${searchTextOf({ kind: 'collection', collection: teaser })}`)).toBe(1);
    expect(shown('rain')).toBeNull();
    expect(shown('in:nowhere')).toBeNull();
    expect(collectionNameIn(parseTyped('-in:Teaser').query)).toBeNull();
    expect(collectionNameIn(parseTyped('in:a in:b').query)).toBeNull();
  });
});

describe('the manual order', () => {
  it('puts its own videos first and all other videos after them', () => {
    expect(sortByCollectionOrder([5, 1, 2, 3], [3, 2, 1])).toEqual([3, 2, 1, 5]);
  });

  it('moves videos by one position', () => {
    expect(insertionPointAfterStep([1, 2, 3, 4], [3], -1)).toBe(2);
    expect(insertionPointAfterStep([1, 2, 3, 4], [3], 1)).toBeNull();
    expect(insertionPointAfterStep([1, 2, 3, 4], [2], 1)).toBe(4);
    expect(insertionPointAfterStep([1, 2, 3, 4], [1, 2], 1)).toBe(4);
    expect(insertionPointAfterStep([1, 2, 3, 4], [1], -1)).toBeUndefined();
    expect(insertionPointAfterStep([1, 2, 3, 4], [4], 1)).toBeUndefined();
    expect(insertionPointAfterStep([1, 2, 3, 4], [9], 1)).toBeUndefined();
  });

  it('drops videos before or after another one, which is not one of them', () => {
    const drop = (movedIds: readonly number[], targetId: number, side: 'before' | 'after') =>
      beforeIdBeside([1, 2, 3, 4], movedIds, { targetId, side });
    expect([drop([4], 2, 'before'), drop([1], 3, 'after'), drop([1], 4, 'after'), drop([1, 3], 2, 'after')]).toEqual([2, 4, null, 4]);
    expect([drop([1, 2], 2, 'before'), drop([1], 9, 'after')]).toEqual([undefined, undefined]);
  });

  it('tells the new position of the first moved video', () => {
    expect([positionAfterMove([1, 2, 3, 4], [4], 2), positionAfterMove([1, 2, 3, 4], [1, 2], null)]).toEqual([2, 3]);
  });
});
