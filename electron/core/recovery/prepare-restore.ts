// Prepares a backup to replace the database.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { PrepareProgress } from '../../db/backup/backup-messages.ts';
import { prepareRestoreInThread } from '../../db/backup/backup-thread.ts';
import { latestFormat } from '../../db/migrations/index.ts';
import type { BackupContext } from './backup-context.ts';
import { allIds } from './database-identity.ts';

/** Waits until no backup is being written. Then copies and checks the backup `name` in a separate thread. */
async function prepare(context: BackupContext, name: string, onStep: (step: PrepareProgress) => void): Promise<Result<null, AppError>> {
  const { database, clock, log, signal, identity, folder, isOnDisk, state } = context;
  if (!isOnDisk || (await stat(join(folder, name)).catch(() => null)) === null) {
    return fail({ kind: 'backup-unusable', reason: 'gone' });
  }
  await state.runningBackup;
  const job = { databasePath: database.path, name, nowMs: clock.now(), latestFormat, replacedIds: allIds(identity()) };
  const outcome = await prepareRestoreInThread(job, onStep, signal);
  if (outcome.kind === 'ready') return ok(null);
  if ('detail' in outcome) log.warn('backup-unusable', { name, detail: outcome.detail });
  return fail({ kind: 'backup-unusable', reason: outcome.kind });
}

/** Prepares the backup `name` and publishes the progress. Errors: `backup-unusable`, and `not-allowed-in-state` if the studio stops. */
export async function prepareRestore(context: BackupContext, name: string): Promise<Result<null, AppError>> {
  const { signal, state, statusChanged } = context;
  const onStep = (step: PrepareProgress): void => {
    state.restoreStep = step;
    statusChanged();
  };
  onStep({ step: 'copying', share: 0 });
  try {
    return await prepare(context, name, onStep);
  } catch (error) {
    // The studio stops. The next start deletes the unfinished copy.
    if (signal.aborted) return fail({ kind: 'not-allowed-in-state', action: 'restore', state: 'stopping' });
    throw error;
  } finally {
    state.restoreStep = null;
    statusChanged();
  }
}
