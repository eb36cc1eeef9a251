// What the log says of a poll, by the rows of its tasks before and after it.
import { expect, test } from 'vitest';
import { pollOutcome } from '../../../../electron/core/poll/poll-outcome.ts';
import { newTask } from '../../../../electron/core/tasks/row-factories.ts';
import type { TaskRow } from '../../../../electron/db/tables/task-table.ts';
import { fox } from '../../../support/studio-bench.ts';

const nowMs = 10_000;
const before: TaskRow = {
  ...newTask({ profileId: 1, simulated: false, request: fox, sourceTaskId: null }, 1),
  id: 1,
  state: 'pending',
  serviceTaskId: 'task-1',
  nextPollAtMs: nowMs,
};
const polled = (change: Partial<TaskRow>) => ({ before, after: { ...before, nextPollAtMs: 20_000, ...change } });

test('a poll without news is unchanged', () => {
  expect(pollOutcome([polled({ progress: 5 })], nowMs)).toEqual({ outcome: 'unchanged', facts: {} });
});

test('a new state is a change, and so is the last poll of a finished task', () => {
  expect(pollOutcome([polled({ state: 'processing' })], nowMs)).toEqual({ outcome: 'done', facts: { state: 'processing' } });
  const completed: TaskRow = { ...before, state: 'completed' };
  expect(pollOutcome([{ before: completed, after: { ...completed, nextPollAtMs: null } }], nowMs)).toEqual({
    outcome: 'done',
    facts: { state: 'completed' },
  });
});

test('a failed poll is a retry, with the failures in a row', () => {
  const failed = polled({ failedPolls: 3, pollError: '{"kind":"no-response"}', nextPollAtMs: 25_000 });
  expect(pollOutcome([failed], nowMs)).toEqual({ outcome: 'retry', why: 'no-response', inMs: 15_000, attempt: 3, facts: {} });
});

test('the line of a batch says how many tasks were polled and how many changed', () => {
  expect(pollOutcome([polled({}), polled({ state: 'processing' })], nowMs)).toEqual({
    outcome: 'done',
    facts: { state: 'pending', count: 2, changed: 1 },
  });
  expect(pollOutcome([polled({}), polled({})], nowMs)).toEqual({ outcome: 'unchanged', facts: { count: 2 } });
});

test('a poll without a request, or of a task that is gone, is skipped', () => {
  expect([pollOutcome([], nowMs), pollOutcome([{ before, after: undefined }], nowMs)]).toEqual([
    { outcome: 'skipped' },
    { outcome: 'skipped' },
  ]);
});
