// The thread that hashes a partial file while it is written; `background-hash.ts` starts it. It opens the file itself: after the download
// has closed its file descriptor, the system may reuse the descriptor's number for another file.
import { createHash } from 'node:crypto';
import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { hashWithFreedMoov } from './hash-with-freed-moov.ts';
import type { HashWorkerData, HashWorkerMessage } from './hash-worker-messages.ts';

const { path, moovAt } = workerData as HashWorkerData;
const hash = createHash('sha256');
const piece = Buffer.allocUnsafe(256 * 1024);
const file = openSync(path, 'r');
let position = 0;

function readTo(end: number): void {
  while (position < end) {
    const bytesRead = readSync(file, piece, 0, Math.min(piece.length, end - position), position);
    if (bytesRead === 0) throw new Error('the partial file is shorter than what was written');
    hashWithFreedMoov(hash, piece.subarray(0, bytesRead), position, moovAt);
    position += bytesRead;
  }
}

parentPort?.on('message', (message: HashWorkerMessage) => {
  switch (message.kind) {
    case 'written':
      readTo(message.bytes);
      break;
    case 'appended':
      hash.update(message.bytes);
      break;
    case 'digest':
      parentPort?.postMessage(hash.digest('hex'));
      parentPort?.close();
  }
});
