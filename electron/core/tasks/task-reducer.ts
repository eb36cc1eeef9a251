// Computes a task's row after an event. Pure. The table in shared/task.ts defines which event is allowed in which state.
import { isTaskTransitionAllowed } from '../../../shared/task.ts';
import { storedError } from '../../db/rows/stored-json.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { pollReducers } from './reducer/poll-events.ts';
import { queueReducers } from './reducer/queue-events.ts';
import type { Patch, TaskReducers } from './reducer/reducer-types.ts';
import { submitReducers } from './reducer/submit-events.ts';
import type { TaskEvent } from './reducer/task-event.ts';

/** Whether an event is recorded as a journal entry. A poll that changes nothing is not recorded. */
export function shouldJournal(before: TaskRow, after: TaskRow, event: TaskEvent): boolean {
  switch (event.type) {
    case 'progressed':
      return before.state !== after.state;
    case 'poll-failed':
      return before.pollError === null || storedError(before.pollError).kind !== event.error.kind;
    default:
      return true;
  }
}

/** The columns that each event writes. An event without a reducer does not compile. */
const reducers: TaskReducers = { ...queueReducers, ...submitReducers, ...pollReducers };

function patch<T extends TaskEvent['type']>(row: TaskRow, event: Extract<TaskEvent, { type: T }>, nowMs: number): Patch {
  const type: T = event.type;
  return reducers[type](row, event, nowMs);
}

/** The row after the event; null if the event is not allowed. `writeTask` sets `live` afterwards, because that depends on the results. */
export function reduceTask(row: TaskRow, event: TaskEvent, nowMs: number): TaskRow | null {
  // A task that the user holds is not submitted, even if its submission is already being prepared.
  if (event.type === 'submit-started' && row.held === 1) return null;
  // A discarded task that may have been accepted cannot be restored.
  if (event.type === 'discard-undone' && row.acceptanceUnknown === 1) return null;
  const next = patch(row, event, nowMs);
  return isTaskTransitionAllowed(row.state, event.type, next.state) ? { ...row, ...next, changedAtMs: nowMs } : null;
}
