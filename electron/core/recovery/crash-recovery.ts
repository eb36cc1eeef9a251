// What a start makes of what the last run left behind: the tables `onStart` and `onStartResult` of shared/task.ts, performed.
import { onStart, onStartResult } from '../../../shared/task.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** First looks are spread over this long, so that a start is no burst. */
const spreadMs = 3_000;

/** How many rows were put right, for the log. */
export interface RecoverySummary {
  readonly unconfirmed: number;
  readonly lookedAtSoon: number;
  readonly downloadsResumed: number;
}

/** Performs the tables. Synchronous and in one transaction: nothing else runs yet. */
export function recoverFromCrash(parts: {
  tables: Tables;
  tasks: TaskStore;
  clock: Clock;
  /** How long a search for an unconfirmed task waits, per profile. */
  searchAfterMs(profileId: number): number;
}): RecoverySummary {
  const { tables, tasks, clock, searchAfterMs } = parts;
  const nowMs = clock.now();
  return tasks.together(() => {
    let unconfirmed = 0;
    for (const id of tables.tasks.submitting()) {
      const row = tables.tasks.get(id);
      if (row === undefined || onStart[row.state] !== 'mark-unconfirmed') continue;
      tasks.happened(id, {
        fact: 'outcome-unknown',
        error: { kind: 'no-answer', reason: 'connection-lost', detail: 'the studio ended while the request was under way' },
        searchAtMs: Math.max(nowMs, (row.lastSentAtMs ?? nowMs) + searchAfterMs(row.profileId)),
      });
      unconfirmed += 1;
    }

    const results = tables.results.downloading().filter((id) => {
      const row = tables.results.get(id);
      return row !== undefined && onStartResult[row.state] === 'make-available';
    });
    for (const id of results) {
      const why = 'stopped';
      tasks.resultHappened(id, { fact: 'download-interrupted', error: null, nextAttemptAtMs: nowMs, wantsFreshLink: false, why });
    }
    // A new start is a new chance for what was waiting out a back-off.
    for (const row of tables.results.unfinished()) {
      if (row.nextAttemptAtMs !== null && row.nextAttemptAtMs > nowMs) tasks.downloadAt(row.id, nowMs);
    }

    tasks.spreadLooks(nowMs, spreadMs);
    const lookedAtSoon = tables.tasks.lookedAt();
    return { unconfirmed, lookedAtSoon, downloadsResumed: results.length };
  });
}
