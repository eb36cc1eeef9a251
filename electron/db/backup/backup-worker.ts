// The thread that reads whole databases, copies mostly: a check of 160 MB takes a second, in which the studio would stand still.
import { parentPort, workerData } from 'node:worker_threads';
import type { BackupInspection, BackupJob, BackupWorkerMessage } from './backup-messages.ts';
import { prepareRestore } from './restore-backup.ts';
import { findDamage, readContent } from './write-backup.ts';

const tell = (message: BackupWorkerMessage): void => parentPort?.postMessage(message);

function look(path: string): BackupInspection {
  try {
    return { content: readContent(path, false) };
  } catch (error) {
    return { damage: error instanceof Error ? error.message : String(error) };
  }
}

const job = workerData as BackupJob;
switch (job.kind) {
  case 'inspect':
    tell({ kind: 'inspected', found: job.paths.map(look) });
    break;
  case 'check':
    tell({ kind: 'checked', damage: findDamage(job.path) });
    break;
  case 'prepare':
    tell({ kind: 'prepared', outcome: prepareRestore({ ...job, told: (at) => tell({ kind: 'step', at }) }) });
    break;
}
