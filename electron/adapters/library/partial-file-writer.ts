// Writes what arrives, in order, one write at a time: at once while the disk keeps up, in larger pieces while it is busy. At most about a
// megabyte is in memory, and a kill loses no more than what was under way.
import type { FileHandle } from 'node:fs/promises';
import { writeAll } from '../files/file-io.ts';

/** Of what is not written yet: on its way to the disk, and waiting for its turn. */
const UNWRITTEN_LIMIT_BYTES = 512 * 1024;

interface PartialFileWriter {
  /** A promise when the disk is behind and the caller should wait; rejects with the disk's error. */
  push(chunk: Uint8Array): Promise<void> | null;
  /** Resolves when everything pushed is written. */
  flush(): Promise<void>;
  /** So many bytes from the beginning of the file are written. */
  written(): number;
}

export function createPartialFileWriter(handle: FileHandle, position: number): PartialFileWriter {
  let at = position;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let unwrittenBytes = 0;
  let writing: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;

  const start = () => {
    const chunks = waiting;
    const place = at;
    const bytes = waitingBytes;
    at += waitingBytes;
    waiting = [];
    waitingBytes = 0;
    writing = writeAll(handle, chunks, place).then(
      () => {
        writing = null;
        unwrittenBytes -= bytes;
        if (waitingBytes > 0) start();
      },
      (error: unknown) => {
        failure = { error };
        writing = null;
      },
    );
  };
  const settled = async () => {
    while (writing !== null) await writing;
    if (failure !== null) throw failure.error;
  };
  /** Not until everything is written: the next bytes are fetched while the disk is busy with these. */
  const room = async () => {
    while (writing !== null && unwrittenBytes >= UNWRITTEN_LIMIT_BYTES) await writing;
    if (failure !== null) throw failure.error;
  };

  return {
    push(chunk) {
      waiting.push(chunk);
      waitingBytes += chunk.byteLength;
      unwrittenBytes += chunk.byteLength;
      if (failure !== null) return settled();
      if (writing === null) start();
      return unwrittenBytes >= UNWRITTEN_LIMIT_BYTES ? room() : null;
    },
    flush: settled,
    written: () => at + waitingBytes - unwrittenBytes,
  };
}
