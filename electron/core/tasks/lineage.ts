// The lineage of a task: its source, the tasks derived from it, and its attempts.
import type { Lineage } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { RelatedTaskRow, TaskRow } from '../../db/tables/task/task-table.ts';

const relatedTask = ({ id, state, attemptNumber, createdAtMs, creditsReserved, creditsUsed }: RelatedTaskRow): RelatedTaskRow => ({
  id,
  state,
  attemptNumber,
  createdAtMs,
  creditsReserved,
  creditsUsed,
});

/** The lineage of a task. It lists all attempts of the chain, from the first, whichever of them `row` is. */
export function lineageOf({ tasks, ifReadable }: Tables, row: TaskRow): Lineage {
  const relatedRow = (id: number | null): TaskRow | undefined => (id === null ? undefined : (ifReadable(() => tasks.get(id)) ?? undefined));
  const source = relatedRow(row.sourceTaskId);
  const first = row.retryOfId === null ? row : relatedRow(row.retryOfId);
  const attempts = first === undefined ? [] : tasks.autoRetries(first.id);
  return {
    source: source === undefined ? null : relatedTask(source),
    derived: tasks.derivedFrom(row.id).map(relatedTask),
    attempts: first === undefined || attempts.length === 0 ? [] : [first, ...attempts].map(relatedTask),
  };
}
