// What is done in a thread of its own: looking into copies, making one ready to take the database's place, checking the database itself. Pure words between
// the two threads; the work is in `backup-worker.ts`, whoever wants it done uses `backup-thread.ts`.
import type { BackupContent } from './write-backup.ts';

/** What a thread is started for. It does this one job and ends. */
export type BackupJob =
  | { readonly kind: 'inspect'; readonly paths: readonly string[] }
  /** A database, also one that is in use. */
  | { readonly kind: 'check'; readonly path: string }
  | {
      readonly kind: 'prepare';
      readonly databasePath: string;
      /** Of the copy. */
      readonly name: string;
      readonly nowMs: number;
      /** The newest format that this studio understands. */
      readonly latestFormat: number;
      /** What the database is called whose place it takes. */
      readonly replacedIds: readonly string[];
    };

/** What was found in each of the copies that were looked into. */
export type BackupInspection = { readonly content: BackupContent } | { readonly damage: string };

/** `not-copied`: the disk or its folder did not let it. */
export type PrepareResult =
  | { readonly kind: 'ready' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' | 'not-copied'; readonly detail: string };

/** How far the making ready is; `share` of the copying only. */
export interface PrepareStep {
  readonly step: 'copying' | 'checking';
  readonly share: number | null;
}

/** What a thread answers: steps while it prepares, and the outcome as its last message. */
export type BackupWorkerMessage =
  | { readonly kind: 'inspected'; readonly found: readonly BackupInspection[] }
  /** What is wrong with it, null when nothing is. */
  | { readonly kind: 'checked'; readonly damage: string | null }
  | { readonly kind: 'prepared'; readonly outcome: PrepareResult }
  | { readonly kind: 'step'; readonly at: PrepareStep };
