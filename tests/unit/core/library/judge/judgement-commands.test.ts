// Commands on videos: what they write, what they refuse, and how undo reverses each.
import { describe, expect, test } from 'vitest';
import type { JudgementCommand } from '../../../../../shared/ipc.ts';
import { dumpJudgements } from '../../../../support/judging.ts';
import { judgingPerTest } from '../../../../support/judging-per-test.ts';

const { judging, ids } = judgingPerTest(5);

const videos = (...indexes: readonly number[]) => Float64Array.from(indexes.map((index) => ids[index] ?? 0));
const change = (command: JudgementCommand, resultIds = videos(0)) => judging.must('judgement.change', { resultIds, command });
const read = (index = 0) => judging.must('judgement.read', { resultId: ids[index] ?? 0 });
const undo = () => judging.must('actions.undo', { actionId: null });
const redo = () => judging.must('actions.redo', { actionId: null });
const dump = () => dumpJudgements(judging.database);

test('a video that was never judged has no rating, flag, title, notes, tags or collections', async () => {
  expect(await read()).toEqual({ rating: 0, flag: null, isFavourite: false, title: '', notes: '', tags: [], collections: [] });
});

test('every command is stored and reported to the window, and undo and redo restore the exact states', async () => {
  const { id: collectionId } = await judging.must('collections.create', { name: 'Best', parentId: null, query: null });
  const commands: readonly JudgementCommand[] = [
    { kind: 'rate', rating: 4 },
    { kind: 'flag', flag: 'reject' },
    { kind: 'favourite', isFavourite: true },
    { kind: 'set-title', title: 'Night tram' },
    { kind: 'set-notes', notes: 'one\ntwo' },
    { kind: 'add-tag', name: 'rain' },
    { kind: 'add-to-collection', collectionId },
  ];
  const states = [dump()];
  for (const command of commands) {
    judging.changedVideoIds.length = 0;
    expect(await change(command)).toMatchObject({ changed: 1, isCancelled: false });
    expect(judging.changedVideoIds).toEqual([ids[0]]);
    states.push(dump());
  }
  const [tag] = (await judging.must('tags.list', {})).tags;
  expect(tag).toMatchObject({ name: 'rain', videoCount: 1 });
  expect(await read()).toEqual({
    rating: 4,
    flag: 'reject',
    isFavourite: true,
    title: 'Night tram',
    notes: 'one\ntwo',
    tags: [{ id: tag?.id, name: 'rain' }],
    collections: [{ id: collectionId, name: 'Best' }],
  });
  for (const state of states.slice(0, -1).toReversed()) {
    expect(await undo()).toMatchObject({ outcome: 'done', missing: { videos: 0, tags: 0, collections: 0, unreadable: 0 } });
    expect(dump()).toBe(state);
  }
  for (const state of states.slice(1)) {
    await redo();
    expect(dump()).toBe(state);
  }
});

test('a command that changes no value records no action', async () => {
  await change({ kind: 'rate', rating: 3 }, videos(0, 1));
  expect(await change({ kind: 'rate', rating: 3 }, videos(0, 1))).toEqual({ actionId: null, changed: 0, isCancelled: false });
  expect(await change({ kind: 'rate', rating: 3 }, videos(0, 1, 2))).toMatchObject({ changed: 1 });
  expect(judging.status().actions.undo).toMatchObject({ kind: 'rate', count: 1 });
});

test('undo gives each video its own previous value', async () => {
  await change({ kind: 'rate', rating: 2 }, videos(1));
  await change({ kind: 'rate', rating: 5 }, videos(2));
  await change({ kind: 'rate', rating: 4 }, videos(0, 1, 2, 2));
  await undo();
  expect(await Promise.all([0, 1, 2].map(async (index) => (await read(index)).rating))).toEqual([0, 2, 5]);
});

test('a video with only default values has no row', async () => {
  await change({ kind: 'rate', rating: 2 });
  await change({ kind: 'rate', rating: 0 });
  expect(judging.tables.judgements.get(ids[0] ?? 0)).toBeUndefined();
});

test('two tag names that differ only in case and width are one tag', async () => {
  await change({ kind: 'add-tag', name: 'Fox' }, videos(0));
  await change({ kind: 'add-tag', name: ' ｆｏｘ ' }, videos(0, 1));
  expect((await judging.must('tags.list', {})).tags).toMatchObject([{ name: 'Fox', videoCount: 2 }]);
});

test('the most recently used tag is listed first', async () => {
  for (const name of ['a', 'b', 'c']) {
    await judging.clock.advance(1_000);
    await change({ kind: 'add-tag', name });
  }
  await judging.clock.advance(1_000);
  await change({ kind: 'add-tag', name: 'a' }, videos(1));
  expect((await judging.must('tags.list', {})).tags.map(({ name }) => name)).toEqual(['a', 'c', 'b']);
});

describe('a command is refused and changes nothing:', () => {
  const refusals: readonly (readonly [string, JudgementCommand, object])[] = [
    ['a tag with a line break', { kind: 'add-tag', name: 'a\nb' }, { kind: 'text-refused', what: 'tag', why: 'control-character' }],
    ['an empty tag', { kind: 'add-tag', name: ' ' }, { kind: 'text-refused', what: 'tag', why: 'empty', maxLength: 100 }],
    ['a long title', { kind: 'set-title', title: 'x'.repeat(10_000) }, { kind: 'text-refused', what: 'title', why: 'too-long' }],
    ['an unknown tag', { kind: 'remove-tag', tagId: 99 }, { kind: 'unknown-item', what: 'tag' }],
    ['an unknown collection', { kind: 'add-to-collection', collectionId: 99 }, { kind: 'unknown-item', what: 'collection' }],
  ];
  test.each(refusals)('%s', async (_, command, error) => {
    const before = dump();
    expect(await judging.call('judgement.change', { resultIds: videos(0), command })).toMatchObject({ ok: false, error });
    expect([dump(), judging.status().actions.undo]).toEqual([before, null]);
  });

  test('an unknown video beside a known one', async () => {
    const resultIds = Float64Array.of(ids[0] ?? 0, 4_711);
    const outcome = await judging.call('judgement.change', { resultIds, command: { kind: 'rate', rating: 1 } });
    expect(outcome).toEqual({ ok: false, error: { kind: 'unknown-item', what: 'result' } });
    expect((await read()).rating).toBe(0);
  });

  test('adding a video to a smart collection', async () => {
    const { id: collectionId } = await judging.must('collections.create', { name: 'Good', parentId: null, query: 'rating:>=4' });
    const outcome = await judging.call('judgement.change', { resultIds: videos(0), command: { kind: 'add-to-collection', collectionId } });
    expect(outcome).toEqual({ ok: false, error: { kind: 'collection-refused', why: 'smart' } });
  });
});
