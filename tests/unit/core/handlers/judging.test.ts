// Judging through the whole core: calls of the window, their deltas, and the records of the library.
import { beforeEach, expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const inFolder = folderPerTest('judging-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));
let resultId: number;
beforeEach(async () => {
  await bench.submit(fox);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(60_000);
  resultId = (await bench.must('library.index', {})).resultIds[0] ?? 0;
  bench.events.length = 0;
});

const record = async () => (await bench.must('library.records', { resultIds: [resultId] })).items[0];
const rate = () => bench.must('judgement.change', { resultIds: Float64Array.of(resultId), command: { kind: 'rate', rating: 5 } });

test('a rating is in the record, is published in one delta with its undo, and survives a restart', async () => {
  expect(await record()).toMatchObject({ rating: 0, flag: null, isFavourite: false, title: '' });
  await rate();
  await bench.clock.advance(100);
  expect(bench.events).toMatchObject([
    { type: 'delta', library: { changed: [resultId] }, status: { actions: { undo: { kind: 'rate', count: 1 } } } },
  ]);
  await bench.restart();
  expect(await record()).toMatchObject({ rating: 5 });
  expect(await bench.must('actions.undo', { actionId: null })).toMatchObject({ outcome: 'done' });
  expect(await record()).toMatchObject({ rating: 0 });
});

test('a new tag and a new collection raise the revisions of their lists', async () => {
  const { tagRevision, collectionRevision } = (await bench.must('studio.snapshot', {})).status.judgement;
  await bench.must('judgement.change', { resultIds: Float64Array.of(resultId), command: { kind: 'add-tag', name: 'rain' } });
  await bench.must('collections.create', { name: 'Best', parentId: null, query: null });
  const after = (await bench.must('studio.snapshot', {})).status.judgement;
  expect(after.tagRevision).toBeGreaterThan(tagRevision);
  expect(after.collectionRevision).toBeGreaterThan(collectionRevision);
});

test.each([
  ['no videos', new Float64Array()],
  ['an invalid id', Float64Array.of(0.5)],
  ['a list that is not a typed array', [1] as unknown as Float64Array<ArrayBuffer>],
])('an input with %s is refused', async (_, resultIds) => {
  expect(await bench.call('judgement.change', { resultIds, command: { kind: 'rate', rating: 1 } })).toMatchObject({
    ok: false,
    error: { kind: 'invalid-input' },
  });
});
