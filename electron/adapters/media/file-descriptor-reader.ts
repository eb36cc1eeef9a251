// Reads a file that another thread has open, by its file descriptor.
import { readSync } from 'node:fs';
import type { ByteReader } from '../mp4/mp4-boxes.ts';

/** Maximum number of bytes per read. The largest index that is read has 64 MB. */
const maxReadBytes = 128 * 1024 * 1024;

/**
 * Creates a reader on a file descriptor, which the other thread closes. Reads are synchronous: this thread has nothing else to do, and a
 * read that never returns does not block one of the few threads on which the whole process reads files. A header can request any length,
 * and buffers are outside of the limited heap, so no more bytes are allocated than the file has. `onRead` is called after each read that
 * returned bytes.
 */
export const fileDescriptorReader = (fd: number, size: number, onRead: () => void): ByteReader => ({
  size,
  async read(position, length) {
    const requestedBytes = Math.min(length, size - position, maxReadBytes);
    if (!(requestedBytes > 0)) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(requestedBytes);
    let filled = 0;
    while (filled < requestedBytes) {
      const bytesRead = readSync(fd, bytes, filled, requestedBytes - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
      onRead();
    }
    return bytes.subarray(0, filled);
  },
});
