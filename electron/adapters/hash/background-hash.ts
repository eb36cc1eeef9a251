// The second hash of a long video, made beside the studio: another thread reads what has been written to the part file, shortly after it was
// written. On the studio's own thread it would cost a third of the rate of a fast link.
import { Worker } from 'node:worker_threads';
import type { TaggedHash } from './stream-hash.ts';

/** The thread is told of progress so often. */
const STEP_BYTES = 2 * 1024 * 1024;

/**
 * What the thread runs. As text, so that it is the same from sources and from the archive of the packaged app, where a thread of Node finds
 * no files for sure. It opens the file itself: closing ours cannot put another file under its number.
 */
const program = `
const { createHash } = require('node:crypto');
const { openSync, readSync } = require('node:fs');
const { parentPort, workerData: { path, moovAt } } = require('node:worker_threads');
const hash = createHash('sha256');
const voidType = Buffer.from('free', 'latin1');
const piece = Buffer.allocUnsafe(256 * 1024);
const file = openSync(path, 'r');
let position = 0;
const readTo = (end) => {
  while (position < end) {
    const read = readSync(file, piece, 0, Math.min(piece.length, end - position), position);
    if (read === 0) throw new Error('the part is shorter than what was written');
    for (let at = Math.max(position, moovAt + 4); at < Math.min(position + read, moovAt + 8); at += 1) piece[at - position] = voidType[at - moovAt - 4];
    hash.update(piece.subarray(0, read));
    position += read;
  }
};
parentPort.on('message', (message) => {
  if (message === 'digest') {
    parentPort.postMessage(hash.digest('hex'));
    parentPort.close();
  } else if (typeof message === 'number') readTo(message);
  else hash.update(message);
});
`;

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
  const worker = new Worker(program, {
    eval: true,
    workerData: { path, moovAt },
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  });
  threads += 1;
  worker.once('exit', () => {
    threads -= 1;
  });
  worker.unref();
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
      worker.postMessage(bytes);
    },
    end: (bytes) => worker.postMessage(bytes),
    update: (bytes) => worker.postMessage(bytes),
    digest() {
      worker.ref();
      worker.postMessage('digest');
      return digested;
    },
    stop: () => void worker.terminate(),
  };
}
