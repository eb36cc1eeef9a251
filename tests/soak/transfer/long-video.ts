// A structurally valid MP4 file of any length, generated piece by piece.
import { createHash } from 'node:crypto';
import { ftyp, moov } from '../../unit/adapters/mp4/mp4-fixture.ts';

const pieceBytes = 1_000_000;

export interface LongVideo {
  readonly bytes: number;
  readonly pieces: () => Generator<Uint8Array>;
  sha256(): string;
}

/** A video of `megabytes` × 1,000,000 bytes plus its header. All its pieces differ. */
export function longVideo(megabytes: number): LongVideo {
  const mediaBytes = megabytes * pieceBytes;
  const mdat = Buffer.alloc(8);
  mdat.writeUInt32BE(mediaBytes + 8);
  mdat.write('mdat', 4, 'latin1');
  const head = Buffer.concat([ftyp, moov([{ handler: 'vide', width: 1_280, height: 720 }]), mdat]);
  function* pieces(): Generator<Uint8Array> {
    yield head;
    for (let index = 0; index < megabytes; index += 1) yield Buffer.alloc(pieceBytes, `piece ${index} `);
  }
  return {
    bytes: head.byteLength + mediaBytes,
    pieces,
    sha256() {
      const hash = createHash('sha256');
      for (const piece of pieces()) hash.update(piece);
      return hash.digest('hex');
    },
  };
}
