// Writes a backup of the current database, and removes older backups that are no longer needed.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type BackupReason, listBackups, prunableBackups } from '../../db/backup/backup-files.ts';
import { InsufficientSpaceError, writeBackup } from '../../db/backup/write-backup.ts';
import type { BackupContext } from './backup-context.ts';

/** The error of a failed backup, for the window. */
function backupError(error: unknown): AppErrorOf<'backup-failed'> {
  const spaceError = error instanceof InsufficientSpaceError ? error : null;
  const detail = error instanceof Error ? error.message.slice(0, 300) : String(error).slice(0, 300);
  return { kind: 'backup-failed', neededBytes: spaceError?.neededBytes ?? null, freeBytes: spaceError?.freeBytes ?? null, detail };
}

/** Writes the backup. An error is stored until a backup succeeds, and is logged unless the studio stops. */
async function write(context: BackupContext, reason: BackupReason): Promise<Result<null, AppError>> {
  const { database, clock, log, signal, folder, isOnDisk, state } = context;
  try {
    if (!isOnDisk) throw new Error('the database is in memory only');
    const startedAtMs = performance.now();
    await writeBackup({ database, folder, reason, nowMs: clock.now(), signal });
    for (const { name } of prunableBackups(listBackups(folder))) await rm(join(folder, name), { force: true });
    log.info('backup-made', { reason, bytes: database.bytes(), tookMs: Math.round(performance.now() - startedAtMs) });
    state.lastError = null;
    return ok(null);
  } catch (error) {
    const problem = backupError(error);
    if (!signal.aborted) log.warn('backup-failed', { detail: problem.detail });
    state.lastError = problem;
    return fail(problem);
  }
}

/** See `BackupScheduler.createNow`. */
export async function createBackup(context: BackupContext, reason: BackupReason): Promise<Result<null, AppError>> {
  const { state } = context;
  // A new backup deletes older ones, and the restore is reading one of them.
  if (state.restoreStep !== null) return fail({ kind: 'not-allowed-in-state', action: 'backup', state: 'restoring' });
  state.runningBackup ??= write(context, reason).finally(() => {
    state.runningBackup = null;
  });
  return state.runningBackup;
}
