// After a sleep or the network's return: what waits out a back-off because nobody answered is due at once.
import type { AppError } from '../../../shared/errors.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock } from '../ports.ts';
import type { Tasks } from '../tasks/task-store.ts';

const gotNoAnswer = (json: string | null): boolean => json !== null && (JSON.parse(json) as AppError).kind === 'no-answer';

export function wakeUnanswered(parts: { tables: Tables; tasks: Tasks; clock: Clock }): void {
  const { tables, tasks, clock } = parts;
  const nowMs = clock.now();
  tasks.together(() => {
    for (const row of tables.tasks.live()) {
      if (gotNoAnswer(row.lookError) && row.nextLookAtMs !== null && row.nextLookAtMs > nowMs) tasks.lookAt(row.id, nowMs);
      if (row.state === 'waiting' && gotNoAnswer(row.error) && row.notBeforeMs !== null) tasks.sendNotBefore(row.id, nowMs);
    }
    for (const row of tables.results.unfinished()) {
      if (gotNoAnswer(row.error) && row.nextAttemptAtMs !== null && row.nextAttemptAtMs > nowMs) tasks.downloadAt(row.id, nowMs);
    }
  });
}
