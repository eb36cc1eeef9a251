// Ends the back-off of work that got no response: makes it due at once after a sleep, or when the network is back.
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

const isOfflineError = (json: string | null): boolean => storedErrorOrNull(json)?.kind === 'no-response';

/**
 * Makes polls, submissions and downloads due whose last attempt got no response. Called when the computer wakes up or is online again.
 */
export function retryOffline(deps: { tables: Tables; tasks: TaskStore; clock: Clock }): void {
  const { tables, tasks, clock } = deps;
  const nowMs = clock.now();
  tasks.transaction(() => {
    for (const row of tables.tasks.live()) {
      if (isOfflineError(row.pollError) && row.nextPollAtMs !== null && row.nextPollAtMs > nowMs) tasks.schedulePoll(row.id, nowMs);
      if (row.state === 'waiting' && isOfflineError(row.error) && row.notBeforeMs !== null) tasks.delaySubmit(row.id, nowMs);
    }
    for (const row of tables.results.unfinished()) {
      if (isOfflineError(row.error) && row.nextAttemptAtMs !== null && row.nextAttemptAtMs > nowMs) tasks.scheduleDownload(row.id, nowMs);
    }
  });
}
