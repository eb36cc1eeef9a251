// Checks every page of the database in the background, if a crash or a power cut left the database open. SQLite itself survives a crash,
// but a disk may not. Damage should be found while a recent backup exists.
import { checkDatabaseInThread } from '../../db/backup/backup-thread.ts';
import type { Database } from '../../db/database.ts';
import type { Clock, Log } from '../ports.ts';

/** Delay of the check after the start, so that it does not delay the window and the due requests. */
const delayMs = 10_000;

/** Checks the database once if the last run left it open. */
export interface IntegrityCheck {
  /** Begins the check when it is due, and only once. Called at least once a minute. */
  tick(nowMs: number): void;
  /** Waits for a running check. The signal has already aborted it. Called before the database closes. */
  stop(): Promise<void>;
}

/** Called once by `core/compose/`. */
export function createIntegrityCheck(deps: {
  database: Database;
  /** True if the last run did not close the database. */
  wasLeftOpen: boolean;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Called when the database is damaged. The next start handles the damage. */
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
      // A clock that is set back does not delay the check.
      if (!isDue || (nowMs < dueAtMs && nowMs >= dueAtMs - delayMs)) return;
      isDue = false;
      runningCheck = check();
    },
    stop: () => runningCheck,
  };
}
