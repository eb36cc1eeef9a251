// The type of the reducers, and the columns that every new state resets.
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold, TaskState } from '../../../../shared/task.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import type { TaskEvent } from './task-event.ts';

/** The columns that an event writes. */
export type Patch = Partial<Omit<TaskRow, 'id' | 'live'>> & { readonly state: TaskState };

/** A reducer for every event of a task. Each file defines the reducers of one topic; `task-reducer.ts` combines them. */
export type TaskReducers = {
  readonly [T in TaskEvent['type']]: (row: TaskRow, event: Extract<TaskEvent, { type: T }>, nowMs: number) => Patch;
};

/** The JSON of an error, as stored in its column. */
export const errorJson = (error: AppError): string => JSON.stringify(error);

/** The columns that every new state resets before it sets its own. */
export const resetFields = {
  error: null,
  queuePosition: null,
  held: 0,
  heldBy: null,
  notBeforeMs: null,
  stateEnteredAtMs: null,
  reconciliation: null,
  reconcileAtMs: null,
  overdue: 0,
  nextPollAtMs: null,
  pollError: null,
  failedPolls: 0,
  notFoundSinceMs: null,
  notFoundPolls: 0,
  endedAtMs: null,
  dismissed: 0,
} as const satisfies Partial<TaskRow>;

/** The columns of a hold; null if the task is not held. */
export const holdFields = (hold: TaskHold | null): Pick<TaskRow, 'held' | 'heldBy'> => ({ held: hold === null ? 0 : 1, heldBy: hold });
