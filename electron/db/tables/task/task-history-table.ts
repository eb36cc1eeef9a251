// Lineage of tasks, and the cost and duration of finished tasks.
import type { Database } from '../../database.ts';
import type { BooleanInteger } from '../../rows/column-types.ts';
import { type FinishedRow, finishedRow, type RelatedTaskRow, relatedTaskRow, taskIdRow } from './task-row.ts';
import { taskSql } from './task-sql.ts';

/** Statements about lineage and finished tasks. */
export interface TaskHistoryTable {
  /** The newest finished tasks of a model, newest first: either real tasks or simulated tasks. */
  finished(model: string, simulated: boolean): FinishedRow[];
  /** Tasks made from this task, oldest first; at most fifty. */
  derivedFrom(id: number): RelatedTaskRow[];
  /** True if a task with an id above `afterId` was made from this task. */
  hasSuccessor(id: number, afterId: number): boolean;
  /** The auto-retries of this task, in order of attempt. */
  autoRetries(id: number): RelatedTaskRow[];
}

/** Prepares the statements; part of `createTaskTable`. */
export function createTaskHistoryTable(database: Database): TaskHistoryTable {
  const finished = database.query<{ model: string; simulated: BooleanInteger }, FinishedRow>(
    'task.finished',
    taskSql.finished,
    finishedRow,
  );
  const derivedFrom = database.query<{ id: number }, RelatedTaskRow>('task.derivedFrom', taskSql.derivedFrom, relatedTaskRow);
  const successor = database.query<{ id: number; afterId: number }, { id: number }>('task.successor', taskSql.successor, taskIdRow);
  const autoRetries = database.query<{ id: number }, RelatedTaskRow>('task.autoRetries', taskSql.autoRetries, relatedTaskRow);

  return {
    finished: (model, simulated) => finished.all({ model, simulated: simulated ? 1 : 0 }),
    derivedFrom: (id) => derivedFrom.all({ id }),
    hasSuccessor: (id, afterId) => successor.get({ id, afterId }) !== undefined,
    autoRetries: (id) => autoRetries.all({ id }),
  };
}
