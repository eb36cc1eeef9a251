// The video that is selected after a deletion.
import { expect, test } from 'vitest';
import { videoAfterDeletion } from '../../../../renderer/src/views/library/trash/next-video.ts';

test.each([
  ['the one after it', [2], 3],
  ['the one before the last', [5], 4],
  ['the one after the last of several', [2, 4], 5],
  ['the one before, where none after stays', [4, 5], 3],
  ['none, where none stays', [1, 2, 3, 4, 5], null],
  ['none, where the deleted one is not shown', [9], null],
])('after a deletion %s is selected', (_, deleted, expected) => {
  expect(videoAfterDeletion([1, 2, 3, 4, 5], deleted)).toBe(expected);
});
