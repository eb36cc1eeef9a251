// The window's list of the library under deltas: always newest first, however many entries a delta contains.

import { expect, test } from 'vitest';
import { applyIndexChange, emptyIndex, type LibraryIndex } from '../../../../renderer/src/store/index-mirror.ts';
import { fc } from '../../../support/fast-check.ts';

const entriesOf = (index: LibraryIndex) => index.resultIds.map((resultId, at) => ({ resultId, storedAtMs: index.storedAtMs[at] ?? 0 }));
const indexOf = (entries: readonly { readonly resultId: number; readonly storedAtMs: number }[]): LibraryIndex =>
  applyIndexChange(emptyIndex, { added: entries, removed: [] });

const entries = (most: number) =>
  fc.uniqueArray(fc.record({ resultId: fc.integer({ min: 1, max: 200 }), storedAtMs: fc.integer({ min: 0, max: 50 }) }), {
    selector: ({ resultId }) => resultId,
    maxLength: most,
  });

test('a delta removes entries, adds new ones, and keeps the order newest first', () => {
  fc.assert(
    fc.property(entries(80), entries(60), fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 }), (before, came, went) => {
      const added = came.filter(({ resultId }) => !went.includes(resultId));
      const after = entriesOf(applyIndexChange(indexOf(before), { added, removed: went }));
      const removedIds = new Set([...went, ...added.map(({ resultId }) => resultId)]);
      const expected = [...before.filter(({ resultId }) => !removedIds.has(resultId)), ...added];
      expect([...after].sort((a, b) => a.resultId - b.resultId)).toEqual(expected.sort((a, b) => a.resultId - b.resultId));
      expect(after.map(({ storedAtMs }) => storedAtMs)).toEqual(expected.map(({ storedAtMs }) => storedAtMs).sort((a, b) => b - a));
    }),
  );
});

test('entries stored at the same time are ordered by id, highest first', () => {
  const index = indexOf([
    { resultId: 1, storedAtMs: 10 },
    { resultId: 2, storedAtMs: 10 },
    { resultId: 3, storedAtMs: 20 },
  ]);
  expect(index.resultIds).toEqual([3, 2, 1]);
  const more = applyIndexChange(index, { added: [4, 5].map((resultId) => ({ resultId, storedAtMs: 10 })), removed: [2] });
  expect(more.resultIds).toEqual([3, 5, 4, 1]);
});

test('many entries in one delta give the same order as one after another', () => {
  const before = indexOf(Array.from({ length: 60 }, (_, n) => ({ resultId: n + 1, storedAtMs: n * 10 })));
  const added = Array.from({ length: 40 }, (_, n) => ({ resultId: 1_000 - n, storedAtMs: ((n * 7) % 60) * 10 }));
  const oneByOne = [...added]
    .sort((a, b) => a.resultId - b.resultId)
    .reduce((index, entry) => applyIndexChange(index, { added: [entry], removed: [] }), before);
  expect(applyIndexChange(before, { added, removed: [] })).toEqual(oneByOne);
});

test('an empty delta leaves the same list object', () => {
  const index = indexOf([{ resultId: 1, storedAtMs: 1 }]);
  expect(applyIndexChange(index, { added: [], removed: [] })).toBe(index);
});
