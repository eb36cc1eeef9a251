// Messages between main and the backup thread: inspecting backups, preparing a restore, checking the database. `backup-worker.ts` does the work;
// callers use `backup-thread.ts`.
import type { BackupContent } from './write-backup.ts';

/** The job of a thread. The thread does this one job and ends. */
export type BackupJob =
  | { readonly kind: 'inspect'; readonly paths: readonly string[] }
  /** Checks a database, which may be in use. */
  | { readonly kind: 'check'; readonly path: string }
  | {
      readonly kind: 'prepare';
      readonly databasePath: string;
      /** The name of the backup that is copied. */
      readonly name: string;
      readonly nowMs: number;
      /** The newest database format that this studio can read. */
      readonly latestFormat: number;
      /** The identities of the database that the backup replaces. */
      readonly replacedIds: readonly string[];
    };

/** The content of a backup, or its damage. */
export type BackupInspection = { readonly content: BackupContent } | { readonly damage: string };

/** Outcome of preparing a restore. `not-copied`: the disk or its folder refused the copy. */
export type PrepareOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' | 'not-copied'; readonly detail: string };

/** Progress of preparing a restore; `share` (0 to 1) is known only while copying. */
export interface PrepareProgress {
  readonly step: 'copying' | 'checking';
  readonly share: number | null;
}

/** Messages of a thread: progress while the thread prepares a restore, and the outcome as its last message. */
export type BackupWorkerMessage =
  | { readonly kind: 'inspected'; readonly inspections: readonly BackupInspection[] }
  /** `damage` is null if the database is intact. */
  | { readonly kind: 'checked'; readonly damage: string | null }
  | { readonly kind: 'prepared'; readonly outcome: PrepareOutcome }
  | { readonly kind: 'step'; readonly progress: PrepareProgress };
