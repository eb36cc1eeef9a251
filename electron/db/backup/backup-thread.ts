// Has work on copies done in a thread of its own, a thread a job.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { BackupInspection, BackupJob, BackupWorkerMessage, PrepareResult, PrepareStep } from './backup-messages.ts';

/** Runs a job until `take` has its answer. The signal ends the thread, wherever it is; what it leaves of a copy the next start forgets. */
function inThread<T>(job: BackupJob, signal: AbortSignal, take: (message: BackupWorkerMessage) => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerFile(import.meta.url, 'backup-worker'), { workerData: job });
    const end = () => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.on('message', (message: BackupWorkerMessage) => {
      const taken = take(message);
      if (taken !== null) resolve(taken);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', end);
      reject(signal.aborted ? signal.reason : new Error('the thread ended without an answer'));
    });
  });
}

/** What the copies hold, in the order of the paths. */
export const inspectBackups = (paths: readonly string[], signal: AbortSignal): Promise<readonly BackupInspection[]> =>
  inThread({ kind: 'inspect', paths }, signal, (message) => (message.kind === 'inspected' ? message.found : null));

/** What is wrong with a database, null when nothing is. */
export const checkInThread = (path: string, signal: AbortSignal): Promise<{ readonly damage: string | null }> =>
  inThread({ kind: 'check', path }, signal, (message) => (message.kind === 'checked' ? message : null));

/** `prepareRestore` of `restore-backup.ts`. */
export function prepareInThread(
  job: Omit<Extract<BackupJob, { kind: 'prepare' }>, 'kind'>,
  told: (at: PrepareStep) => void,
  signal: AbortSignal,
): Promise<PrepareResult> {
  return inThread({ kind: 'prepare', ...job }, signal, (message) => {
    if (message.kind === 'step') told(message.at);
    return message.kind === 'prepared' ? message.outcome : null;
  });
}
