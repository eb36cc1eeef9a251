// Bytes of clips and uploads by name: files beside the database, or memory. A stored blob is on disk before `put` and `receive` return.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

export interface BlobStore {
  /** Stores the stream, or nothing when it is longer than `limit`. */
  receive(name: string, source: AsyncIterable<Uint8Array>, limit: number): Promise<Received | 'too-large'>;
  /** Bytes from `start` up to but not including `end`. */
  read(name: string, start: number, end: number): AsyncIterable<Uint8Array>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

export async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function createMemoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    async receive(name, source, limit) {
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > limit) return 'too-large';
        chunks.push(chunk);
      }
      const whole = Buffer.concat(chunks);
      blobs.set(name, whole);
      return { bytes, sha256: createHash('sha256').update(whole).digest('hex') };
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

export function createFileBlobs(directory: string): BlobStore {
  const pathOf = (name: string): string => join(directory, name);
  return {
    async receive(name, source, limit) {
      await mkdir(directory, { recursive: true });
      const part = pathOf(`${name}.part`);
      const hash = createHash('sha256');
      const file = await open(part, 'w');
      let bytes = 0;
      let kept = false;
      try {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > limit) return 'too-large';
          hash.update(chunk);
          await file.write(chunk);
        }
        await file.sync();
        kept = true;
      } finally {
        await file.close();
        if (!kept) await rm(part, { force: true });
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

/** Makes a rename durable. Windows cannot open a directory for that, and does not need it. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
