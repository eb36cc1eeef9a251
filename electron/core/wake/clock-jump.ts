// Corrects due times after the clock was set back. Otherwise nothing would be due until the clock reaches the old times. A task waits at
// most ten minutes, so a due time further ahead was written before the clock was set back. It is replaced by now. Downloads may wait for
// hours, so their due times are moved back by the same amount as the clock. No large file is then downloaded again too early.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import { maxDownloadWaitMs } from '../download/next-attempt.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** The longest wait of a task for its next poll, reconciliation or submission. */
const maxTaskWaitMs = 10 * 60_000;
/** A smaller jump is ignored. The time server corrects the clock by such amounts, which does no harm. */
const minJumpMs = 60_000;

interface ClockJumpDeps {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly clock: Clock;
}

/** The due time of a download after the clock was set back by `byMs`. It is never later than the longest wait from now. */
function moveBack(atMs: number, byMs: number, nowMs: number): number {
  return Math.round(Math.min(Math.max(nowMs, atMs - byMs), nowMs + maxDownloadWaitMs));
}

/**
 * Corrects due times that are further ahead than any wait. `backByMs`: by how much the clock was set back since the times were written;
 * 0 if unknown, at start-up.
 */
export function clampFutureDeadlines({ tables, tasks, accounts, clock }: ClockJumpDeps, backByMs: number): void {
  const nowMs = clock.now();
  const isTooFarAhead = (atMs: number | null): boolean => atMs !== null && atMs > nowMs + maxTaskWaitMs;
  tasks.transaction(() => {
    for (const row of tables.tasks.futureDeadlines(nowMs + maxTaskWaitMs)) {
      // A row with another damaged column cannot be changed. Such a task is neither submitted nor polled anyway.
      if (tables.ifReadable(() => tables.tasks.get(row.id)) === null) continue;
      if (isTooFarAhead(row.nextPollAtMs)) tasks.schedulePoll(row.id, nowMs);
      if (isTooFarAhead(row.notBeforeMs)) tasks.delaySubmit(row.id, nowMs);
      if (isTooFarAhead(row.reconcileAtMs)) tasks.scheduleReconcile(row.id, nowMs);
    }
    for (const { id, nextAttemptAtMs } of tables.results.unfinished()) {
      if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs) continue;
      const atMs = moveBack(nextAttemptAtMs, backByMs, nowMs);
      if (atMs !== nextAttemptAtMs) tasks.scheduleDownload(id, atMs);
    }
    accounts.clearStalePauses();
  });
}

/** Returns a function that returns by how many milliseconds the clock was set back since its last call; 0 if it was not. */
export function createClockWatch(clock: Pick<Clock, 'now' | 'monotonicMs'>): () => number {
  const read = () => ({ wallMs: clock.now(), monotonicMs: clock.monotonicMs() });
  let last = read();
  return () => {
    const current = read();
    const isBack = current.wallMs < last.wallMs - minJumpMs;
    // If the clock had not been set, it would have advanced by the elapsed time.
    const backByMs = last.wallMs + (current.monotonicMs - last.monotonicMs) - current.wallMs;
    last = current;
    return isBack ? backByMs : 0;
  };
}
