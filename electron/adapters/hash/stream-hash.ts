// The SHA-256 of what is received, and beside it that of the same bytes with the movie's index made void: tags are written by appending a
// new index and turning the old one into `free`, and then nothing of a long file has to be read again.
import { createHash, type Hash } from 'node:crypto';
import { fourCharacters, viewOf } from '../mp4/mp4-boxes.ts';
import { hashWithFreedMoov } from './hash-with-freed-moov.ts';

/** The hash of all bytes received, with the type of the box at `moovAt` read as `free`. */
export interface TaggedHash {
  readonly moovAt: number;
  /** What is appended to the received bytes. */
  update(bytes: Uint8Array): void;
  /** Null when it got lost on the way and the file has to be read. */
  digest(): Promise<string | null>;
  /** It is not wanted any more. May be called after `digest`. */
  stop(): void;
}

/** An index that begins later is followed by little: its hash goes on from the one hash up to there. */
const EARLY_BYTES = 1024 * 1024;

interface VoidedIndex {
  readonly moovAt: number;
  readonly hash: Hash;
}

export class StreamHash {
  private readonly hash = createHash('sha256');
  private position = 0;
  /** Where the next box at the top begins; null once that cannot be told any more, or need not be. */
  private nextBoxAt: number | null = 0;
  private head = Buffer.alloc(0);
  /** The state before the header that is being read. */
  private atBox: Hash | null = null;
  private voidedIndex: VoidedIndex | null = null;

  /** The second hash costs as much as the first; it is made where tags will be written. */
  constructor(wantsVoided: boolean) {
    if (!wantsVoided) this.nextBoxAt = null;
  }

  update(bytes: Uint8Array): void {
    let rest = bytes;
    while (this.nextBoxAt !== null && this.position + rest.byteLength > this.nextBoxAt) {
      // What of the header has come before is in `head`; the state is kept from before its first byte.
      const skip = Math.max(0, this.nextBoxAt - this.position);
      this.take(rest.subarray(0, skip));
      rest = rest.subarray(skip);
      if (this.head.byteLength === 0) this.atBox = this.hash.copy();
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

  /** Good after the last byte; null where there is no index at the top. */
  voided(): TaggedHash | null {
    if (this.voidedIndex === null) return null;
    const { moovAt, hash } = this.voidedIndex;
    return {
      moovAt,
      update: (bytes) => void hash.update(bytes),
      digest: async () => hash.digest('hex'),
      stop: () => undefined,
    };
  }

  /** Where an early index lies whose voided hash somebody else makes from now on, from the first byte; null where none is known. */
  handOver(): number | null {
    if (this.voidedIndex === null || this.voidedIndex.moovAt > EARLY_BYTES) return null;
    const { moovAt } = this.voidedIndex;
    this.voidedIndex = null;
    return moovAt;
  }

  private take(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) {
      this.hash.update(bytes);
      if (this.voidedIndex !== null) hashWithFreedMoov(this.voidedIndex.hash, bytes, this.position, this.voidedIndex.moovAt);
    }
    this.position += bytes.byteLength;
  }

  private readHead(at: number): void {
    const short = viewOf(this.head).getUint32(0);
    const size = short === 1 ? Number(viewOf(this.head).getBigUint64(8)) : short;
    if (fourCharacters(this.head, 4) === 'moov' && this.atBox !== null) {
      this.voidedIndex = { moovAt: at, hash: this.atBox };
      // What of the header came in an earlier piece has been taken already.
      hashWithFreedMoov(this.atBox, this.head.subarray(0, this.position - at), at, at);
    }
    const isSound = size >= 8 && Number.isSafeInteger(at + size);
    this.nextBoxAt = this.voidedIndex === null && isSound ? at + size : null;
    this.head = Buffer.alloc(0);
    this.atBox = null;
  }
}
