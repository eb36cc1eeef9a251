// Backups, and what a database that was one may do.
import type { Database } from '../../db/database.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { backupHandlers } from '../handlers/backup-handlers.ts';
import type { PartOwner } from '../ports.ts';
import { holdAfterRestore, isOfBackup, restoredTold, restoredToTell } from '../recovery/after-restore.ts';
import { createBackups } from '../recovery/backup-scheduler.ts';
import type { StudioPorts } from '../studio-config.ts';
import type { Batches } from '../submit/batch-creator.ts';
import type { Tasks } from '../tasks/task-store.ts';

export function composeBackups(parts: {
  ports: Pick<StudioPorts, 'clock' | 'log' | 'random'>;
  database: Database;
  tables: Tables;
  tasks: Tasks;
  batches: Pick<Batches, 'makeLeft'>;
  signal: AbortSignal;
  identity(): PartOwner;
  changed(): void;
  /** Closes the core, puts the prepared backup in the database's place and opens again. */
  takePrepared(): void;
}) {
  const { ports, database, tables, tasks, batches, signal, identity, changed, takePrepared } = parts;
  const backups = createBackups({ database, clock: ports.clock, log: ports.log, signal, identity, changed, takePrepared });

  return {
    tick: backups.tick,
    newest: backups.newest,
    restoring: backups.restoring,
    /** Before anything else of a start. */
    holdAfterRestore: (): void => holdAfterRestore({ tables, tasks, database, random: ports.random, makeLeft: batches.makeLeft }),
    isOfBackup: (id: number): boolean => isOfBackup(tables, id),
    restoredToTell: () => restoredToTell(tables),
    restoredTold: (): void => restoredTold(tables),
    handlers: backupHandlers({ backups }),
    stop: backups.stop,
  };
}
