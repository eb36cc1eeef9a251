// Copies the bytes of an open file into another file and verifies them: the copy is synced and read back.
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readChunks, writeAll } from './file-io.ts';

/** The outcome of a copy. `size-changed`: the source grew or shrank. `differs`: the disk does not return what was written. */
export type CopyOutcome = { readonly kind: 'copied'; readonly sha256: string } | { readonly kind: 'stopped' | 'size-changed' | 'differs' };

/** Copies `from`, which should have `bytes` bytes, and its file times. `to` must be open for reading too. Throws file errors. */
export async function copyBytes(
  from: FileHandle,
  to: FileHandle,
  bytes: number,
  options: { readonly signal?: AbortSignal; onProgress?(copiedBytes: number): void } = {},
): Promise<CopyOutcome> {
  const { size, atime, mtime } = await from.stat();
  if (size !== bytes) return { kind: 'size-changed' };
  const hash = createHash('sha256');
  let position = 0;
  for await (const piece of readChunks(from, size)) {
    if (options.signal?.aborted === true) return { kind: 'stopped' };
    hash.update(piece);
    await writeAll(to, [piece], position);
    position += piece.byteLength;
    options.onProgress?.(position);
  }
  if (position !== size) return { kind: 'size-changed' };
  const sha256 = hash.digest('hex');
  // Keeps the file times, because the user's file manager sorts by them.
  await to.utimes(atime, mtime);
  await to.sync();
  return (await hashOfHandle(to, size)) === sha256 ? { kind: 'copied', sha256 } : { kind: 'differs' };
}

/** Returns the SHA-256 of the first `bytes` bytes of an open file in hexadecimal. */
export async function hashOfHandle(handle: FileHandle, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readChunks(handle, bytes)) hash.update(piece);
  return hash.digest('hex');
}
