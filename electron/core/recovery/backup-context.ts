// What the parts of the backups share: their dependencies, and what goes on now.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { PrepareStep } from '../../db/backup/backup-messages.ts';
import type { BackupContent } from '../../db/backup/write-backup.ts';
import type { Database } from '../../db/database.ts';
import type { Clock, Log, PartialFileOwner } from '../ports.ts';

/** What the backups are built from. */
export interface BackupSchedulerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when the studio stops; ends a backup that is being written or prepared. */
  readonly signal: AbortSignal;
  /** Who this database is. */
  identity(): PartialFileOwner;
  /** The status that the window shows changed. */
  changed(): void;
  /** Closes everything, puts the prepared backup in the database's place and opens again. */
  takePrepared(): void;
}

/** The dependencies, and what is remembered until the studio stops. */
export interface BackupContext extends BackupSchedulerDeps {
  /** The folder of the backups. */
  readonly folder: string;
  /** False for a database in memory, which has no backups. */
  readonly isOnDisk: boolean;
  /** Contents of backups that were inspected, by name, null for a damaged one; a backup never changes. */
  readonly contents: Map<string, BackupContent | null>;
  readonly state: {
    /** When the daily backup is checked next, Unix milliseconds. */
    dueAtMs: number;
    /** The backup that is being written. */
    making: Promise<Result<null, AppError>> | null;
    /** How far a restore is; null while none is prepared. */
    restoring: PrepareStep | null;
    /** Ends with the restore that is being prepared; never rejects. */
    preparing: Promise<unknown>;
    /** Why the last backup failed; null where it did not. */
    problem: AppError | null;
  };
}
