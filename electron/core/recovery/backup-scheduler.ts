// Makes daily backups of the database and restores them. A backup is due on each day on which the database has changed. A failed backup
// is retried after an hour. There is no timer: `tick` is called at least once a minute.
import type { AppError } from '../../../shared/errors.ts';
import type { BackupEntry } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type BackupReason, backupFolder, listBackups } from '../../db/backup/backup-files.ts';
import type { PrepareProgress } from '../../db/backup/backup-messages.ts';
import type { BackupContext, BackupSchedulerDeps } from './backup-context.ts';
import { backupAfterStartMs, backupRetryMs, dueAtMsAfterClockChange, planDailyBackup } from './backup-schedule.ts';
import { createBackup } from './create-backup.ts';
import { listBackupEntries } from './list-backups.ts';
import { prepareRestore } from './prepare-restore.ts';

/** Backups of the current database. */
export interface BackupScheduler {
  /** Creates the daily backup when it is due. Called at least once a minute; never throws. */
  tick(nowMs: number): void;
  /**
   * Creates a backup now, or waits for the backup that is being created. Never rejects. Errors: `backup-failed`, and
   * `not-allowed-in-state` while a restore is being prepared.
   */
  createNow(reason: BackupReason): Promise<Result<null, AppError>>;
  /** All backups, newest first. `problem`: the error of the last backup; null after a success. */
  list(): Promise<{ backups: BackupEntry[]; problem: AppError | null }>;
  /**
   * The newest backup according to the file names; null if there is none. No backup is read. Databases that a restore replaced do not
   * count.
   */
  newest(): { readonly name: string; readonly madeAtMs: number } | null;
  /** The step of the restore that is being prepared; null if there is none. */
  restoreStep(): PrepareProgress | null;
  /**
   * Checks the whole backup and prepares it. The studio then switches to it automatically. Errors: `backup-unusable`,
   * `not-allowed-in-state`.
   */
  restore(name: string): Promise<Result<null, AppError>>;
  /** Waits for a backup that is being created or prepared. `signal` has already aborted it. Called before the database closes. */
  stop(): Promise<void>;
}

function checkDaily(context: BackupContext, nowMs: number): void {
  const { database, log, folder, state } = context;
  state.dueAtMs = nowMs + backupRetryMs;
  try {
    const plan = planDailyBackup(listBackups(folder), nowMs, () => database.modifiedAtMs());
    state.dueAtMs = plan.dueAtMs;
    if (plan.isNeeded) void createBackup(context, 'daily');
  } catch (error) {
    log.incident(error, 'backups');
  }
}

function tick(context: BackupContext, nowMs: number): void {
  const { isOnDisk, signal, state } = context;
  state.dueAtMs = dueAtMsAfterClockChange(state.dueAtMs, nowMs);
  if (!isOnDisk || nowMs < state.dueAtMs || state.runningBackup !== null || state.restoreStep !== null || signal.aborted) return;
  checkDaily(context, nowMs);
}

async function restore(context: BackupContext, name: string): Promise<Result<null, AppError>> {
  const { log, state, switchToPrepared } = context;
  if (state.restoreStep !== null) return fail({ kind: 'not-allowed-in-state', action: 'restore', state: 'restoring' });
  const preparation = prepareRestore(context, name);
  state.restorePreparation = preparation.catch(() => null);
  const outcome = await preparation;
  if (!outcome.ok) return outcome;
  log.info('restore-started', { name });
  switchToPrepared();
  return ok(null);
}

function newest({ folder, isOnDisk }: BackupContext): { readonly name: string; readonly madeAtMs: number } | null {
  const newestFile = isOnDisk ? listBackups(folder).find(({ reason }) => reason !== 'replaced') : undefined;
  return newestFile === undefined ? null : { name: newestFile.name, madeAtMs: newestFile.madeAtMs };
}

/** Called once by `core/compose/`. */
export function createBackupScheduler(deps: BackupSchedulerDeps): BackupScheduler {
  const { database, clock } = deps;
  const context: BackupContext = {
    ...deps,
    folder: backupFolder(database.path),
    isOnDisk: database.path !== ':memory:',
    contents: new Map(),
    state: {
      dueAtMs: clock.now() + backupAfterStartMs,
      runningBackup: null,
      restoreStep: null,
      restorePreparation: Promise.resolve(),
      lastError: null,
    },
  };
  const { state } = context;
  return {
    tick: (nowMs) => tick(context, nowMs),
    createNow: (reason) => createBackup(context, reason),
    list: async () => ({ backups: await listBackupEntries(context), problem: state.lastError }),
    newest: () => newest(context),
    restoreStep: () => state.restoreStep,
    restore: (name) => restore(context, name),
    async stop() {
      await Promise.all([state.runningBackup, state.restorePreparation]);
    },
  };
}
