// The second hash of a long video, made in a thread of its own (`hash-worker.ts`): it reads what has been written to the partial file, shortly after it
// was written. On the main thread it would cost a third of the rate of a fast link.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { HashWorkerData, HashWorkerMessage } from './hash-worker-messages.ts';
import type { TaggedHash } from './stream-hash.ts';

/** The thread is told of progress so often. */
const STEP_BYTES = 2 * 1024 * 1024;

export interface BackgroundHash extends TaggedHash {
  /** So many bytes from the beginning of the file are written. */
  written(bytes: number): void;
  /** Nothing more is received: all that was is to be taken. */
  end(bytes: number): void;
}

let threads = 0;

/** Threads that have not ended. One that waits for a share that never answers cannot be ended, and Node waits for it at its exit. */
export const hashThreads = (): number => threads;

/** Follows the part file at `path`, whose index at `moovAt` is read as void. */
export function hashInBackground(path: string, moovAt: number): BackgroundHash {
  // Reads and hashes, makes no objects: the heap of an ordinary thread would be mostly room.
  const worker = new Worker(workerFile(import.meta.url, 'hash-worker'), {
    workerData: { path, moovAt } satisfies HashWorkerData,
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  });
  threads += 1;
  worker.once('exit', () => {
    threads -= 1;
  });
  worker.unref();
  const send = (message: HashWorkerMessage): void => worker.postMessage(message);
  let told = 0;
  const digested = new Promise<string | null>((resolve) => {
    worker.once('message', resolve);
    // The thread's failure loses time only: without its hash the file is read again.
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
  return {
    moovAt,
    written(bytes) {
      if (bytes - told < STEP_BYTES) return;
      told = bytes;
      send({ kind: 'written', bytes });
    },
    end: (bytes) => send({ kind: 'written', bytes }),
    update: (bytes) => send({ kind: 'appended', bytes }),
    digest() {
      worker.ref();
      send({ kind: 'digest' });
      return digested;
    },
    stop: () => void worker.terminate(),
  };
}
