// A clock that was set back leaves due times far in the future: nothing would be due until the clock has reached them. Tasks wait ten minutes at
// most, so a time further ahead was written under another clock and is due now. Downloads may wait for hours: their times move with the clock, so
// that no large file is downloaded again too early.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import { maxDownloadWaitMs } from '../download/next-attempt.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** The longest wait of a task for its next poll, reconciliation or submission. */
const maxTaskWaitMs = 10 * 60_000;
/** A smaller jump is a correction by the time server and harmless. */
const minJumpMs = 60_000;

interface Parts {
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly accounts: AccountGate;
  readonly clock: Clock;
}

/** The due time of a download after the clock was set back by `byMs`; never later than the longest wait from now. */
function movedBack(atMs: number, byMs: number, nowMs: number): number {
  return Math.round(Math.min(Math.max(nowMs, atMs - byMs), nowMs + maxDownloadWaitMs));
}

/**
 * Makes work due whose due time no wait can have caused. `backByMs`: by how much the clock was set back since the times were written; 0 when unknown,
 * at start-up.
 */
export function clampFutureDeadlines({ tables, tasks, accounts, clock }: Parts, backByMs: number): void {
  const nowMs = clock.now();
  const isTooFarAhead = (atMs: number | null): boolean => atMs !== null && atMs > nowMs + maxTaskWaitMs;
  tasks.transaction(() => {
    for (const row of tables.tasks.futureDeadlines(nowMs + maxTaskWaitMs)) {
      // Another column of it may be damaged: then it waits for nothing any more.
      if (tables.ifReadable(() => tables.tasks.get(row.id)) === null) continue;
      if (isTooFarAhead(row.nextPollAtMs)) tasks.schedulePoll(row.id, nowMs);
      if (isTooFarAhead(row.notBeforeMs)) tasks.delaySubmit(row.id, nowMs);
      if (isTooFarAhead(row.reconcileAtMs)) tasks.scheduleReconcile(row.id, nowMs);
    }
    for (const { id, nextAttemptAtMs } of tables.results.unfinished()) {
      if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs) continue;
      const atMs = movedBack(nextAttemptAtMs, backByMs, nowMs);
      if (atMs !== nextAttemptAtMs) tasks.scheduleDownload(id, atMs);
    }
    accounts.clearStalePauses();
  });
}

/** Returns a function that reports by how many milliseconds the clock was set back since its last call; 0 if it was not. */
export function createClockWatch(clock: Pick<Clock, 'now' | 'monotonicMs'>): () => number {
  const read = () => ({ wallMs: clock.now(), monotonicMs: clock.monotonicMs() });
  let last = read();
  return () => {
    const now = read();
    const isBack = now.wallMs < last.wallMs - minJumpMs;
    // Without a change the clock would have advanced by the elapsed time.
    const backByMs = last.wallMs + (now.monotonicMs - last.monotonicMs) - now.wallMs;
    last = now;
    return isBack ? backByMs : 0;
  };
}
