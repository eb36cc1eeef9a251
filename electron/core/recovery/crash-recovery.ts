// Repairs rows after a crash: tasks that were in flight, and unfinished downloads. The tables in `shared/tasks/start-actions.ts` define
// what happens to each state that the last run left.
import { resultStartActions, startActions } from '../../../shared/task.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** The first polls are spread over this time, to avoid a burst at start-up. */
const spreadMs = 3_000;

/** Number of repaired rows, for the log. */
interface RecoverySummary {
  readonly unconfirmed: number;
  readonly pollsScheduled: number;
  readonly downloadsResumed: number;
}

/** Repairs all rows synchronously and in one transaction, before anything else runs. Rows that do not parse stay unchanged. */
export function recoverFromCrash(deps: {
  tables: Tables;
  tasks: TaskStore;
  clock: Clock;
  /** The delay before an unconfirmed task is reconciled, per profile. */
  reconcileDelayMs(profileId: number): number;
}): RecoverySummary {
  const { tables, tasks, clock, reconcileDelayMs } = deps;
  const nowMs = clock.now();
  return tasks.transaction(() => {
    let unconfirmed = 0;
    for (const id of tables.tasks.submittingIds()) {
      const row = tables.ifReadable(() => tables.tasks.get(id));
      if (row === undefined || row === null || startActions[row.state] !== 'mark-unconfirmed') continue;
      tasks.transition(id, {
        type: 'outcome-unknown',
        error: { kind: 'no-response', reason: 'connection-lost', detail: 'the studio ended while the request was under way' },
        reconcileAtMs: Math.max(nowMs, (row.lastSentAtMs ?? nowMs) + reconcileDelayMs(row.profileId)),
      });
      unconfirmed += 1;
    }

    const results = tables.results.downloadingIds().filter((id) => {
      const row = tables.ifReadable(() => tables.results.get(id));
      return row !== undefined && row !== null && resultStartActions[row.state] === 'make-available';
    });
    for (const id of results) {
      const reason = 'stopped';
      tasks.transitionResult(id, { type: 'download-interrupted', error: null, nextAttemptAtMs: nowMs, needsFreshLink: false, reason });
    }
    // A restart ends every back-off.
    for (const row of tables.results.unfinished()) {
      if (row.nextAttemptAtMs !== null && row.nextAttemptAtMs > nowMs) tasks.scheduleDownload(row.id, nowMs);
    }

    tasks.spreadPolls(nowMs, spreadMs);
    const pollsScheduled = tables.tasks.polledCount();
    return { unconfirmed, pollsScheduled, downloadsResumed: results.length };
  });
}
