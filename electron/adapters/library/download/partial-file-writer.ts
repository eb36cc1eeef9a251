// Writes incoming chunks in order, one write at a time: immediately while the disk keeps up, in larger batches while it is busy. At most
// about one megabyte is in memory, so a kill loses no more than one megabyte.
import type { FileHandle } from 'node:fs/promises';
import { writeAll } from '../../files/file-io.ts';

/** `push` asks the caller to wait when at least this many bytes are unwritten. Bytes that are being written count as unwritten. */
const unwrittenLimitBytes = 512 * 1024;

interface PartialFileWriter {
  /** Takes a chunk. Returns a promise if the disk is slower and the caller should wait. The promise rejects with the disk's error. */
  push(chunk: Uint8Array): Promise<void> | null;
  /** Resolves when all pushed chunks are written. */
  flush(): Promise<void>;
  /** The number of bytes written, counted from the beginning of the file. */
  writtenBytes(): number;
}

/** Writes to `handle` from byte `position` on. The caller closes the handle after `flush`. */
export function createPartialFileWriter(handle: FileHandle, position: number): PartialFileWriter {
  let nextPosition = position;
  let queue: Uint8Array[] = [];
  let queuedBytes = 0;
  let unwrittenBytes = 0;
  let writing: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  const writeQueue = () => {
    const chunks = queue;
    const startPosition = nextPosition;
    const bytes = queuedBytes;
    nextPosition += queuedBytes;
    queue = [];
    queuedBytes = 0;
    writing = writeAll(handle, chunks, startPosition).then(
      () => {
        writing = null;
        unwrittenBytes -= bytes;
        if (queuedBytes > 0) writeQueue();
      },
      (error: unknown) => {
        failure = { error };
        writing = null;
      },
    );
  };
  const waitUntilWritten = async () => {
    while (writing !== null) await writing;
    if (failure !== null) throw failure.error;
  };
  /** Waits until there is space, not until everything is written: the next bytes are fetched while the disk is busy. */
  const waitForSpace = async () => {
    while (writing !== null && unwrittenBytes >= unwrittenLimitBytes) await writing;
    if (failure !== null) throw failure.error;
  };

  return {
    push(chunk) {
      queue.push(chunk);
      queuedBytes += chunk.byteLength;
      unwrittenBytes += chunk.byteLength;
      if (failure !== null) return waitUntilWritten();
      if (writing === null) writeQueue();
      return unwrittenBytes >= unwrittenLimitBytes ? waitForSpace() : null;
    },
    flush: waitUntilWritten,
    writtenBytes: () => nextPosition + queuedBytes - unwrittenBytes,
  };
}
