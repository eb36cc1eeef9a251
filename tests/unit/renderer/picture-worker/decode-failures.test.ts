// The reasons why a picture cannot be decoded. Only a picture that is known to be truncated is called incomplete.
import { expect, test } from 'vitest';
import { decodeFailure, PictureTooLargeError, TruncatedPictureError } from '../../../../renderer/src/picture-worker/decode-failures.ts';
import { firstPage } from '../../../../renderer/src/picture-worker/tiff-first-page.ts';

const invalid = Object.assign(new Error('The source image could not be decoded.'), { name: 'InvalidStateError' });
const noRoom = Object.assign(new Error('The ImageBitmap could not be allocated.'), { name: 'InvalidStateError' });

test.each([
  ['a JPEG that the decoder refuses', invalid, 'image/jpeg', 'unreadable'],
  ['a BMP that the decoder refuses, which may be of a rare variant', invalid, 'image/bmp', 'undecodable'],
  ['a TIFF that its decoder fails on', new TypeError('x is undefined'), 'image/tiff', 'undecodable'],
  ['a truncated TIFF', new TruncatedPictureError('x'), 'image/tiff', 'unreadable'],
  ['no memory for a buffer', new RangeError('Array buffer allocation failed'), 'image/jpeg', 'too-much'],
  ['no memory for a bitmap', noRoom, 'image/png', 'too-much'],
  ['no canvas of that size', new PictureTooLargeError('no 2D canvas'), 'image/png', 'too-much'],
] as const)('the right problem is reported for %s', (_, error, mimeType, why) => {
  expect(decodeFailure(error, mimeType)).toBe(why);
});

test('a TIFF without its end is recognised as truncated', () => {
  expect(() => firstPage(new Uint8Array([0x49, 0x49, 42, 0, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).buffer)).toThrow(TruncatedPictureError);
});
