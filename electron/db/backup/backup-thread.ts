// Runs work on backups in worker threads, one thread per job.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { BackupInspection, BackupJob, BackupWorkerMessage, PrepareResult, PrepareStep } from './backup-messages.ts';

/** Runs a job until `take` returns its result. The signal terminates the thread at any point; the next start deletes an incomplete copy. */
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
      reject(signal.aborted ? signal.reason : new Error('the thread ended without a result'));
    });
  });
}

/** Reads the content of backups, in the order of the paths. */
export const inspectBackups = (paths: readonly string[], signal: AbortSignal): Promise<readonly BackupInspection[]> =>
  inThread({ kind: 'inspect', paths }, signal, (message) => (message.kind === 'inspected' ? message.found : null));

/** Checks a whole database; `damage` is null where it is intact. */
export const checkInThread = (path: string, signal: AbortSignal): Promise<{ readonly damage: string | null }> =>
  inThread({ kind: 'check', path }, signal, (message) => (message.kind === 'checked' ? message : null));

/** Runs `prepareRestore` of `restore-backup.ts` in a thread; `onStep` receives its progress. */
export function prepareInThread(
  job: Omit<Extract<BackupJob, { kind: 'prepare' }>, 'kind'>,
  onStep: (at: PrepareStep) => void,
  signal: AbortSignal,
): Promise<PrepareResult> {
  return inThread({ kind: 'prepare', ...job }, signal, (message) => {
    if (message.kind === 'step') onStep(message.at);
    return message.kind === 'prepared' ? message.outcome : null;
  });
}
