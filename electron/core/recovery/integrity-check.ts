// Checks every page of the database in the background after a crash or a power cut left it open. SQLite itself survives a crash, but a disk may
// not, and damage should be found while a recent backup exists.
import { checkDatabaseInThread } from '../../db/backup/backup-thread.ts';
import type { Database } from '../../db/database.ts';
import type { Clock, Log } from '../ports.ts';

/** Delay of the check after the start, so that it does not delay the window and the due requests. */
const delayMs = 10_000;

/** One check of the database that the last run left open. */
export interface IntegrityCheck {
  /** Begins the check once it is due, and only once. Called at least once a minute. */
  tick(nowMs: number): void;
  /** Waits for a running check, which the signal has aborted. Called before the database closes. */
  stop(): Promise<void>;
}

/** Called once by `core/compose/`. */
export function createIntegrityCheck(deps: {
  database: Database;
  /** The last run did not close the database. */
  wasLeftOpen: boolean;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Called when the database is damaged: the next start handles it. */
  onDamage(): void;
}): IntegrityCheck {
  const { database, clock, log, signal, onDamage } = deps;
  const dueAtMs = clock.now() + delayMs;
  let isDue = deps.wasLeftOpen;
  let runningCheck: Promise<void> = Promise.resolve();

  async function check(): Promise<void> {
    const startedAtMs = performance.now();
    try {
      const { damage } = await checkDatabaseInThread(database.path, signal);
      const tookMs = Math.round(performance.now() - startedAtMs);
      if (damage === null) {
        log.info('database-checked', { tookMs });
        return;
      }
      log.warn('database-damaged', { damage, tookMs });
      database.recordDamage();
      onDamage();
    } catch (error) {
      if (!signal.aborted) log.incident(error, 'checking the database');
    }
  }

  return {
    tick(nowMs) {
      // Setting the clock back does not delay it.
      if (!isDue || (nowMs < dueAtMs && nowMs >= dueAtMs - delayMs)) return;
      isDue = false;
      runningCheck = check();
    },
    stop: () => runningCheck,
  };
}
