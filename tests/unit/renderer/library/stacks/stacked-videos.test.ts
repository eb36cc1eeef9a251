// The library with stacked takes: each shown video keeps the time and the group of its position.
import { expect, test } from 'vitest';
import { stackVideos } from '../../../../../renderer/src/views/library/stacks/stack-order.ts';
import { withStackedOrder } from '../../../../../renderer/src/views/library/stacks/use-stacked-videos.ts';

const resultIds = [5, 4, 3];
/** Videos 5 and 3 are takes of each other, with 3 on top. */
const choice = (open: readonly number[]) => ({
  stackIds: Uint32Array.from([0, 0, 0, 7, 0, 7]),
  tops: new Set([3]),
  open: new Set(open),
});

test('the takes of an open stack have the time of its top video, so that all are in one day', () => {
  const all = { kind: 'all', entryIds: [10, 8, 6], resultIds, index: { resultIds, storedAtMs: [50, 40, 30] } } as const;
  expect(withStackedOrder(all, stackVideos(resultIds, choice([])))).toMatchObject({ index: { resultIds: [4, 3], storedAtMs: [40, 30] } });
  expect(withStackedOrder(all, stackVideos(resultIds, choice([7])))).toMatchObject({
    resultIds: [4, 3, 5],
    index: { storedAtMs: [40, 30, 30] },
  });
});

test('a group of a result whose only video is hidden has no heading', () => {
  const groups = [
    { label: 'a', count: 1 },
    { label: 'b', count: 2 },
  ];
  const found = { spec: { text: '', sort: 'newest', group: 'model' }, resultIds, groups, countsWithoutPart: [] } as never;
  expect(withStackedOrder({ kind: 'found', entryIds: [10, 8, 6], resultIds, found }, stackVideos(resultIds, choice([])))).toMatchObject({
    entryIds: [8, 6],
    found: { resultIds: [4, 3], groups: [{ label: 'b', count: 2 }] },
  });
});
