// Reading a file of another thread, which is known here by its number only.
import { readSync } from 'node:fs';
import type { ByteReader } from '../mp4/mp4-boxes.ts';

/** What is read at once at most. The largest index that is read has 64 MB. */
const mostReadBytes = 128 * 1024 * 1024;

/**
 * Reads by number: the handle is the other thread's, and so is closing it. Synchronously: the thread has nothing else to do, and a read that is never
 * answered takes none of the few threads on which the whole process reads files. A header can ask for any length; buffers lie outside the heap that is
 * limited, so no more is reserved than the file has. `progressed` is called after each read that brought something.
 */
export const fileDescriptorReader = (fd: number, size: number, progressed: () => void): ByteReader => ({
  size,
  async read(position, length) {
    const wanted = Math.min(length, size - position, mostReadBytes);
    if (!(wanted > 0)) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const bytesRead = readSync(fd, bytes, filled, wanted - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
      progressed();
    }
    return bytes.subarray(0, filled);
  },
});
