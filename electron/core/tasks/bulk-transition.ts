// One action of a person on many tasks at once: one transaction, so that it is done wholly or not at all and nothing is sent from the middle
// of it, and one publication. A commit waits for the disk; five hundred of them were felt as seconds.
import { isLive, type Task } from '../../../shared/task.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { TaskEvent } from './reducer/task-event.ts';
import { reduceTask } from './task-reducer.ts';

/** What can be done to many at once: facts that leave nothing behind but the row and its line of history. */
export type BulkEvent =
  | { readonly type: 'held' | 'released' | 'discarded' }
  | { readonly type: 'moved'; readonly queuePosition: number }
  | Extract<TaskEvent, { type: 'discard-undone' }>;

/**
 * Tells many tasks what happened to them. `decide` sees each row as it is now; null leaves it alone. What the table of facts does not allow
 * is left alone as well. Answers the ids it was done to.
 */
export function transitionMany(
  parts: {
    tables: Tables;
    nowMs: number;
    detailOf(change: TaskEvent): string;
    viewOf(row: TaskRow): Task;
    /** The row as it was, and what happened. */
    happened(before: TaskRow, change: BulkEvent): void;
  },
  ids: readonly number[],
  decide: (row: TaskRow) => BulkEvent | null,
): readonly number[] {
  const { tables, nowMs, detailOf, viewOf, happened } = parts;
  return tables.transaction(() => {
    const done = tables.taskBulk.get(ids).flatMap((before) => {
      const change = decide(before);
      const after = change === null ? null : reduceTask(before, change, nowMs);
      if (change === null || after === null) return [];
      const live: 0 | 1 = before.state === after.state ? before.live : isLive(viewOf(after)) ? 1 : 0;
      return [{ before, change, after: { ...after, live } }];
    });
    tables.taskBulk.update(done);
    tables.journal.addMany(
      done.map(({ after, change }) => ({
        taskId: after.id,
        atMs: nowMs,
        event: change.type,
        state: after.state,
        detail: detailOf(change),
      })),
    );
    for (const { before, change } of done) happened(before, change);
    return done.map(({ before }) => before.id);
  });
}
