// Stores the bytes of clips and uploads by name: in files beside the database, or in memory. A blob is on disk before `receive` returns.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { collectBytes } from '../collect-bytes.ts';

/** The size and the SHA-256, in hexadecimal, of a stored blob. */
export interface StoredBlob {
  readonly bytes: number;
  readonly sha256: string;
}

/** The stored blobs. A name is stored once and not changed afterwards. */
export interface BlobStore {
  /** Stores the stream, or nothing when it is longer than `limit`. */
  receive(name: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<StoredBlob | 'too-large'>;
  /** Bytes from `start` up to but not including `end`. */
  read(name: string, start: number, end: number): AsyncIterable<Uint8Array>;
  /** Does nothing where there is no such blob. */
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** Reads a stream to its end. */
export async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Yields the bytes as a stream of one chunk. */
export async function* singleChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Creates a store in memory, empty. */
export function createMemoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    async receive(name, source, limit) {
      const bytes = await collectBytes(source, limit);
      if (bytes === 'too-large') return bytes;
      blobs.set(name, bytes);
      return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    async *read(name, start, end) {
      const bytes = blobs.get(name);
      if (!bytes) throw new Error(`no blob ${name}`);
      const step = 65_536;
      for (let at = start; at < end; at += step) yield bytes.subarray(at, Math.min(end, at + step));
    },
    async remove(name) {
      blobs.delete(name);
    },
    names: async () => [...blobs.keys()],
  };
}

/**
 * Creates a store in a directory, which is created with the first blob. A file that a killed run left incomplete has the suffix `.part`.
 */
export function createFileBlobs(directory: string): BlobStore {
  const pathOf = (name: string): string => join(directory, name);
  return {
    async receive(name, source, limit) {
      await mkdir(directory, { recursive: true });
      const part = pathOf(`${name}.part`);
      const hash = createHash('sha256');
      const file = await open(part, 'w');
      let bytes = 0;
      let isComplete = false;
      try {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > limit) return 'too-large';
          hash.update(chunk);
          await file.write(chunk);
        }
        await file.sync();
        isComplete = true;
      } finally {
        await file.close();
        if (!isComplete) await rm(part, { force: true });
      }
      await rename(part, pathOf(name));
      await syncDirectory(directory);
      return { bytes, sha256: hash.digest('hex') };
    },
    async *read(name, start, end) {
      if (end > start) yield* createReadStream(pathOf(name), { start, end: end - 1 }) as AsyncIterable<Buffer>;
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
    async names() {
      await mkdir(directory, { recursive: true });
      return await readdir(directory);
    },
  };
}

/** Makes a rename durable. Windows cannot open a directory for that and does not need it. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
