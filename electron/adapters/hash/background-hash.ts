// Computes the hash that a long video will have with its tags. A thread (`hash-worker.ts`) reads the partial file shortly behind the
// download. On the main thread, the hash would cost a third of the throughput of a fast connection.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { HashWorkerData, HashWorkerMessage } from './hash-worker-messages.ts';
import type { TaggedHash } from './stream-hash.ts';

/** The thread is notified of progress once per this many bytes. */
const stepBytes = 2 * 1024 * 1024;

/** The hash of a partial file that a thread computes while the file is downloaded. Ends with `digest` or `stop`. */
export interface BackgroundHash extends TaggedHash {
  /** Tells the thread that the first `bytes` bytes of the file are written and can be read. */
  onWritten(bytes: number): void;
  /** Tells the thread that the download is complete, and that all of its `bytes` bytes are written. */
  end(bytes: number): void;
}

let threadCount = 0;

/**
 * The number of threads that have not ended. A thread that reads from an unresponsive network drive cannot be ended, so Node waits for that
 * thread at exit.
 */
export const hashThreadCount = (): number => threadCount;

/** Starts a thread that follows the partial file at `path` and hashes it with the `moov` box at byte `moovAt` read as `free`. */
export function hashInBackground(path: string, moovAt: number): BackgroundHash {
  // The thread only reads and hashes, and allocates no objects, so a small heap is enough.
  const worker = new Worker(workerFile(import.meta.url, 'hash-worker'), {
    workerData: { path, moovAt } satisfies HashWorkerData,
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  });
  threadCount += 1;
  worker.once('exit', () => {
    threadCount -= 1;
  });
  worker.unref();
  const send = (message: HashWorkerMessage): void => worker.postMessage(message);
  let notifiedBytes = 0;
  const digest = new Promise<string | null>((resolve) => {
    worker.once('message', resolve);
    // A failed thread costs only time: without its hash, the file is read again.
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
  return {
    moovAt,
    onWritten(bytes) {
      if (bytes - notifiedBytes < stepBytes) return;
      notifiedBytes = bytes;
      send({ kind: 'written', bytes });
    },
    end: (bytes) => send({ kind: 'written', bytes }),
    update: (bytes) => send({ kind: 'appended', bytes }),
    digest() {
      worker.ref();
      send({ kind: 'digest' });
      return digest;
    },
    stop: () => void worker.terminate(),
  };
}
