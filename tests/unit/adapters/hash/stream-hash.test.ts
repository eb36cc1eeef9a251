// Hashes the received bytes, and the file with its index voided, however the bytes are split into chunks.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { StreamHash } from '../../../../electron/adapters/hash/stream-hash.ts';
import { fc } from '../../../support/fast-check.ts';
import { box, ftyp, longBox, moov } from '../mp4/mp4-fixture.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const index = moov([{ handler: 'vide', width: 64, height: 64 }]);
const media = box('mdat', Buffer.alloc(500, 7));

function hashInPieces(file: Buffer, cuts: readonly number[]): StreamHash {
  const hash = new StreamHash(true);
  const offsets = [0, ...[...cuts].sort((a, b) => a - b), file.byteLength];
  offsets.slice(1).forEach((to, at) => {
    hash.update(file.subarray(offsets[at], to));
  });
  return hash;
}

const files = {
  'the index first': [ftyp, index, media],
  'the index last': [ftyp, media, index],
  'the index behind a box with a long size': [ftyp, longBox('mdat', Buffer.alloc(300, 3)), index],
  'an index with a long size': [ftyp, longBox('moov', index.subarray(8)), media],
} satisfies Record<string, readonly Buffer[]>;

test.each(Object.entries(files))('%s: both hashes are correct wherever the chunks end', async (_name, boxes) => {
  const file = Buffer.concat([...boxes]);
  const moovAt = boxes
    .slice(
      0,
      boxes.findIndex((part) => part.toString('latin1', 4, 8) === 'moov'),
    )
    .reduce((sum, part) => sum + part.byteLength, 0);
  const withFreedMoov = Buffer.from(file);
  withFreedMoov.write('free', moovAt + 4, 'latin1');
  const anyCuts = fc.array(fc.integer({ min: 0, max: file.byteLength }), { maxLength: 6 });
  const cutsAtIndex = fc.array(fc.integer({ min: moovAt, max: moovAt + 16 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyCuts, cutsAtIndex), async (cuts) => {
      const hash = hashInPieces(file, cuts);
      expect(hash.digest()).toBe(sha256(file));
      expect(hash.taggedHash()?.moovAt).toBe(moovAt);
      expect(await hash.taggedHash()?.digest()).toBe(sha256(withFreedMoov));
    }),
  );
});

test('without an index nothing is voided', () => {
  const file = Buffer.concat([ftyp, media]);
  const hash = hashInPieces(file, [10, 30]);
  expect(hash.digest()).toBe(sha256(file));
  expect(hash.taggedHash()).toBeNull();
});
