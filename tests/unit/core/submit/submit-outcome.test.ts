// What the log records about a submission, derived from the task's row before and after it.
import { expect, test } from 'vitest';
import { submitFields, submitOutcome } from '../../../../electron/core/submit/submit-outcome.ts';
import { newTask } from '../../../../electron/core/tasks/row-factories.ts';
import type { TaskRow } from '../../../../electron/db/tables/task/task-table.ts';
import { fox } from '../../../support/studio-bench.ts';

const nowMs = 10_000;
const waiting: TaskRow = {
  ...newTask({ profileId: 3, simulated: false, request: fox, sourceTaskId: null }, 1),
  id: 7,
  state: 'waiting',
  queuePosition: 1,
};
const rateLimitedError = '{"kind":"rate-limited"}';

test.each([
  [
    'an accepted task is logged as done, with the end of its id',
    { state: 'pending', serviceTaskId: 'task-12345-abcdef' },
    { outcome: 'done', details: { serviceTaskId: '…bcdef' } },
  ],
  [
    'a refusal for now is logged as a retry',
    { error: rateLimitedError, refusals: 1, notBeforeMs: 15_000 },
    { outcome: 'retry', why: 'rate-limited', inMs: 5_000, attempt: 1 },
  ],
  [
    'a held queue is logged as a retry without a time',
    { error: '{"kind":"unauthorized"}', refusals: 1 },
    { outcome: 'retry', why: 'unauthorized', inMs: null, attempt: 1 },
  ],
  [
    'a hold after too many refusals is logged',
    { error: rateLimitedError, held: 1, heldBy: 'refusals' },
    { outcome: 'held', why: 'rate-limited' },
  ],
  ['a task that still waits is logged as not tried', {}, { outcome: 'skipped' }],
  ['a task that the user edits meanwhile is logged as skipped', { state: 'draft' }, { outcome: 'skipped' }],
  ['a resend that was not sent is logged as stopped', { state: 'submitting' }, { outcome: 'stopped' }],
  [
    'a final refusal is logged as failed',
    { state: 'failed', error: '{"kind":"invalid-request"}' },
    { outcome: 'failed', why: 'invalid-request' },
  ],
  [
    'a missing response is logged as unconfirmed',
    { state: 'unconfirmed', error: '{"kind":"no-response"}' },
    { outcome: 'unconfirmed', why: 'no-response' },
  ],
] as const satisfies readonly [string, Partial<TaskRow>, object][])('%s', (_, change, outcome) => {
  expect(submitOutcome(waiting, { ...waiting, ...change }, nowMs)).toEqual(outcome);
});

test('a task that no longer exists is logged as skipped', () => {
  expect(submitOutcome(waiting, undefined, nowMs)).toEqual({ outcome: 'skipped' });
});

test('the log fields name task, profile and attempt, and special conditions', () => {
  expect(submitFields({ ...waiting, refusals: 2 })).toEqual({ task: 7, profile: 3, attempt: 3 });
  expect(submitFields({ ...waiting, state: 'submitting', simulated: 1 })).toEqual({
    task: 7,
    profile: 3,
    attempt: 1,
    resend: true,
    simulated: true,
  });
});
