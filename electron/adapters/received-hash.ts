// The SHA-256 of what is received, and its state just before the movie's index: when the index is replaced later, what lies before it need
// not be read again.
import { createHash, type Hash } from 'node:crypto';
import { fourCharacters, viewOf } from './mp4-boxes.ts';

/** A hash of the first `position` bytes. */
export interface HashUpTo {
  readonly position: number;
  readonly hash: Hash;
}

export class ReceivedHash {
  private readonly hash = createHash('sha256');
  private position = 0;
  /** Where the next box at the top begins; null once that cannot be told any more, or need not be. */
  private nextBoxAt: number | null = 0;
  private head = Buffer.alloc(0);
  private atBox: HashUpTo | null = null;
  private found: HashUpTo | null = null;

  update(bytes: Uint8Array): void {
    let rest = bytes;
    while (this.nextBoxAt !== null && this.position + rest.byteLength > this.nextBoxAt) {
      // What of the header has come before is in `head`; the state is kept from before its first byte.
      const skip = Math.max(0, this.nextBoxAt - this.position);
      this.take(rest.subarray(0, skip));
      rest = rest.subarray(skip);
      if (this.head.byteLength === 0) this.atBox = { position: this.position, hash: this.hash.copy() };
      const missing = rest.subarray(0, 16 - this.head.byteLength);
      this.head = Buffer.concat([this.head, missing]);
      const needs = this.head.byteLength >= 4 && viewOf(this.head).getUint32(0) === 1 ? 16 : 8;
      if (this.head.byteLength < needs) {
        this.take(rest);
        return;
      }
      this.readHead(this.nextBoxAt);
    }
    this.take(rest);
  }

  digest(): string {
    return this.hash.digest('hex');
  }

  /** The state before the index, where there is one at the top; good after the last byte. */
  beforeMoov(): HashUpTo | null {
    return this.found;
  }

  private take(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) this.hash.update(bytes);
    this.position += bytes.byteLength;
  }

  private readHead(at: number): void {
    const short = viewOf(this.head).getUint32(0);
    const size = short === 1 ? Number(viewOf(this.head).getBigUint64(8)) : short;
    if (fourCharacters(this.head, 4) === 'moov') this.found = this.atBox;
    const isSound = size >= 8 && Number.isSafeInteger(at + size);
    this.nextBoxAt = this.found === null && isSound ? at + size : null;
    this.head = Buffer.alloc(0);
    this.atBox = null;
  }
}
