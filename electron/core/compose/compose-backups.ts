// Composes the backups and the rules for a database that was restored from one.
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { backupHandlers } from '../handlers/backup-handlers.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import type { PartialFileOwner } from '../ports.ts';
import {
  dismissRestoreNotice,
  holdAfterRestore,
  isFromBackup,
  pendingRestoreNotice,
  type RestoredNotice,
} from '../recovery/after-restore.ts';
import { type BackupScheduler, createBackupScheduler } from '../recovery/backup-scheduler.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { BatchCreator } from '../submit/batch-creator.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** The backups, for the rest of the core. */
export interface ComposedBackups extends Pick<BackupScheduler, 'tick' | 'newest' | 'restoreStep' | 'stop'> {
  /** Holds tasks that may have been sent after the backup was made. Called first at start-up. */
  holdAfterRestore(): void;
  /** Whether a task comes from a backup. If so, the service may have accepted it since. */
  isFromBackup(id: number): boolean;
  /** The notice about a restore; null if the user has read it, or if nothing was restored. */
  restoreNotice(): RestoredNotice | null;
  /** Marks the notice as read. */
  dismissRestoreNotice(): void;
  readonly handlers: HandlersOf<'backups'>;
}

/** Builds the backups; nothing runs before the first `tick`. */
export function composeBackups(deps: {
  ports: Pick<StudioPorts, 'clock' | 'log' | 'random'>;
  database: Database;
  tables: Tables;
  tasks: TaskStore;
  batches: Pick<BatchCreator, 'createRemaining'>;
  signal: AbortSignal;
  identity(): PartialFileOwner;
  statusChanged(): void;
  /** Closes the core, replaces the database with the prepared backup, and opens the core again. */
  switchToPrepared(): void;
}): ComposedBackups {
  const { ports, database, tables, tasks, batches, signal, identity, statusChanged, switchToPrepared } = deps;
  const backups = createBackupScheduler({
    database,
    clock: ports.clock,
    log: ports.log,
    signal,
    identity,
    statusChanged,
    switchToPrepared,
  });

  return {
    tick: backups.tick,
    newest: backups.newest,
    restoreStep: backups.restoreStep,
    holdAfterRestore: () => holdAfterRestore({ tables, tasks, database, random: ports.random, createRemaining: batches.createRemaining }),
    isFromBackup: (id) => isFromBackup(tables, id),
    restoreNotice: () => pendingRestoreNotice(tables),
    dismissRestoreNotice: () => dismissRestoreNotice(tables),
    handlers: backupHandlers({ backups }),
    stop: backups.stop,
  };
}
