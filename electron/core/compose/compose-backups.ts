// Backups, and what a database that was one may do.
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { backupHandlers } from '../handlers/backup-handlers.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import type { PartialFileOwner } from '../ports.ts';
import {
  cameFromBackup,
  dismissRestoreNotice,
  holdAfterRestore,
  pendingRestoreNotice,
  type RestoredNotice,
} from '../recovery/after-restore.ts';
import { type BackupScheduler, createBackupScheduler } from '../recovery/backup-scheduler.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { BatchCreator } from '../submit/batch-creator.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Backups as the rest of the core sees them. */
export interface ComposedBackups extends Pick<BackupScheduler, 'tick' | 'newest' | 'restoring' | 'stop'> {
  /** Holds what may have been sent since the backup that this database was. Called at a start, before anything else. */
  holdAfterRestore(): void;
  /** Whether a task came out of a backup, so that it may have been accepted since. */
  isOfBackup(id: number): boolean;
  /** What the user is to be told about a restore; null where that was read, or nothing was restored. */
  restoredToTell(): RestoredNotice | null;
  /** The user has read it. */
  dismissRestoreNotice(): void;
  readonly handlers: HandlersOf<'backups'>;
}

/** Builds the backups; nothing runs before the first `tick`. */
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
}): ComposedBackups {
  const { ports, database, tables, tasks, batches, signal, identity, changed, takePrepared } = parts;
  const backups = createBackupScheduler({ database, clock: ports.clock, log: ports.log, signal, identity, changed, takePrepared });

  return {
    tick: backups.tick,
    newest: backups.newest,
    restoring: backups.restoring,
    holdAfterRestore: () => holdAfterRestore({ tables, tasks, database, random: ports.random, makeLeft: batches.createRemaining }),
    isOfBackup: (id) => cameFromBackup(tables, id),
    restoredToTell: () => pendingRestoreNotice(tables),
    dismissRestoreNotice: () => dismissRestoreNotice(tables),
    handlers: backupHandlers({ backups }),
    stop: backups.stop,
  };
}
