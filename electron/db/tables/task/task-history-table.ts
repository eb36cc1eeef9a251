// Lineage and experience: which task came from which, and what finished ones took.
import type { Database } from '../../database.ts';
import type { FinishedRow, Flag, RelatedTaskRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements about lineage and finished tasks. */
export interface TaskHistoryTable {
  /** The newest finished tasks of a model, newest first: real ones or simulated ones, never both. */
  finished(model: string, simulated: boolean): FinishedRow[];
  /** Tasks made from this one, oldest first; at most fifty. */
  madeFrom(id: number): RelatedTaskRow[];
  /** Whether a task was made from this one after `afterId` was. */
  hasSuccessor(id: number, afterId: number): boolean;
  /** What the studio tried again by itself after this one failed. */
  tries(id: number): RelatedTaskRow[];
}

export function createTaskHistoryTable(database: Database): TaskHistoryTable {
  const finished = database.prepare<{ model: string; simulated: Flag }, FinishedRow>('task.finished', taskSql.finished);
  const madeFrom = database.prepare<{ id: number }, RelatedTaskRow>('task.madeFrom', taskSql.derivedFrom);
  const successor = database.prepare<{ id: number; afterId: number }, { one: 1 }>('task.successor', taskSql.successor);
  const tries = database.prepare<{ id: number }, RelatedTaskRow>('task.tries', taskSql.attempts);

  return {
    finished: (model: string, simulated: boolean) => finished.all({ model, simulated: simulated ? 1 : 0 }),
    madeFrom: (id: number) => madeFrom.all({ id }),
    hasSuccessor: (id: number, afterId: number): boolean => successor.get({ id, afterId }) !== undefined,
    tries: (id: number) => tries.all({ id }),
  };
}
