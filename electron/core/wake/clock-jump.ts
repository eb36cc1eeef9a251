// A clock that was put back leaves moments behind that lie far ahead: nothing would be due until the clock has caught up with them. Tasks wait
// ten minutes at most, so what lies further ahead was written under another clock and is due now. Downloads may wait for hours: their moments
// move with the clock, so that no large file is fetched again too early.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import { maxDownloadWaitMs } from '../download/next-attempt.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** No task waits longer for its next poll, search or submission. */
const maxTaskWaitMs = 10 * 60_000;
/** Less is a correction by the time server and harms nobody. */
const worthNoticingMs = 60_000;

interface Parts {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly clock: Clock;
}

/** When a download goes on whose moment was written before the clock was put back by `byMs`; never later than the longest wait from now. */
function movedBack(atMs: number, byMs: number, nowMs: number): number {
  return Math.round(Math.min(Math.max(nowMs, atMs - byMs), nowMs + maxDownloadWaitMs));
}

/**
 * Makes due what waits for a moment that no wait can have led to. `backByMs`: by how much the clock was put back since the moments were written;
 * 0 where nobody knows, at a start.
 */
export function clampFutureDeadlines({ tables, tasks, accounts, clock }: Parts, backByMs: number): void {
  const nowMs = clock.now();
  const isFar = (atMs: number | null): boolean => atMs !== null && atMs > nowMs + maxTaskWaitMs;
  tasks.transaction(() => {
    for (const row of tables.tasks.futureDeadlines(nowMs + maxTaskWaitMs)) {
      // Another column of it may be damaged: then it waits for nothing any more.
      if (tables.ifReadable(() => tables.tasks.get(row.id)) === null) continue;
      if (isFar(row.nextPollAtMs)) tasks.schedulePoll(row.id, nowMs);
      if (isFar(row.notBeforeMs)) tasks.delaySubmit(row.id, nowMs);
      if (isFar(row.reconcileAtMs)) tasks.scheduleReconcile(row.id, nowMs);
    }
    for (const { id, nextAttemptAtMs } of tables.results.unfinished()) {
      if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs) continue;
      const atMs = movedBack(nextAttemptAtMs, backByMs, nowMs);
      if (atMs !== nextAttemptAtMs) tasks.scheduleDownload(id, atMs);
    }
    accounts.clearStalePauses();
  });
}

/** Tells, each time it is asked, by how many milliseconds the clock was put back since; 0 where it was not. */
export function createClockWatch(clock: Pick<Clock, 'now' | 'monotonicMs'>): () => number {
  const read = () => ({ wallMs: clock.now(), monotonicMs: clock.monotonicMs() });
  let last = read();
  return () => {
    const now = read();
    const isBack = now.wallMs < last.wallMs - worthNoticingMs;
    // What passed in between would have brought the clock further.
    const backByMs = last.wallMs + (now.monotonicMs - last.monotonicMs) - now.wallMs;
    last = now;
    return isBack ? backByMs : 0;
  };
}
