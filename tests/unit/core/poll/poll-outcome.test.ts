// What the log records about a poll, derived from the rows of its tasks before and after it.
import { expect, test } from 'vitest';
import { pollOutcome } from '../../../../electron/core/poll/poll-outcome.ts';
import { newTask } from '../../../../electron/core/tasks/row-factories.ts';
import type { TaskRow } from '../../../../electron/db/tables/task/task-table.ts';
import { fox } from '../../../support/studio-bench.ts';

const nowMs = 10_000;
const before: TaskRow = {
  ...newTask({ profileId: 1, simulated: false, request: fox, sourceTaskId: null }, 1),
  id: 1,
  state: 'pending',
  serviceTaskId: 'task-1',
  nextPollAtMs: nowMs,
};
const polledTask = (change: Partial<TaskRow>) => ({ before, after: { ...before, nextPollAtMs: 20_000, ...change } });

test('a poll without news is logged as unchanged', () => {
  expect(pollOutcome([polledTask({ progress: 5 })], nowMs)).toEqual({ outcome: 'unchanged', details: {} });
});

test('a new state is logged as a change, and so is the last poll of a completed task', () => {
  expect(pollOutcome([polledTask({ state: 'processing' })], nowMs)).toEqual({ outcome: 'done', details: { state: 'processing' } });
  const completed: TaskRow = { ...before, state: 'completed' };
  expect(pollOutcome([{ before: completed, after: { ...completed, nextPollAtMs: null } }], nowMs)).toEqual({
    outcome: 'done',
    details: { state: 'completed' },
  });
});

test('a failed poll is logged as a retry, with the number of failures in a row', () => {
  const failed = polledTask({ failedPolls: 3, pollError: '{"kind":"no-response"}', nextPollAtMs: 25_000 });
  expect(pollOutcome([failed], nowMs)).toEqual({ outcome: 'retry', why: 'no-response', inMs: 15_000, attempt: 3, details: {} });
});

test('the log line of a batch contains how many tasks were polled and how many changed', () => {
  expect(pollOutcome([polledTask({}), polledTask({ state: 'processing' })], nowMs)).toEqual({
    outcome: 'done',
    details: { state: 'pending', count: 2, changed: 1 },
  });
  expect(pollOutcome([polledTask({}), polledTask({})], nowMs)).toEqual({ outcome: 'unchanged', details: { count: 2 } });
});

test('a poll without a request, or of a task that no longer exists, is logged as skipped', () => {
  expect([pollOutcome([], nowMs), pollOutcome([{ before, after: undefined }], nowMs)]).toEqual([
    { outcome: 'skipped' },
    { outcome: 'skipped' },
  ]);
});
