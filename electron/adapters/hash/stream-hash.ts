// Computes the SHA-256 of a download, and beside it that of the same bytes with the index (`moov`) read as `free`. Tags are written by appending
// a new index and turning the old one into `free`; with the second hash a long file does not have to be read again after that.
import { createHash, type Hash } from 'node:crypto';
import { fourCharacters, viewOf } from '../mp4/mp4-boxes.ts';
import { hashWithFreedMoov } from './hash-with-freed-moov.ts';

/** The hash of all bytes received, with the type of the box at `moovAt` read as `free`. */
export interface TaggedHash {
  /** Where the index (`moov`) begins, in bytes. */
  readonly moovAt: number;
  /** Takes bytes that are appended to the received ones. */
  update(bytes: Uint8Array): void;
  /** Hexadecimal; null when the thread failed and the file has to be read instead. */
  digest(): Promise<string | null>;
  /** Discards the hash. May be called after `digest`. */
  stop(): void;
}

/** Little follows an index that begins later than this: its hash continues on this thread from a copy of the first one. */
const EARLY_BYTES = 1024 * 1024;

interface FreedMoov {
  readonly moovAt: number;
  readonly hash: Hash;
}

/** Hashes a download as it arrives, in order. `digest` ends it; `taggedHash` is valid after the last byte. */
export class StreamHash {
  private readonly hash = createHash('sha256');
  private position = 0;
  /** Where the next top-level box begins; null when that is unknown or no longer needed. */
  private nextBoxAt: number | null = 0;
  private head = Buffer.alloc(0);
  /** The hash state before the box header that is being read. */
  private atBox: Hash | null = null;
  private freedMoov: FreedMoov | null = null;

  /** The second hash costs as much as the first, so it is wanted only where tags will be written. */
  constructor(wantsTaggedHash: boolean) {
    if (!wantsTaggedHash) this.nextBoxAt = null;
  }

  /** Takes the next bytes of the file. */
  update(bytes: Uint8Array): void {
    let rest = bytes;
    while (this.nextBoxAt !== null && this.position + rest.byteLength > this.nextBoxAt) {
      // `head` holds what has arrived of the header; `atBox` is the state before its first byte.
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

  /** Returns the SHA-256 of all bytes in hexadecimal. Call once, after the last byte. */
  digest(): string {
    return this.hash.digest('hex');
  }

  /** Returns the second hash, valid after the last byte; null where the file has no top-level index, or after `handOver`. */
  taggedHash(): TaggedHash | null {
    if (this.freedMoov === null) return null;
    const { moovAt, hash } = this.freedMoov;
    return {
      moovAt,
      update: (bytes) => void hash.update(bytes),
      digest: async () => hash.digest('hex'),
      stop: () => undefined,
    };
  }

  /** Gives up the second hash so that a thread can compute it from the first byte. Returns where the index begins; null when there is no early one. */
  handOver(): number | null {
    if (this.freedMoov === null || this.freedMoov.moovAt > EARLY_BYTES) return null;
    const { moovAt } = this.freedMoov;
    this.freedMoov = null;
    return moovAt;
  }

  private take(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) {
      this.hash.update(bytes);
      if (this.freedMoov !== null) hashWithFreedMoov(this.freedMoov.hash, bytes, this.position, this.freedMoov.moovAt);
    }
    this.position += bytes.byteLength;
  }

  private readHead(at: number): void {
    const short = viewOf(this.head).getUint32(0);
    const size = short === 1 ? Number(viewOf(this.head).getBigUint64(8)) : short;
    if (fourCharacters(this.head, 4) === 'moov' && this.atBox !== null) {
      this.freedMoov = { moovAt: at, hash: this.atBox };
      // Hashes the part of the header that arrived in earlier chunks.
      hashWithFreedMoov(this.atBox, this.head.subarray(0, this.position - at), at, at);
    }
    const isValidSize = size >= 8 && Number.isSafeInteger(at + size);
    this.nextBoxAt = this.freedMoov === null && isValidSize ? at + size : null;
    this.head = Buffer.alloc(0);
    this.atBox = null;
  }
}
