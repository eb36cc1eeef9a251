// Where a task came from and what came of it.
import type { Lineage } from '../../../shared/ipc.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { RelatedTaskRow, TaskRow } from '../../db/tables/task-table.ts';

const kinOf = ({ id, state, tryNumber, createdAtMs, creditsReserved, creditsUsed }: RelatedTaskRow): RelatedTaskRow => ({
  id,
  state,
  tryNumber,
  createdAtMs,
  creditsReserved,
  creditsUsed,
});

/** The kin of a task; its tries are told from the first, whichever of them is looked at. */
export function lineageOf({ tasks }: Tables, row: TaskRow): Lineage {
  const source = row.madeFromId === null ? undefined : tasks.get(row.madeFromId);
  const first = row.tryOfId === null ? row : tasks.get(row.tryOfId);
  const tries = first === undefined ? [] : tasks.tries(first.id);
  return {
    madeFrom: source === undefined ? null : kinOf(source),
    madeInto: tasks.madeFrom(row.id).map(kinOf),
    tries: first === undefined || tries.length === 0 ? [] : [first, ...tries].map(kinOf),
  };
}
