// The orientation of PNG and WebP is removed from the bytes, so that no version of Chromium rotates the picture a second time.
import { expect, it } from 'vitest';
import { extractOrientation } from '../../../../renderer/src/picture-worker/chunk-orientation.ts';
import { exif, extendedWebp, jpeg, png, pngChunk } from '../../adapters/media/image-fixture.ts';

const bytesOf = (buffer: Buffer): Uint8Array => Uint8Array.from(buffer);

it.each([
  ['PNG', 'image/png', png(4, 3, 2, [pngChunk('eXIf', exif(6))]), 'eXIf'],
  ['WebP', 'image/webp', extendedWebp(0x08, 6), 'EXIF'],
] as const)(
  '%s: the orientation is returned, its chunk is made unrecognisable, and all other bytes stay',
  (_name, mimeType, file, chunk) => {
    const bytes = bytesOf(file);
    expect(extractOrientation(bytes, mimeType)).toBe(6);
    const changed = Buffer.from(bytes);
    expect(changed.includes(chunk)).toBe(false);
    expect(changed.filter((byte, at) => byte !== file[at]).byteLength).toBe(2);
    expect(extractOrientation(bytes, mimeType)).toBe(1);
  },
);

it.each([
  ['an upright PNG', 'image/png', png(4, 3, 2, [pngChunk('eXIf', exif(1))])],
  ['a PNG without EXIF', 'image/png', png(4, 3)],
  [
    'a PNG whose chunk has a wrong length',
    'image/png',
    Buffer.concat([png(4, 3).subarray(0, 33), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('eXIf')]),
  ],
  ['a JPEG, which every version rotates', 'image/jpeg', jpeg(4, 3, 6)],
  ['a WebP that ends in its header', 'image/webp', extendedWebp(0x08, 6).subarray(0, 20)],
] as const)('%s is not changed', (_name, mimeType, file) => {
  const bytes = bytesOf(file);
  expect(extractOrientation(bytes, mimeType)).toBe(1);
  expect(Buffer.from(bytes).equals(file)).toBe(true);
});
