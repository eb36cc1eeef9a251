// The dependencies and in-memory state that the parts of the backups share.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { PrepareProgress } from '../../db/backup/backup-messages.ts';
import type { BackupContent } from '../../db/backup/write-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Clock, Log, PartialFileOwner } from '../ports.ts';

/** Dependencies of the backups. */
export interface BackupSchedulerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the studio stops. Cancels a backup that is being written or prepared. */
  readonly signal: AbortSignal;
  /** The identity of this database. */
  identity(): PartialFileOwner;
  /** Publishes the status for the window. */
  statusChanged(): void;
  /** Closes the core, replaces the database with the prepared backup, and opens the core again. */
  switchToPrepared(): void;
}

/** Dependencies and in-memory state of the backups. */
export interface BackupContext extends BackupSchedulerDeps {
  /** The folder of the backups. */
  readonly folder: string;
  /** False for a database in memory. Such a database has no backups. */
  readonly isOnDisk: boolean;
  /** The contents of inspected backups, by name; null for a damaged backup. They are cached, because a backup never changes. */
  readonly contents: Map<string, BackupContent | null>;
  readonly state: {
    /** The time of the next check for the daily backup, in Unix milliseconds. */
    dueAtMs: number;
    /** The backup that is being written; null if there is none. */
    runningBackup: Promise<Result<null, AppError>> | null;
    /** The step of the restore that is being prepared; null if there is none. */
    restoreStep: PrepareProgress | null;
    /** Settles when the restore has been prepared; never rejects. */
    restorePreparation: Promise<unknown>;
    /** The error of the last backup; null after a success. */
    lastError: AppError | null;
  };
}
