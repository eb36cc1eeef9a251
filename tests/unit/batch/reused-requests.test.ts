// A batch that repeats earlier requests.
import { expect, test } from 'vitest';
import { batchMaxVariations, itemsOfLines, taskCount } from '../../../shared/batch/index.ts';
import { reusedLines, withoutLostFiles } from '../../../shared/batch/reused-requests.ts';
import { defaultRequest } from '../../../shared/models/index.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');
const elm = { ...fox, prompt: 'an elm' };

test('equal requests share a line, in the order of their first appearance; others have their own', () => {
  const requests = [elm, fox, { ...elm }, { ...elm, parameters: { seed: 7 } }];
  const lines = reusedLines(requests.map((request, at) => ({ request, taskId: at + 10 })));
  expect(lines.map(({ lineNumber, count, request }) => [lineNumber, count, request.prompt, request.parameters.seed])).toEqual([
    [1, 2, 'an elm', undefined],
    [2, 1, 'a fox', undefined],
    [3, 1, 'an elm', 7],
  ]);
  expect(itemsOfLines(lines).map(({ request, count, sourceTaskId }) => [request.prompt, count, sourceTaskId])).toEqual([
    ['an elm', 1, 10],
    ['an elm', 1, 12],
    ['a fox', 1, 11],
    ['an elm', 1, 13],
  ]);
});

test('a line holds at most the maximum number of tasks, and no task is lost', () => {
  const lines = reusedLines(Array.from({ length: batchMaxVariations + 3 }, (_, at) => ({ request: fox, taskId: at + 1 })));
  expect([lines.map(({ count }) => count), taskCount(lines)]).toEqual([[batchMaxVariations, 3], batchMaxVariations + 3]);
});

test('files that no longer exist are left out, and requests that lost a file are counted', () => {
  const withFiles = { ...fox, references: [1, 2].map((referenceId) => ({ role: 'reference-image' as const, referenceId })) };
  const { requests, incompleteCount } = withoutLostFiles(
    [withFiles, elm].map((request, at) => ({ request, taskId: at + 1 })),
    new Map([[2, {} as never]]),
  );
  expect([requests[0]?.request.references.map(({ referenceId }) => referenceId), requests[1], incompleteCount]).toEqual([
    [2],
    { request: elm, taskId: 2 },
    1,
  ]);
});
