// A clock that was put back leaves moments behind that lie far ahead: nothing would be due until the clock has caught up with them. No wait
// of the studio is longer than ten minutes, so what lies further ahead was written under another clock and is due now.
import type { Tables } from '../db/tables.ts';
import type { Accounts } from './accounts.ts';
import type { Clock } from './ports.ts';
import type { Tasks } from './tasks.ts';

const longestWaitMs = 10 * 60_000;
/** Less is a correction by the time server and harms nobody. */
const worthNoticingMs = 60_000;

interface Parts {
  readonly tables: Tables;
  readonly tasks: Tasks;
  readonly accounts: Accounts;
  readonly clock: Clock;
}

/** Makes due what waits for a moment that no wait can have led to. */
export function forgetFarMoments({ tables, tasks, accounts, clock }: Parts): void {
  const nowMs = clock.now();
  const isFar = (atMs: number | null): boolean => atMs !== null && atMs > nowMs + longestWaitMs;
  tasks.together(() => {
    for (const row of tables.tasks.farAhead(nowMs + longestWaitMs)) {
      if (isFar(row.nextLookAtMs)) tasks.lookAt(row.id, nowMs);
      if (isFar(row.notBeforeMs)) tasks.sendNotBefore(row.id, nowMs);
      if (isFar(row.searchAtMs)) tasks.searchAt(row.id, nowMs);
    }
    for (const row of tables.results.unfinished()) if (isFar(row.nextAttemptAtMs)) tasks.downloadAt(row.id, nowMs);
    accounts.startAfresh();
  });
}

/** Tells, each time it is asked, whether the clock was put back since. */
export function createClockWatch(clock: Clock): () => boolean {
  let lastMs = clock.now();
  return () => {
    const nowMs = clock.now();
    const wentBack = nowMs < lastMs - worthNoticingMs;
    lastMs = nowMs;
    return wentBack;
  };
}
