// Collections: names, nesting, order, cover, saved searches, and the undo of each change.
import { describe, expect, test } from 'vitest';
import { positionsBetween } from '../../../../../electron/core/library/judge/positions-between.ts';
import { dumpJudgements, seedVideos } from '../../../../support/judging.ts';
import { judgingPerTest } from '../../../../support/judging-per-test.ts';

const { judging, ids } = judgingPerTest(10);

const create = async (name: string, parentId: number | null = null, query: string | null = null) =>
  (await judging.must('collections.create', { name, parentId, query })).id;
const list = async () => (await judging.must('collections.list', {})).collections;
const names = async () => (await list()).map(({ name, parentId }) => (parentId === null ? name : `- ${name}`));
const dump = () => dumpJudgements(judging.database);
const undo = () => judging.must('actions.undo', { actionId: null });
/** Indexes in `ids` of the videos of a collection. */
const places = async (id: number) =>
  Array.from((await judging.must('collections.videos', { id })).resultIds, (video) => ids.indexOf(video));
const addVideos = (collectionId: number, ...indexes: readonly number[]) =>
  judging.must('judgement.change', {
    resultIds: Float64Array.from(indexes.map((index) => ids[index] ?? 0)),
    command: { kind: 'add-to-collection', collectionId },
  });
const reorder = (id: number, moved: readonly number[], before: number | null) =>
  judging.must('collections.reorder', {
    id,
    resultIds: Float64Array.from(moved.map((index) => ids[index] ?? 0)),
    beforeResultId: before === null ? null : (ids[before] ?? 0),
  });

test('collections are listed in their order, each followed by its children', async () => {
  const films = await create('Films');
  await create('Stills');
  await create('Winter', films);
  const summer = await create('Summer', films);
  expect(await names()).toEqual(['Films', '- Winter', '- Summer', 'Stills']);
  await judging.must('collections.move', { id: summer, parentId: null, beforeId: films });
  expect(await names()).toEqual(['Summer', 'Films', '- Winter', 'Stills']);
  await undo();
  expect(await names()).toEqual(['Films', '- Winter', '- Summer', 'Stills']);
});

test('collections keep their order when one is moved between the same two many times', async () => {
  const first = await create('a');
  const second = await create('b');
  for (let turn = 0; turn < 120; turn += 1) {
    const [moved, target] = turn % 2 === 0 ? [first, second] : [second, first];
    await judging.must('collections.move', { id: await create(`n${turn}`), parentId: null, beforeId: target });
    await judging.must('collections.move', { id: moved, parentId: null, beforeId: target });
  }
  const order = await names();
  expect(order).toHaveLength(122);
  expect(order.indexOf('b')).toBeLessThan(order.indexOf('a'));
});

describe('a collection is refused', () => {
  test('at a third level, inside itself, and inside another collection when it has children', async () => {
    const films = await create('Films');
    const winter = await create('Winter', films);
    const stills = await create('Stills');
    const error = { kind: 'collection-refused', why: 'too-deep' };
    expect(await judging.call('collections.create', { name: 'Snow', parentId: winter, query: null })).toEqual({ ok: false, error });
    expect(await judging.call('collections.move', { id: films, parentId: stills, beforeId: null })).toEqual({ ok: false, error });
    expect(await judging.call('collections.move', { id: stills, parentId: stills, beforeId: null })).toEqual({ ok: false, error });
  });

  test('when its name equals the name of another collection, ignoring case', async () => {
    const films = await create('Films');
    const stills = await create('Stills');
    const error = { kind: 'name-taken', what: 'collection', id: films, name: 'Films' };
    expect(await judging.call('collections.create', { name: 'FILMS', parentId: null, query: null })).toEqual({ ok: false, error });
    expect(await judging.call('collections.rename', { id: stills, name: 'films' })).toEqual({ ok: false, error });
    expect(await judging.call('collections.rename', { id: films, name: 'FILMS' })).toMatchObject({ ok: true });
  });

  test('when its saved search is empty or invalid, and the error quotes the invalid part', async () => {
    const createSmart = async (query: string) => judging.call('collections.create', { name: 'Good', parentId: null, query });
    expect(await createSmart('  ')).toEqual({ ok: false, error: { kind: 'query-refused', part: '' } });
    expect(await createSmart('fox is:goood')).toEqual({ ok: false, error: { kind: 'query-refused', part: 'goood' } });
    const good = await create('Good', null, ' rating:>=4 ');
    expect((await list()).find(({ id }) => id === good)).toMatchObject({ kind: 'smart', query: 'rating:>=4', videoCount: 0 });
    expect(await judging.call('collections.setQuery', { id: good, query: '(' })).toMatchObject({
      ok: false,
      error: { kind: 'query-refused' },
    });
    expect(await judging.call('collections.videos', { id: good })).toEqual({
      ok: false,
      error: { kind: 'collection-refused', why: 'smart' },
    });
  });

  test('when its search would lead back to itself, by any change', async () => {
    const circular = (name: string) => ({ ok: false, error: { kind: 'query-circular', name } });
    const good = await create('Good', null, 'in:Best');
    // The name in the search does not exist yet, and a search of it would be a circle.
    const createBest = (query: string | null) => judging.call('collections.create', { name: 'Best', parentId: null, query });
    expect(await createBest('in:Good -rain')).toEqual(circular('Best'));
    const other = await create('Other', null, 'in:Good');
    expect(await judging.call('collections.setQuery', { id: good, query: 'fox in:other' })).toEqual(circular('Good'));
    expect(await judging.call('collections.setQuery', { id: good, query: 'in:good' })).toEqual(circular('Good'));
    expect(await judging.call('collections.rename', { id: other, name: 'best' })).toEqual(circular('best'));
    const films = await create('Films');
    const inFilms = await create('All films', null, 'in:Films');
    expect(await judging.call('collections.move', { id: inFilms, parentId: films, beforeId: null })).toEqual(circular('All films'));
    expect((await createBest('rating:5')).ok).toBe(true);
  });

  test('when it, its parent or its cover does not exist', async () => {
    const error = { kind: 'unknown-item', what: 'collection' };
    expect(await judging.call('collections.delete', { id: 99 })).toEqual({ ok: false, error });
    expect(await judging.call('collections.create', { name: 'a', parentId: 99, query: null })).toEqual({ ok: false, error });
    const films = await create('Films');
    expect(await judging.call('collections.setCover', { id: films, resultId: 4_711 })).toMatchObject({
      ok: false,
      error: { what: 'result' },
    });
  });
});

test('a collection holds videos in the order in which they were added, until the user reorders them', async () => {
  const id = await create('Films');
  await addVideos(id, 3, 1, 2);
  await addVideos(id, 1, 0);
  expect(await places(id)).toEqual([3, 1, 2, 0]);
  await reorder(id, [2, 0], 3);
  expect(await places(id)).toEqual([2, 0, 3, 1]);
  await reorder(id, [2], null);
  expect(await places(id)).toEqual([0, 3, 1, 2]);
  await undo();
  expect(await places(id)).toEqual([2, 0, 3, 1]);
});

test('videos have the order of a plain list after 120 moves into one gap, and undo takes all moves back', async () => {
  const id = await create('Films');
  await addVideos(id, ...ids.keys());
  const before = dump();
  let expected = [...ids.keys()];
  for (let turn = 0; turn < 120; turn += 1) {
    const moved = expected.at(-1) ?? 0;
    const target = expected[1] ?? 0;
    await reorder(id, [moved], target);
    expected = expected.filter((index) => index !== moved).toSpliced(1, 0, moved);
  }
  expect(await places(id)).toEqual(expected);
  for (let turn = 0; turn < 120; turn += 1) await undo();
  expect(dump()).toBe(before);
});

test('a collection of 6,000 videos keeps their order when 1,000 are moved at once', async () => {
  const id = await create('Films');
  const manyIds = seedVideos(judging.tables, 6_000);
  await judging.must('judgement.change', {
    resultIds: Float64Array.from(manyIds),
    command: { kind: 'add-to-collection', collectionId: id },
  });
  const before = dump();
  const moved = manyIds.slice(1_000, 2_000);
  await judging.must('collections.reorder', { id, resultIds: Float64Array.from(moved), beforeResultId: manyIds[3] ?? 0 });
  const { resultIds } = await judging.must('collections.videos', { id });
  expect([...resultIds]).toEqual([...manyIds.slice(0, 3), ...moved, ...manyIds.slice(3, 1_000), ...manyIds.slice(2_000)]);
  await undo();
  expect(dump()).toBe(before);
  const tooMany = { id, resultIds: Float64Array.from(manyIds.slice(0, 2_001)), beforeResultId: null };
  expect(await judging.call('collections.reorder', tooMany)).toMatchObject({
    ok: false,
    error: { kind: 'too-many', what: 'moved-videos' },
  });
});

test('undo restores a deleted collection with its videos and child collections', async () => {
  const films = await create('Films');
  const winter = await create('Winter', films);
  await addVideos(films, 0, 1);
  await addVideos(winter, 2);
  await judging.must('collections.setCover', { id: films, resultId: ids[1] ?? 0 });
  const before = dump();
  await judging.must('collections.delete', { id: films });
  expect(await list()).toEqual([]);
  await undo();
  expect(dump()).toBe(before);
});

describe('positionsBetween', () => {
  test.each([
    [null, null, 2, [1, 2]],
    [4.5, null, 2, [5, 6]],
    [null, 0.5, 2, [-1, 0]],
    [1, 2, 1, [1.5]],
    [1, 1 + 2 ** -45, 1, null],
  ] as const)('between %j and %j, %i positions are %j', (before, after, count, positions) => {
    expect(positionsBetween(before, after, count)).toEqual(positions);
  });
});
