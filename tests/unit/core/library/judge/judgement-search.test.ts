// What the user decides is found: conditions, words, facets and orders of the search answer by it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEntryReader } from '../../../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../../../../electron/db/search/search-index.ts';
import type { JudgementCommand } from '../../../../../shared/ipc.ts';
import { entryTarget } from '../../../../../shared/search/entry.ts';
import { parseQuery } from '../../../../../shared/search/parse-query.ts';
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

const change = (command: JudgementCommand, ...at: readonly number[]) =>
  judging.must('judgement.change', { resultIds: Float64Array.from(at.map((place) => ids[place] ?? 0)), command });

/** Places of the found videos among all, in the order of the answer. */
function found(typed: string, sort: 'date' | 'rating' = 'date'): number[] {
  const { query } = parseQuery(typed, searchContext);
  const { entryIds } = index.search(searchRequest(query, { sort: { key: sort, isDescending: true } }));
  return [...entryIds].map((id) => ids.indexOf(entryTarget(id).id));
}
function facet(name: FacetName): readonly string[] {
  const { query } = parseQuery('', searchContext);
  const { facets } = index.search(searchRequest(query, { includeFacets: true }));
  return (facets?.[name] ?? []).map(({ value, count }) => `${value} ${count}`);
}

test('by rating, flag, favourite and tags, at once and after undo', async () => {
  await change({ kind: 'rate', rating: 4 }, 0, 1);
  await change({ kind: 'flag', flag: 'pick' }, 1);
  await change({ kind: 'flag', flag: 'reject' }, 2);
  await change({ kind: 'favourite', isFavourite: true }, 3);
  await change({ kind: 'add-tag', name: 'rain' }, 0);
  expect(found('rating:>=3')).toEqual([1, 0]);
  expect(found('is:pick')).toEqual([1]);
  expect(found('is:reject')).toEqual([2]);
  expect(found('is:favourite')).toEqual([3]);
  expect(found('is:untagged')).toEqual([3, 2, 1]);
  expect(found('tag:RAIN')).toEqual([0]);
  expect(found('', 'rating')).toEqual([1, 0, 3, 2]);
  await judging.must('actions.undo', { actionId: null });
  expect(found('tag:rain')).toEqual([]);
});

test('by words in titles, notes, tags and collections', async () => {
  const { id: collectionId } = await judging.must('collections.create', { name: 'Best of winter', parentId: null, query: null });
  await change({ kind: 'set-title', title: 'Nachtzug' }, 0);
  await change({ kind: 'set-notes', notes: 'ask Mei\n電影感' }, 1);
  await change({ kind: 'add-tag', name: 'client work' }, 2);
  await change({ kind: 'add-to-collection', collectionId }, 3);
  expect([found('nachtzug'), found('电影感'), found('"client work"'), found('winter'), found('in:"best of"')]).toEqual([
    [0],
    [1],
    [2],
    [3],
    [3],
  ]);
});

test('counted by facets', async () => {
  await change({ kind: 'rate', rating: 4 }, 0, 1);
  await change({ kind: 'flag', flag: 'pick' }, 1);
  await change({ kind: 'add-tag', name: 'rain' }, 0, 1, 2);
  expect(facet('rating')).toEqual(['0 2', '4 2']);
  expect(facet('tag')).toEqual(expect.arrayContaining(['rain 3']));
  expect(facet('flag')).toEqual(expect.arrayContaining(['pick 1']));
});

test('under the new name once a tag or a collection was renamed', async () => {
  const { id } = await judging.must('collections.create', { name: 'Old', parentId: null, query: null });
  await change({ kind: 'add-to-collection', collectionId: id }, 0);
  await change({ kind: 'add-tag', name: 'wet' }, 1);
  const [tag] = (await judging.must('tags.list', {})).tags;
  await judging.must('tags.rename', { id: tag?.id ?? 0, name: 'rain' });
  await judging.must('collections.rename', { id, name: 'New' });
  // Behind the renames: the next action waits until their videos are recorded.
  await change({ kind: 'rate', rating: 1 }, 3);
  expect([found('tag:wet'), found('tag:rain'), found('in:old'), found('in:new')]).toEqual([[], [1], [], [0]]);
});
