// Checks pictures and writes their normalized copies, with a fake decoder.
import { expect, test } from 'vitest';
import {
  checkDecodable,
  encodingFor,
  normalizedSource,
  type PictureFile,
} from '../../../../electron/adapters/references/normalize-reference.ts';
import type { DecodedPicture } from '../../../../electron/core/ports.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { createFakePictureDecoder, writtenPicture } from '../../../support/fake-picture-decoder.ts';

const megabyte = 1_048_576;
const photo: PictureFile = {
  name: 'fox.jpeg',
  mimeType: 'image/jpeg',
  bytes: 3 * megabyte,
  width: 360,
  height: 640,
  hasAlpha: false,
  normalize: ['turned'],
};
const sha256 = 'a'.repeat(64);
const storedPhoto = { ...photo, sha256 };
const source = { size: 5, read: async () => new Uint8Array(5) };
const { signal } = new AbortController();

test('a photo becomes a JPEG of about the same size, and a drawing or a possibly transparent picture becomes a PNG', () => {
  expect(encodingFor(photo)).toEqual({ format: 'jpeg', isOpaque: true, targetBytes: 3 * megabyte });
  expect(encodingFor({ ...photo, bytes: 5 })).toMatchObject({ targetBytes: megabyte });
  expect(encodingFor({ ...photo, bytes: 90 * megabyte })).toMatchObject({ targetBytes: 30 * megabyte });
  const kinds = [
    ['image/webp', false],
    ['image/webp', true],
    ['image/png', false],
    ['image/gif', null],
  ] as const;
  expect(kinds.map(([mimeType, hasAlpha]) => encodingFor({ ...photo, mimeType, hasAlpha }).format)).toEqual(['jpeg', 'png', 'png', 'png']);
});

test('the copy is named after the content of its source, with the extension of its type', async () => {
  const pictures = createFakePictureDecoder();
  const copy = await normalizedSource(
    pictures,
    { ...storedPhoto, name: 'my wife.webp', mimeType: 'image/webp', hasAlpha: true },
    source,
    signal,
  );
  expect(copy).toMatchObject({ ok: true, value: { name: `${sha256}.png`, mimeType: 'image/png', bytes: writtenPicture.byteLength } });
});

/** Returns a decoder that writes PNGs of `pngBytes` bytes, and small JPEGs. */
function createDecoderWriting(pngBytes: number) {
  const pictures = createFakePictureDecoder();
  const decode = pictures.decode.bind(pictures);
  pictures.decode = async (...args) => {
    const decoded = await decode(...args);
    return args[2]?.format === 'png' ? { kind: 'decoded', encoded: new Uint8Array(pngBytes) } : decoded;
  };
  return pictures;
}

test.each([
  [3, 10],
  [10, 10],
  [15, 20],
  [25, 30],
  [90, 30],
])(
  'the copy of a file of %i MB has at most %i MB, so every model that accepts the file also accepts the copy',
  async (megabytes, limit) => {
    const pictures = createDecoderWriting(limit * megabyte + 1);
    const drawing = { ...storedPhoto, name: 'fox.png', mimeType: 'image/png', bytes: megabytes * megabyte };
    expect(await normalizedSource(pictures, drawing, source, signal)).toMatchObject({ ok: true, value: { name: `${sha256}.jpg` } });
    expect(await normalizedSource(pictures, { ...drawing, hasAlpha: true }, source, signal)).toEqual(
      fail({ kind: 'reference-too-large', name: 'fox.png', bytes: limit * megabyte + 1, limitBytes: limit * megabyte }),
    );
    expect(await normalizedSource(createDecoderWriting(limit * megabyte), drawing, source, signal)).toMatchObject({
      value: { mimeType: 'image/png' },
    });
  },
);

test('an opaque PNG with very many pixels becomes a JPEG, and a transparent one a PNG', () => {
  const huge = { ...photo, mimeType: 'image/png', width: 10_000, height: 10_000 };
  expect(encodingFor(huge).format).toBe('jpeg');
  expect(encodingFor({ ...huge, hasAlpha: true }).format).toBe('png');
});

test.each<[DecodedPicture, PictureFile['normalize'], object]>([
  [{ kind: 'undecodable', detail: '' }, ['turned'], { kind: 'reference-incomplete', name: 'fox.jpeg' }],
  [{ kind: 'undecodable', detail: '' }, ['rare-coding'], { kind: 'reference-undecodable', name: 'fox.jpeg', why: 'rare-coding' }],
  [{ kind: 'unsupported', detail: '' }, [], { kind: 'reference-undecodable', name: 'fox.jpeg', why: 'unsupported' }],
  [{ kind: 'unavailable', detail: 'no page' }, [], { kind: 'decoder-unavailable', name: 'fox.jpeg', detail: 'no page' }],
  [{ kind: 'too-much', detail: '' }, [], { kind: 'reference-undecodable', name: 'fox.jpeg', why: 'too-much' }],
])('the decoder’s result %o for a picture with the normalize reasons %o becomes an error', async (result, normalize, error) => {
  const pictures = createFakePictureDecoder();
  expect(await checkDecodable(pictures, photo, source, signal)).toEqual(ok(null));
  pictures.result = result;
  expect(await checkDecodable(pictures, { ...photo, normalize }, source, signal)).toEqual({ ok: false, error });
});

test('a picture with more than the maximum number of pixels is refused without decoding', async () => {
  const pictures = createFakePictureDecoder();
  const huge = { ...photo, width: 65_535, height: 65_535 };
  expect(await checkDecodable(pictures, huge, source, signal)).toMatchObject({ error: { kind: 'reference-undecodable', why: 'too-much' } });
  expect(pictures.requests).toEqual([]);
});
