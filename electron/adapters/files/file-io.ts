// Reads a file handle at a position, and its whole content in pieces with pauses between them.
import type { FileHandle } from 'node:fs/promises';
import type { ByteReader } from '../mp4/mp4-boxes.ts';

const pieceBytes = 512 * 1024;

/** Reads an open file at any position, for the parsers. The caller keeps the handle open and knows the size in bytes. */
export function fileReader(handle: FileHandle, size: number): ByteReader {
  return {
    size,
    read: (position, length) => readAt(handle, position, length),
  };
}

/** Reads bytes in memory like a file. The returned pieces share the memory of `bytes`. */
export function bytesReader(bytes: Uint8Array): ByteReader {
  return { size: bytes.byteLength, read: async (position, length) => bytes.subarray(position, position + length) };
}

/** Reads up to `length` bytes; returns fewer only at the end of the file. */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Yields the bytes from `from` up to `size` in order. Each piece overwrites the memory of the previous piece. */
export async function* readChunks(handle: FileHandle, size: number, from = 0): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(1, size - from)));
  for (let position = from; position < size; ) {
    const { bytesRead } = await handle.read(bytes, 0, Math.min(bytes.byteLength, size - position), position);
    if (bytesRead === 0) return;
    yield bytes.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** Writes all chunks at `position`, even if the system writes only a part per call. */
export async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  let remaining = chunks.filter((chunk) => chunk.byteLength > 0);
  let nextPosition = position;
  while (remaining.length > 0) {
    const { bytesWritten } = await handle.writev(remaining, nextPosition);
    nextPosition += bytesWritten;
    let bytesToSkip = bytesWritten;
    remaining = remaining.flatMap((chunk) => {
      const skip = Math.min(bytesToSkip, chunk.byteLength);
      bytesToSkip -= skip;
      return skip === chunk.byteLength ? [] : [chunk.subarray(skip)];
    });
  }
}

/** Returns the system's code of a file error (`ENOENT`, …); an empty text for any other error. */
export function fileErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
