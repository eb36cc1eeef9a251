// "Use again" for several videos: their requests become the lines of the batch, and nothing is sent.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { clearReusedRequests, useBatch } from '../../../../renderer/src/views/batch/batch-store.ts';
import { reuseAsBatch } from '../../../../renderer/src/views/batch/reuse-requests.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');
let calls: string[];
beforeEach(() => {
  calls = [];
  const call = async (name: string, input: { resultIds: number[]; ids: number[] }) => {
    calls.push(name);
    if (name === 'tasks.records') {
      return { ok: true, value: { tasks: input.ids.map((id) => ({ id, request: { ...fox, prompt: `task ${id}` } })).reverse() } };
    }
    const items =
      input.resultIds?.map((resultId) => ({ resultId, id: resultId + 5_000, request: { ...fox, prompt: `fox ${resultId}` } })) ?? [];
    return { ok: true, value: { items: items.reverse(), references: [] } };
  };
  vi.stubGlobal('window', { studio: { call } });
  useBatch.setState(useBatch.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

test('the requests become the lines in the order of the selection, and nothing is sent', async () => {
  await reuseAsBatch(
    Array.from({ length: 301 }, (_, at) => 301 - at),
    [],
  );
  const { mode, reusedRequests } = useBatch.getState();
  expect([
    mode,
    reusedRequests.selectedCount,
    reusedRequests.requests[0]?.request.prompt,
    reusedRequests.requests[300]?.request.prompt,
  ]).toEqual(['reuse', 301, 'fox 301', 'fox 1']);
  expect(calls).toEqual(['library.records', 'library.records']);
  expect(useStudio.getState().stage.kind).toBe('batch');
  clearReusedRequests();
  expect(useBatch.getState()).toMatchObject({ mode: 'matrix', reusedRequests: { requests: [], selectedCount: 0 } });
});

test('if a batch cannot hold all requests, the videos are counted and no request is read', async () => {
  await reuseAsBatch(
    Array.from({ length: 1_001 }, (_, at) => at + 1),
    [],
  );
  expect([useBatch.getState().reusedRequests, calls]).toEqual([
    { requests: [], selectedCount: 1_001, hasTasks: false, incompleteCount: 0 },
    [],
  ]);
});

test('tasks without a video follow the videos, and are counted with them', async () => {
  await reuseAsBatch([2, 1], [9, 7]);
  const { reusedRequests } = useBatch.getState();
  expect([
    reusedRequests.requests.map(({ request, taskId }) => [request.prompt, taskId]),
    reusedRequests.selectedCount,
    reusedRequests.hasTasks,
  ]).toEqual([
    [
      ['fox 2', 5_002],
      ['fox 1', 5_001],
      ['task 9', 9],
      ['task 7', 7],
    ],
    4,
    true,
  ]);
  await reuseAsBatch(
    Array.from({ length: 999 }, (_, at) => at + 1),
    [9, 7],
  );
  expect(useBatch.getState().reusedRequests).toEqual({ requests: [], selectedCount: 1_001, hasTasks: true, incompleteCount: 0 });
});
