// Computes the SHA-256 of a download, and a second hash of the same bytes with the index (`moov`) read as `free`. Tags are written by
// appending a new index and changing the type of the old index to `free`; with the second hash, a long file need not be read again after
// tagging.
import { createHash, type Hash } from 'node:crypto';
import { fourCharacters, viewOf } from '../mp4/mp4-boxes.ts';
import { hashWithFreedMoov } from './hash-with-freed-moov.ts';

/** The hash of all bytes received, with the type of the box at `moovAt` read as `free`. */
export interface TaggedHash {
  /** Where the index (`moov`) begins, in bytes. */
  readonly moovAt: number;
  /** Takes bytes that are appended to the received bytes. */
  update(bytes: Uint8Array): void;
  /** Hexadecimal; null if the thread failed and the file has to be read instead. */
  digest(): Promise<string | null>;
  /** Discards the hash. May be called after `digest`. */
  stop(): void;
}

/**
 * If the index begins later than this, few bytes follow it. The second hash then continues on this thread from a copy of the first hash.
 */
const earlyBytes = 1024 * 1024;

interface FreedMoov {
  readonly moovAt: number;
  readonly hash: Hash;
}

/** Hashes a download as it arrives, in order. `digest` ends it; `taggedHash` is valid after the last byte. */
export class StreamHash {
  private readonly hash = createHash('sha256');
  private position = 0;
  /** Where the next top-level box begins; null if that is unknown or no longer needed. */
  private nextBoxAt: number | null = 0;
  private boxHeader = Buffer.alloc(0);
  /** The hash state before the box header that is being read. */
  private hashBeforeBox: Hash | null = null;
  private freedMoov: FreedMoov | null = null;

  /**
   * `withTaggedHash` means that the second hash is computed too. It takes as long as the first hash and is needed only if tags will be
   * written.
   */
  constructor(withTaggedHash: boolean) {
    if (!withTaggedHash) this.nextBoxAt = null;
  }

  /** Takes the next bytes of the file. */
  update(bytes: Uint8Array): void {
    let rest = bytes;
    while (this.nextBoxAt !== null && this.position + rest.byteLength > this.nextBoxAt) {
      // `boxHeader` contains the part of the header that has arrived; `hashBeforeBox` is the state before its first byte.
      const skip = Math.max(0, this.nextBoxAt - this.position);
      this.hashBytes(rest.subarray(0, skip));
      rest = rest.subarray(skip);
      if (this.boxHeader.byteLength === 0) this.hashBeforeBox = this.hash.copy();
      const headerBytes = rest.subarray(0, 16 - this.boxHeader.byteLength);
      this.boxHeader = Buffer.concat([this.boxHeader, headerBytes]);
      const neededBytes = this.boxHeader.byteLength >= 4 && viewOf(this.boxHeader).getUint32(0) === 1 ? 16 : 8;
      if (this.boxHeader.byteLength < neededBytes) {
        this.hashBytes(rest);
        return;
      }
      this.readBoxHeader(this.nextBoxAt);
    }
    this.hashBytes(rest);
  }

  /** Returns the SHA-256 of all bytes in hexadecimal. Call once, after the last byte. */
  digest(): string {
    return this.hash.digest('hex');
  }

  /** Returns the second hash, valid after the last byte; null if the file has no top-level index, or after `handOver`. */
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

  /**
   * Gives up the second hash so that a thread can compute it from the first byte. Returns where the index begins; null if there is no early
   * index.
   */
  handOver(): number | null {
    if (this.freedMoov === null || this.freedMoov.moovAt > earlyBytes) return null;
    const { moovAt } = this.freedMoov;
    this.freedMoov = null;
    return moovAt;
  }

  private hashBytes(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) {
      this.hash.update(bytes);
      if (this.freedMoov !== null) hashWithFreedMoov(this.freedMoov.hash, bytes, this.position, this.freedMoov.moovAt);
    }
    this.position += bytes.byteLength;
  }

  private readBoxHeader(boxAt: number): void {
    const shortSize = viewOf(this.boxHeader).getUint32(0);
    const size = shortSize === 1 ? Number(viewOf(this.boxHeader).getBigUint64(8)) : shortSize;
    if (fourCharacters(this.boxHeader, 4) === 'moov' && this.hashBeforeBox !== null) {
      this.freedMoov = { moovAt: boxAt, hash: this.hashBeforeBox };
      // Hashes the part of the header that arrived in earlier chunks.
      hashWithFreedMoov(this.hashBeforeBox, this.boxHeader.subarray(0, this.position - boxAt), boxAt, boxAt);
    }
    const isValidSize = size >= 8 && Number.isSafeInteger(boxAt + size);
    this.nextBoxAt = this.freedMoov === null && isValidSize ? boxAt + size : null;
    this.boxHeader = Buffer.alloc(0);
    this.hashBeforeBox = null;
  }
}
