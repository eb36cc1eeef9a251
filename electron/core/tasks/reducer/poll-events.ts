// Reducers for the events of polling a task, and of the end of the task at the service. Pure.
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import { errorJson, resetFields, type TaskReducers } from './reducer-types.ts';
import type { PollProgress } from './task-event.ts';

/** The columns that a poll of an unfinished task writes. */
export function polledFields(row: TaskRow, poll: PollProgress, nowMs: number): Partial<TaskRow> {
  return {
    progress: poll.progress ?? row.progress ?? 0,
    expectedEndAtMs: poll.expectedEndAtMs ?? row.expectedEndAtMs,
    creditsReserved: poll.creditsReserved ?? row.creditsReserved,
    nextPollAtMs: poll.nextPollAtMs,
    pollError: null,
    failedPolls: 0,
    notFoundSinceMs: null,
    notFoundPolls: 0,
    lastPolledAtMs: nowMs,
    lastUnfinishedPollAtMs: nowMs,
  };
}

/** Events of polling and of the end at the service, by type. */
export const pollReducers = {
  progressed: (row, event, nowMs) => ({ ...polledFields(row, event, nowMs), state: event.state }),
  'poll-failed': (row, event, nowMs) => {
    const isNotFound = event.error.kind === 'not-found' || event.error.kind === 'key-replaced';
    return {
      state: row.state,
      pollError: errorJson(event.error),
      failedPolls: row.failedPolls + 1,
      nextPollAtMs: event.nextPollAtMs,
      lastPolledAtMs: nowMs,
      // Only consecutive "not found" responses show that the task is gone. A failed request neither adds to their count nor resets it.
      notFoundSinceMs: isNotFound ? (row.notFoundSinceMs ?? nowMs) : row.notFoundSinceMs,
      notFoundPolls: row.notFoundPolls + (isNotFound ? 1 : 0),
    };
  },
  'became-overdue': (row) => ({ state: row.state, overdue: 1 }),
  completed: (row, event, nowMs) => ({
    ...resetFields,
    state: 'completed',
    progress: 100,
    creditsReserved: event.creditsReserved ?? row.creditsReserved,
    creditsUsed: event.creditsUsed,
    tookSeconds: event.tookSeconds,
    nextPollAtMs: event.nextPollAtMs,
    lastPolledAtMs: nowMs,
    endedAtMs: nowMs,
  }),
  'results-refreshed': (row, event, nowMs) => ({
    state: row.state,
    nextPollAtMs: event.nextPollAtMs,
    pollError: null,
    failedPolls: 0,
    // Any other response resets the count of "not found". Abandoning the task resets it too, because the user may resume polling.
    notFoundSinceMs: null,
    notFoundPolls: 0,
    lastPolledAtMs: nowMs,
  }),
  'failed-at-service': (row, event, nowMs) => ({
    ...resetFields,
    state: 'failed',
    error: errorJson(event.error),
    creditsReserved: event.creditsReserved ?? row.creditsReserved,
    creditsUsed: event.creditsUsed,
    lastPolledAtMs: nowMs,
    endedAtMs: nowMs,
  }),
  'cancelled-at-service': (_row, _event, nowMs) => ({ ...resetFields, state: 'cancelled', lastPolledAtMs: nowMs, endedAtMs: nowMs }),
  abandoned: (_row, event, nowMs) => ({ ...resetFields, state: 'abandoned', error: errorJson(event.error), endedAtMs: nowMs }),
  'polling-resumed': (_row, event, nowMs) => ({
    ...resetFields,
    state: 'pending',
    pollingSinceMs: nowMs,
    nextPollAtMs: event.nextPollAtMs,
  }),
} satisfies Partial<TaskReducers>;
