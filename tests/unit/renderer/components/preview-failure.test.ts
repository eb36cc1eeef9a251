// The failure that is reported for a video whose preview shows no picture.
import { expect, test } from 'vitest';
import { failureOfError, failureOfPicture } from '../../../../renderer/src/components/video/preview-failure.ts';

test('a missing decoder is reported if an existing file has an unsupported format, or if only its sound plays', () => {
  expect([failureOfPicture(0), failureOfPicture(1_280)]).toEqual(['no-decoder', 'none']);
  expect(failureOfError(4, true)).toBe('no-decoder');
});

test.each([
  ['a file that is gone', 4, false],
  ['an aborted read', 2, true],
  ['a damaged picture', 3, true],
  ['an error without a code', undefined, true],
] as const)('%s is not reported as a missing decoder', (_, code, isThere) => {
  expect(failureOfError(code, isThere)).toBe('broken');
});
