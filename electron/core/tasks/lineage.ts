// Where a task came from and what came of it.
import type { Lineage } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { RelatedTaskRow, TaskRow } from '../../db/tables/task-table.ts';

const kinOf = ({ id, state, attemptNumber, createdAtMs, creditsReserved, creditsUsed }: RelatedTaskRow): RelatedTaskRow => ({
  id,
  state,
  attemptNumber,
  createdAtMs,
  creditsReserved,
  creditsUsed,
});

/** The kin of a task; its tries are told from the first, whichever of them is looked at. */
export function lineageOf({ tasks, ifReadable }: Tables, row: TaskRow): Lineage {
  const kin = (id: number | null): TaskRow | undefined => (id === null ? undefined : (ifReadable(() => tasks.get(id)) ?? undefined));
  const source = kin(row.sourceTaskId);
  const first = row.retryOfId === null ? row : kin(row.retryOfId);
  const tries = first === undefined ? [] : tasks.tries(first.id);
  return {
    source: source === undefined ? null : kinOf(source),
    derived: tasks.madeFrom(row.id).map(kinOf),
    attempts: first === undefined || tries.length === 0 ? [] : [first, ...tries].map(kinOf),
  };
}
