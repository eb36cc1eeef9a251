// Starts and stops the core.
import { latestFormat } from '../../db/migrations/index.ts';
import { markFolderUsedBefore } from '../library/folder-identity.ts';
import { addStartupNotices } from '../notices.ts';
import { recoverFromCrash } from '../recovery/crash-recovery.ts';
import { clampFutureDeadlines } from '../wake/clock-jump.ts';
import type { CoreParts } from './core-parts.ts';

/** Repairs the state after a crash, a restored backup or a changed clock, before anything runs. */
function recover({ services }: CoreParts): void {
  const { ports, tables, tasks, accounts, backups, batches, movedAsidePath } = services;
  const { clock, log } = ports;
  backups.holdAfterRestore();
  if (movedAsidePath !== null) markFolderUsedBefore(tables);
  const startedAtMs = performance.now();
  const recoveredCounts = recoverFromCrash({ tables, tasks, clock, reconcileDelayMs: (id) => accounts.timings(id).serverErrorMs });
  clampFutureDeadlines({ tables, tasks, accounts, clock }, 0);
  log.info('state-recovered', { ...recoveredCounts, tookMs: Math.round(performance.now() - startedAtMs) });
  batches.resumeUnfinished();
}

/** Logs the version of the studio and its environment. */
function logStart({ services }: CoreParts): void {
  const { ports, config, accounts, language } = services;
  const { version, platform, electron } = config.app;
  const profiles = accounts.rows().length;
  ports.log.info('studio-started', { version, platform, electron, format: latestFormat, language: language(), profiles });
}

/** Recovers, then starts everything that runs automatically. Called once. */
export function startCore(parts: CoreParts): void {
  const { services, storage, queue } = parts;
  const { ports, config, settings, notices, invalidRows, accounts, backups, movedAsidePath, restoreFailed } = services;
  const { desktop } = ports;
  logStart(parts);
  const notifyInvalidRows = () => notices.add({ kind: 'database-rows-invalid', count: invalidRows.count() });
  // Includes invalid rows that were read while the core was built.
  if (invalidRows.count() > 0) notifyInvalidRows();
  invalidRows.onFound(notifyInvalidRows);
  recover(parts);
  addStartupNotices({
    notices,
    accounts,
    movedAsidePath,
    newestBackup: backups.newest,
    restoreNotice: backups.restoreNotice(),
    restoreFailed,
    environmentKey: config.environmentKey,
  });
  desktop.applyTheme(settings.get().theme);
  desktop.applyLanguage(services.language());
  desktop.applySpelling(settings.get().spellCheck);
  queue.start();
  storage.library.begin();
  services.earlierTaskKeys.begin();
  storage.judging.begin();
  services.accounting.begin();
}

/** Stops everything and closes the database. Each part is stopped before the parts that it depends on. */
export async function stopCore(parts: CoreParts, stopController: AbortController, withinMs: number, filesWithinMs: number): Promise<void> {
  const { services, storage, environment, queue, publisher } = parts;
  stopController.abort();
  services.balance.stop();
  services.earlierTaskKeys.stop();
  await Promise.all([storage.library.stop(filesWithinMs), storage.judging.stop(filesWithinMs), queue.stop(withinMs, filesWithinMs)]);
  await services.accounting.stopSimulator();
  publisher.stop();
  await Promise.all([services.backups.stop(), environment.databaseCheck.stop()]);
  services.requestLog.stop();
  services.database.close();
  services.ports.log.info('studio-stopped');
}
