// The search finds judgements: by conditions and words, in facets and in sort orders.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEntryReader } from '../../../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../../../../electron/db/search/search-index.ts';
import type { JudgementCommand } from '../../../../../shared/ipc.ts';
import { entryTarget } from '../../../../../shared/search/entry.ts';
import { parseQuery } from '../../../../../shared/search/parse/parse-query.ts';
import type { FacetName } from '../../../../../shared/search/search-request.ts';
import { folderPerTest } from '../../../../support/folder-per-test.ts';
import { type Judging, openJudging, seedVideos } from '../../../../support/judging.ts';
import { searchContext } from '../../../../support/search-context.ts';
import { searchRequest } from '../../../../support/search-library.ts';

const folder = folderPerTest('judgement-search-');
let judging: Judging;
let index: SearchIndex;
let ids: readonly number[];
beforeEach(() => {
  judging = openJudging();
  ids = seedVideos(judging.tables, 4);
  index = openSearchIndex({ path: folder('index.sqlite'), databaseId: 'a', reader: createEntryReader(judging.database) });
  while (index.indexSlice());
});
afterEach(async () => {
  index.close();
  await judging.close();
});

const change = (command: JudgementCommand, ...indexes: readonly number[]) =>
  judging.must('judgement.change', { resultIds: Float64Array.from(indexes.map((index) => ids[index] ?? 0)), command });

/** Indexes in `ids` of the videos that a search finds, in the order of its results. */
function search(typed: string, sort: 'date' | 'rating' = 'date'): number[] {
  const { query } = parseQuery(typed, searchContext);
  const { entryIds } = index.search(searchRequest(query, { sort: { key: sort, isDescending: true } }));
  return [...entryIds].map((id) => ids.indexOf(entryTarget(id).id));
}
function facet(name: FacetName): readonly string[] {
  const { query } = parseQuery('', searchContext);
  const { facets } = index.search(searchRequest(query, { includeFacets: true }));
  return (facets?.[name] ?? []).map(({ value, count }) => `${value} ${count}`);
}

test('ratings, flags, favourites and tags are found at once, and no longer after undo', async () => {
  await change({ kind: 'rate', rating: 4 }, 0, 1);
  await change({ kind: 'flag', flag: 'pick' }, 1);
  await change({ kind: 'flag', flag: 'reject' }, 2);
  await change({ kind: 'favourite', isFavourite: true }, 3);
  await change({ kind: 'add-tag', name: 'rain' }, 0);
  expect(search('rating:>=3')).toEqual([1, 0]);
  expect(search('is:pick')).toEqual([1]);
  expect(search('is:reject')).toEqual([2]);
  expect(search('is:favourite')).toEqual([3]);
  expect(search('is:untagged')).toEqual([3, 2, 1]);
  expect(search('tag:RAIN')).toEqual([0]);
  expect(search('', 'rating')).toEqual([1, 0, 3, 2]);
  await judging.must('actions.undo', { actionId: null });
  expect(search('tag:rain')).toEqual([]);
});

test('words in titles, notes, tags and collection names are found', async () => {
  const { id: collectionId } = await judging.must('collections.create', { name: 'Best of winter', parentId: null, query: null });
  await change({ kind: 'set-title', title: 'Nachtzug' }, 0);
  await change({ kind: 'set-notes', notes: 'ask Mei\n電影感' }, 1);
  await change({ kind: 'add-tag', name: 'client work' }, 2);
  await change({ kind: 'add-to-collection', collectionId }, 3);
  expect([search('nachtzug'), search('电影感'), search('"client work"'), search('winter'), search('in:"best of"')]).toEqual([
    [0],
    [1],
    [2],
    [3],
    [3],
  ]);
});

test('facets count ratings, tags and flags', async () => {
  await change({ kind: 'rate', rating: 4 }, 0, 1);
  await change({ kind: 'flag', flag: 'pick' }, 1);
  await change({ kind: 'add-tag', name: 'rain' }, 0, 1, 2);
  expect(facet('rating')).toEqual(['0 2', '4 2']);
  expect(facet('tag')).toEqual(expect.arrayContaining(['rain 3']));
  expect(facet('flag')).toEqual(expect.arrayContaining(['pick 1']));
});

test('videos are found under the new name of a renamed tag or collection, and no longer under the old one', async () => {
  const { id } = await judging.must('collections.create', { name: 'Old', parentId: null, query: null });
  await change({ kind: 'add-to-collection', collectionId: id }, 0);
  await change({ kind: 'add-tag', name: 'wet' }, 1);
  const [tag] = (await judging.must('tags.list', {})).tags;
  await judging.must('tags.rename', { id: tag?.id ?? 0, name: 'rain' });
  await judging.must('collections.rename', { id, name: 'New' });
  // The next action waits until the videos of the renames are recorded.
  await change({ kind: 'rate', rating: 1 }, 3);
  expect([search('tag:wet'), search('tag:rain'), search('in:old'), search('in:new')]).toEqual([[], [1], [], [0]]);
});
