// The records of library tiles. Each is requested once, even if main has none because a row of the database cannot be read.
import { beforeEach, expect, test, vi } from 'vitest';
import { invalidateRecords, requestRecords } from '../../../../renderer/src/store/library-records.ts';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';

/** The results for which main returns a record. */
let readable: readonly number[];
let requested: (readonly number[])[];
beforeEach(() => {
  readable = [1, 2];
  requested = [];
  useStudio.setState({ records: new Map(), unreadableRecords: new Set() });
  vi.stubGlobal('window', {
    studio: {
      call: async (_: 'library.records', { resultIds }: { resultIds: readonly number[] }) => {
        requested.push(resultIds);
        return { ok: true, value: { items: resultIds.filter((id) => readable.includes(id)).map((resultId) => ({ resultId })) } };
      },
    },
  });
});
const loadedIds = () => [...useStudio.getState().records.keys()];
const unreadable = () => [...useStudio.getState().unreadableRecords];

test('a tile without a record counts as unreadable, and is not requested again', async () => {
  requestRecords([1, 2, 3]);
  await expect.poll(loadedIds).toEqual([1, 2]);
  expect(unreadable()).toEqual([3]);
  requestRecords([1, 2, 3]);
  await Promise.resolve();
  expect(requested).toEqual([[1, 2, 3]]);
});

test('a record that main reports as changed is requested again', async () => {
  requestRecords([3]);
  await expect.poll(unreadable).toEqual([3]);
  readable = [3];
  invalidateRecords([3]);
  await expect.poll(loadedIds).toEqual([3]);
  expect(unreadable()).toEqual([]);
});
