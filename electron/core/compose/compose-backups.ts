// Backups, and what a database that was one may do.
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { backupHandlers } from '../handlers/backup-handlers.ts';
import type { PartialFileOwner } from '../ports.ts';
import { cameFromBackup, dismissRestoreNotice, holdAfterRestore, pendingRestoreNotice } from '../recovery/after-restore.ts';
import { createBackupScheduler } from '../recovery/backup-scheduler.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { BatchCreator } from '../submit/batch-creator.ts';
import type { TaskStore } from '../tasks/task-store.ts';

export function composeBackups(parts: {
  ports: Pick<StudioPorts, 'clock' | 'log' | 'random'>;
  database: Database;
  tables: Tables;
  tasks: TaskStore;
  batches: Pick<BatchCreator, 'createRemaining'>;
  signal: AbortSignal;
  identity(): PartialFileOwner;
  changed(): void;
  /** Closes the core, puts the prepared backup in the database's place and opens again. */
  takePrepared(): void;
}) {
  const { ports, database, tables, tasks, batches, signal, identity, changed, takePrepared } = parts;
  const backups = createBackupScheduler({ database, clock: ports.clock, log: ports.log, signal, identity, changed, takePrepared });

  return {
    tick: backups.tick,
    newest: backups.newest,
    restoring: backups.restoring,
    /** Before anything else of a start. */
    holdAfterRestore: (): void => holdAfterRestore({ tables, tasks, database, random: ports.random, makeLeft: batches.createRemaining }),
    isOfBackup: (id: number): boolean => cameFromBackup(tables, id),
    restoredToTell: () => pendingRestoreNotice(tables),
    dismissRestoreNotice: (): void => dismissRestoreNotice(tables),
    handlers: backupHandlers({ backups }),
    stop: backups.stop,
  };
}
