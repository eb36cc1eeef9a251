// Judgements counted over a whole selection.
import { expect, test } from 'vitest';
import { judgingPerTest } from '../../../../support/judging-per-test.ts';

const { judging, ids } = judgingPerTest(2_500);
const videos = (from: number, to: number) => Float64Array.from(ids.slice(from, to));

test('ratings, flags, tags and collections are counted over all batches, without unknown videos', async () => {
  const { id: collectionId } = await judging.must('collections.create', { name: 'Best', parentId: null, query: null });
  await judging.must('judgement.change', { resultIds: videos(0, 2_100), command: { kind: 'rate', rating: 4 } });
  await judging.must('judgement.change', { resultIds: videos(2_000, 2_400), command: { kind: 'flag', flag: 'pick' } });
  await judging.must('judgement.change', { resultIds: videos(0, 1), command: { kind: 'flag', flag: 'reject' } });
  await judging.must('judgement.change', { resultIds: videos(0, 3), command: { kind: 'favourite', isFavourite: true } });
  await judging.must('judgement.change', { resultIds: videos(0, 2_500), command: { kind: 'add-tag', name: 'Zebra' } });
  await judging.must('judgement.change', { resultIds: videos(5, 7), command: { kind: 'add-tag', name: 'ant' } });
  await judging.must('judgement.change', { resultIds: videos(9, 10), command: { kind: 'add-to-collection', collectionId } });
  const summary = await judging.must('judgement.summarize', { resultIds: Float64Array.of(...ids, ids[0] ?? 0, 4_711_000) });
  expect(summary).toEqual({
    videoCount: 2_500,
    ratingCounts: [400, 0, 0, 0, 2_100, 0],
    pickCount: 400,
    rejectCount: 1,
    favouriteCount: 3,
    tags: [
      { id: 2, name: 'ant', count: 2 },
      { id: 1, name: 'Zebra', count: 2_500 },
    ],
    collections: [{ id: collectionId, name: 'Best', count: 1 }],
  });
});
