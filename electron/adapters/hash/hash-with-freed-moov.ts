// Tags are written by appending a new index and changing the type of the old index from `moov` to `free`. The bytes of a tagged file are
// therefore known before it is tagged. This file hashes received bytes as if the type had already been changed.
import type { Hash } from 'node:crypto';

const freeType = Buffer.from('free', 'latin1');

/**
 * Adds `piece` to `hash`, with the type of the box at `moovAt` read as `free`. `position` is where the piece begins in the file, in bytes; the piece
 * may contain all, some or none of the four bytes of the type, and is not changed.
 */
export function hashWithFreedMoov(hash: Hash, piece: Uint8Array, position: number, moovAt: number): void {
  const typeAt = moovAt + 4;
  const from = Math.max(0, typeAt - position);
  const to = Math.min(piece.byteLength, typeAt + 4 - position);
  if (from >= to) {
    hash.update(piece);
    return;
  }
  hash.update(piece.subarray(0, from));
  hash.update(freeType.subarray(position + from - typeAt, position + to - typeAt));
  hash.update(piece.subarray(to));
}
