// Handlers of the calls about backups of the database.
import { ok } from '../../../shared/result.ts';
import type { BackupScheduler } from '../recovery/backup-scheduler.ts';
import type { HandlersOf } from './handler-types.ts';

/** Creates the handlers. Called once by `core/compose/`. */
export function backupHandlers({ backups }: { backups: BackupScheduler }): HandlersOf<'backups'> {
  return {
    'backups.list': async () => ok(await backups.list()),
    'backups.create': async () => {
      const outcome = await backups.createNow('by-hand');
      return outcome.ok ? ok({}) : outcome;
    },
    'backups.restore': async ({ name }) => {
      const outcome = await backups.restore(name);
      return outcome.ok ? ok({}) : outcome;
    },
  };
}
