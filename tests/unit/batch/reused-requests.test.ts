// A batch that repeats earlier requests.
import { expect, test } from 'vitest';
import { batchMaxVariations, taskCount } from '../../../shared/batch/index.ts';
import { reusedLines, withoutLostFiles } from '../../../shared/batch/reused-requests.ts';
import { defaultRequest } from '../../../shared/models/index.ts';

const fox = defaultRequest('seedance-1.5-pro', 'a fox');
const elm = { ...fox, prompt: 'an elm' };

test('equal requests share a line, in the order of their first appearance; others have their own', () => {
  const lines = reusedLines([elm, fox, { ...elm }, { ...elm, parameters: { seed: 7 } }]);
  expect(lines.map(({ lineNumber, count, request }) => [lineNumber, count, request.prompt, request.parameters.seed])).toEqual([
    [1, 2, 'an elm', undefined],
    [2, 1, 'a fox', undefined],
    [3, 1, 'an elm', 7],
  ]);
});

test('a line holds at most the maximum number of tasks, and no task is lost', () => {
  const lines = reusedLines(Array.from({ length: batchMaxVariations + 3 }, () => fox));
  expect([lines.map(({ count }) => count), taskCount(lines)]).toEqual([[batchMaxVariations, 3], batchMaxVariations + 3]);
});

test('files that no longer exist are left out, and requests that lost a file are counted', () => {
  const withFiles = { ...fox, references: [1, 2].map((referenceId) => ({ role: 'reference-image' as const, referenceId })) };
  const { requests, incompleteCount } = withoutLostFiles([withFiles, elm], new Map([[2, {} as never]]));
  expect([requests[0]?.references.map(({ referenceId }) => referenceId), requests[1], incompleteCount]).toEqual([[2], elm, 1]);
});
