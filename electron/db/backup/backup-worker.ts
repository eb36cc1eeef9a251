// The thread that reads whole databases, mostly backups: a check of 160 MB takes a second, during which main would be blocked.
import { parentPort, workerData } from 'node:worker_threads';
import type { BackupInspection, BackupJob, BackupWorkerMessage } from './backup-messages.ts';
import { prepareRestore } from './restore-backup.ts';
import { findDamage, readContent } from './write-backup.ts';

const send = (message: BackupWorkerMessage): void => parentPort?.postMessage(message);

function inspect(path: string): BackupInspection {
  try {
    return { content: readContent(path, false) };
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

const job = workerData as BackupJob;
switch (job.kind) {
  case 'inspect':
    send({ kind: 'inspected', inspections: job.paths.map(inspect) });
    break;
  case 'check':
    send({ kind: 'checked', damage: findDamage(job.path) });
    break;
  case 'prepare':
    send({ kind: 'prepared', outcome: prepareRestore({ ...job, onStep: (at) => send({ kind: 'step', progress: at }) }) });
    break;
}
