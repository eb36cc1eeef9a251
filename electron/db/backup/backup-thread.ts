// Runs work on backups in worker threads, one thread per job.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { BackupInspection, BackupJob, BackupWorkerMessage, PrepareOutcome, PrepareProgress } from './backup-messages.ts';

/**
 * Runs a job until `readResult` returns its result. The signal terminates the thread at any point; the next start deletes an incomplete
 * copy.
 */
function runInThread<T>(job: BackupJob, signal: AbortSignal, readResult: (message: BackupWorkerMessage) => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerFile(import.meta.url, 'backup-worker'), { workerData: job });
    const terminate = () => void worker.terminate();
    signal.addEventListener('abort', terminate, { once: true });
    worker.on('message', (message: BackupWorkerMessage) => {
      const result = readResult(message);
      if (result !== null) resolve(result);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', terminate);
      reject(signal.aborted ? signal.reason : new Error('the thread ended without a result'));
    });
  });
}

/** Reads the content of backups, in the order of the paths. */
export const inspectBackups = (paths: readonly string[], signal: AbortSignal): Promise<readonly BackupInspection[]> =>
  runInThread({ kind: 'inspect', paths }, signal, (message) => (message.kind === 'inspected' ? message.inspections : null));

/** Checks a whole database; `damage` is null if it is intact. */
export const checkDatabaseInThread = (path: string, signal: AbortSignal): Promise<{ readonly damage: string | null }> =>
  runInThread({ kind: 'check', path }, signal, (message) => (message.kind === 'checked' ? message : null));

/** Runs `prepareRestore` of `restore-backup.ts` in a thread; `onStep` receives its progress. */
export function prepareRestoreInThread(
  job: Omit<Extract<BackupJob, { kind: 'prepare' }>, 'kind'>,
  onStep: (progress: PrepareProgress) => void,
  signal: AbortSignal,
): Promise<PrepareOutcome> {
  return runInThread({ kind: 'prepare', ...job }, signal, (message) => {
    if (message.kind === 'step') onStep(message.progress);
    return message.kind === 'prepared' ? message.outcome : null;
  });
}
