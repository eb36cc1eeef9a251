// The records of tasks that are not live. They are requested once, and again when main reports a change.
import { beforeEach, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { invalidateTasks, requestTasks } from '../../../../renderer/src/store/task-records.ts';

let requestedIds: (readonly number[])[];
beforeEach(() => {
  requestedIds = [];
  useStudio.setState({ taskRecords: new Map(), unreadableTasks: new Set(), mirror: { tasks: new Map([[1, { id: 1 }]]) } as never });
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string, { ids }: { ids: readonly number[] }) => {
        expect(name).toBe('tasks.records');
        requestedIds.push(ids);
        return { ok: true, value: { tasks: ids.filter((id) => id < 9).map((id) => ({ id })) } };
      },
    },
  });
});
const loaded = () => [...useStudio.getState().taskRecords.keys()];

test('records are requested only for tasks that are not live', async () => {
  requestTasks([1, 2]);
  requestTasks([3, 9]);
  await expect.poll(loaded).toEqual([2, 3]);
  expect([requestedIds, [...useStudio.getState().unreadableTasks]]).toEqual([[[2, 3, 9]], [9]]);
  requestTasks([2, 9]);
  invalidateTasks([4]);
  await Promise.resolve();
  expect(requestedIds).toHaveLength(1);
  invalidateTasks([3, 4]);
  await expect.poll(() => requestedIds).toEqual([[2, 3, 9], [3]]);
});
