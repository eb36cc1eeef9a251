// Recognises a JPEG whose end was never written. Decoders do not report it.
import { expect, test } from 'vitest';
import { readReferenceMetadata } from '../../../../electron/adapters/references/reference-metadata.ts';
import { jpeg } from '../media/image-fixture.ts';

const readerOf = (bytes: Uint8Array) => ({
  size: bytes.byteLength,
  read: async (position: number, length: number) => bytes.subarray(position, position + length),
});
const head = jpeg(640, 480);
const scan = Buffer.alloc(200_000, 0x5a);
const end = Buffer.from([0xff, 0xd9]);
const metadataOf = async (...parts: Buffer[]) => await readReferenceMetadata(readerOf(Buffer.concat(parts)), 'fox.jpg');
const incomplete = { ok: false, error: { kind: 'reference-incomplete', name: 'fox.jpg' } };

test('a JPEG whose second half was never written is incomplete', async () => {
  expect(await metadataOf(head, scan, Buffer.alloc(200_000))).toEqual(incomplete);
  expect(await metadataOf(head, Buffer.concat([scan, Buffer.from([0xff])]), Buffer.alloc(200_000))).toEqual(incomplete);
});

test('a JPEG padded with zeros after its end is complete, and so is one whose data contains zeros', async () => {
  expect(await metadataOf(head, scan, end)).toMatchObject({ ok: true });
  expect(await metadataOf(head, scan, end, Buffer.alloc(200_000))).toMatchObject({ ok: true });
  expect(await metadataOf(head, scan, Buffer.alloc(200_000), end)).toMatchObject({ ok: true });
  expect(await metadataOf(head, Buffer.alloc(65_536 - head.byteLength - 1, 1), end, Buffer.alloc(131_072))).toMatchObject({ ok: true });
});
