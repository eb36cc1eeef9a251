// Lineage and experience: which task came from which, and what finished ones took.
import type { Database } from '../../database.ts';
import type { Flag } from '../../rows/column-types.ts';
import { type FinishedRow, finishedRow, type RelatedTaskRow, relatedTaskRow, taskId } from './task-row.ts';
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
  attempts(id: number): RelatedTaskRow[];
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskHistoryTable(database: Database): TaskHistoryTable {
  const finished = database.query<{ model: string; simulated: Flag }, FinishedRow>('task.finished', taskSql.finished, finishedRow);
  const madeFrom = database.query<{ id: number }, RelatedTaskRow>('task.madeFrom', taskSql.derivedFrom, relatedTaskRow);
  const successor = database.query<{ id: number; afterId: number }, { id: number }>('task.successor', taskSql.successor, taskId);
  const attempts = database.query<{ id: number }, RelatedTaskRow>('task.attempts', taskSql.attempts, relatedTaskRow);

  return {
    finished: (model, simulated) => finished.all({ model, simulated: simulated ? 1 : 0 }),
    madeFrom: (id) => madeFrom.all({ id }),
    hasSuccessor: (id, afterId) => successor.get({ id, afterId }) !== undefined,
    attempts: (id) => attempts.all({ id }),
  };
}
