// What is said of a video that has no picture in its slot.
import { expect, test } from 'vitest';
import { failureOfError, failureOfPicture } from '../../../../renderer/src/components/video/preview-failure.ts';

test('no decoder is said where the file is there and its kind is not supported, or where only its sound is', () => {
  expect([failureOfPicture(0), failureOfPicture(1_280)]).toEqual(['no-decoder', 'none']);
  expect(failureOfError(4, true)).toBe('no-decoder');
});

test.each([
  ['a file that is gone', 4, false],
  ['a read that was broken off', 2, true],
  ['pixels that are damaged', 3, true],
  ['an error without a code', undefined, true],
] as const)('%s is not told as a missing decoder', (_, code, isThere) => {
  expect(failureOfError(code, isThere)).toBe('broken');
});
