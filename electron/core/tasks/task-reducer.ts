// What an event makes of a task's row, as a pure function. Whether the event may happen at all is said by the table in shared/task.ts.
import { isTaskTransitionAllowed } from '../../../shared/task.ts';
import { storedError } from '../../db/rows/stored-json.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import { pollReducers } from './reducer/poll-events.ts';
import { queueReducers } from './reducer/queue-events.ts';
import type { Patch, TaskReducers } from './reducer/reducer-types.ts';
import { submitReducers } from './reducer/submit-events.ts';
import type { TaskEvent } from './reducer/task-event.ts';

/** Whether an event becomes a journal entry. Polls without news do not: the row itself says where it stands. */
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

/** What each event writes into the row; an event without a reducer does not compile. */
const reducers: TaskReducers = { ...queueReducers, ...submitReducers, ...pollReducers };

function patch<T extends TaskEvent['type']>(row: TaskRow, event: Extract<TaskEvent, { type: T }>, nowMs: number): Patch {
  const type: T = event.type;
  return reducers[type](row, event, nowMs);
}

/** The row after the event, or null where the event cannot happen. `live` is settled by the writer, who knows the results. */
export function reduceTask(row: TaskRow, event: TaskEvent, nowMs: number): TaskRow | null {
  // What the user holds back is not sent, even if a send was being prepared at that moment.
  if (event.type === 'submit-started' && row.held === 1) return null;
  // What may have been accepted stays where the user left it.
  if (event.type === 'discard-undone' && row.acceptanceUnknown === 1) return null;
  const next = patch(row, event, nowMs);
  return isTaskTransitionAllowed(row.state, event.type, next.state) ? { ...row, ...next, changedAtMs: nowMs } : null;
}
