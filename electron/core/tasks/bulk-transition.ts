// Applies one action of the user to many tasks in one transaction, completely or not at all. Nothing is sent in between. One commit per
// task would take seconds for five hundred tasks, because each commit waits for the disk.
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { TaskEvent } from './reducer/task-event.ts';
import { reduceTask } from './task-reducer.ts';

/** Events that can be applied to many tasks at once: they change only the row and its journal. */
export type BulkEvent =
  | { readonly type: 'held' | 'released' | 'discarded' }
  | { readonly type: 'moved'; readonly queuePosition: number }
  | Extract<TaskEvent, { type: 'discard-undone' }>;

/**
 * Applies an event to each of many tasks. `decide` gets each existing row and returns its event; null skips the task. A task is also
 * skipped if its state does not allow the event. Returns the ids of the changed tasks.
 */
export function transitionMany(
  deps: {
    tables: Tables;
    nowMs: number;
    /** The column `detail` of the journal entry, as JSON. */
    detailOf(event: TaskEvent): string;
    /** The column `live` of the row after the event. */
    liveFlag(row: TaskRow): 0 | 1;
    /** Called after each event, with the row before the event. */
    onApplied(before: TaskRow, event: BulkEvent): void;
  },
  ids: readonly number[],
  decide: (row: TaskRow) => BulkEvent | null,
): readonly number[] {
  const { tables, nowMs, detailOf, liveFlag, onApplied } = deps;
  return tables.transaction(() => {
    const changes = tables.taskBulk.get(ids).flatMap((before) => {
      const change = decide(before);
      const after = change === null ? null : reduceTask(before, change, nowMs);
      if (change === null || after === null) return [];
      const live = before.state === after.state ? before.live : liveFlag(after);
      return [{ before, change, after: { ...after, live } }];
    });
    tables.taskBulk.update(changes);
    tables.journal.addMany(
      changes.map(({ after, change }) => ({
        taskId: after.id,
        atMs: nowMs,
        event: change.type,
        state: after.state,
        detail: detailOf(change),
      })),
    );
    for (const { before, change } of changes) onApplied(before, change);
    return changes.map(({ before }) => before.id);
  });
}
