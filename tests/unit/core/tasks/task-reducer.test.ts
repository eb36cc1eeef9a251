// The change that each event makes to a task row.
import { describe, expect, test } from 'vitest';
import { newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { reduceTask, shouldJournal } from '../../../../electron/core/tasks/task-reducer.ts';
import type { TaskRow } from '../../../../electron/db/tables/task/task-table.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { noResponse, notFound } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const nowMs = 1_000;
const draft: TaskRow = { ...newTask({ profileId: 1, simulated: false, request: fox, sourceTaskId: null }, 0), id: 1 };
const waiting: TaskRow = { ...draft, state: 'waiting', queuePosition: 3 };
const submitting: TaskRow = { ...draft, state: 'submitting', idempotencyKey: 'first-key', bodySha256: 'abc', firstSentAtMs: 500 };
const polled: TaskRow = { ...draft, state: 'processing', serviceTaskId: 'task-1', pollingSinceMs: 500, failedPolls: 2 };
const refused: AppError = { kind: 'no-profile' };

const started = {
  type: 'submit-started',
  idempotencyKey: 'new-key',
  bodySha256: 'abc',
  keyRevision: 1,
  clockSkewMs: 20,
  simulated: false,
  keepsIdempotencyKey: false,
} as const;

describe('the queue', () => {
  test('a hold by the user does not replace a hold by a restore', () => {
    expect(reduceTask({ ...waiting, held: 1, heldBy: 'restore' }, { type: 'held' }, nowMs)).toMatchObject({ held: 1, heldBy: 'restore' });
    expect(reduceTask(waiting, { type: 'held' }, nowMs)).toMatchObject({ held: 1, heldBy: 'user' });
  });

  test('a task that is held while its submission is prepared is not sent', () => {
    expect(reduceTask({ ...waiting, held: 1, heldBy: 'user' }, started, nowMs)).toBeNull();
  });

  test('an edit clears the idempotency key, because another body under the same key would be a conflict', () => {
    const sentBefore = { ...waiting, idempotencyKey: 'first-key', bodySha256: 'abc', firstSentAtMs: 500 };
    expect(reduceTask(sentBefore, { type: 'edit-started' }, nowMs)).toMatchObject({
      state: 'draft',
      idempotencyKey: null,
      bodySha256: null,
    });
  });

  test('a discard is not undone if the service may have accepted the task', () => {
    const undone = { type: 'discard-undone', queuePosition: 3, hold: null, notBeforeMs: null, error: null } as const;
    const discarded: TaskRow = { ...draft, state: 'discarded' };
    expect(reduceTask(discarded, undone, nowMs)).toMatchObject({ state: 'waiting', queuePosition: 3 });
    expect(reduceTask({ ...discarded, acceptanceUnknown: 1 }, undone, nowMs)).toBeNull();
  });
});

describe('a submission', () => {
  test('uses a new key the first time, and records the time of both clocks', () => {
    expect(reduceTask(waiting, started, nowMs)).toMatchObject({
      state: 'submitting',
      queuePosition: null,
      idempotencyKey: 'new-key',
      firstSentAtMs: 1_000,
      firstSentServiceMs: 1_020,
    });
  });

  test('keeps its key for the same body, gets a new one for another body, and always keeps it after a restore', () => {
    const sentBefore = { ...waiting, idempotencyKey: 'first-key', bodySha256: 'abc', firstSentAtMs: 500 };
    const other = { ...started, bodySha256: 'def' };
    expect(reduceTask(sentBefore, started, nowMs)).toMatchObject({ idempotencyKey: 'first-key', firstSentAtMs: 500 });
    expect(reduceTask(sentBefore, other, nowMs)).toMatchObject({ idempotencyKey: 'new-key', bodySha256: 'def', firstSentAtMs: 1_000 });
    expect(reduceTask(sentBefore, { ...other, keepsIdempotencyKey: true }, nowMs)).toMatchObject({ idempotencyKey: 'first-key' });
  });

  test('that is refused fails the task, but a refused resend starts a reconciliation', () => {
    const event = { type: 'refused', error: refused } as const;
    expect(reduceTask(submitting, event, nowMs)).toMatchObject({ state: 'failed', error: JSON.stringify(refused), endedAtMs: 1_000 });
    expect(reduceTask({ ...submitting, acceptanceUnknown: 1 }, event, nowMs)).toMatchObject({
      state: 'unconfirmed',
      reconciliation: 'pending',
      reconcileAtMs: 1_000,
    });
  });

  test('that is refused for now increases the back-off up to a limit', () => {
    const later = { type: 'refused-for-now', error: noResponse, notBeforeMs: 2_000, queuePosition: 3, hold: false } as const;
    expect(reduceTask({ ...submitting, refusals: 1 }, later, nowMs)).toMatchObject({ state: 'waiting', refusals: 2, notBeforeMs: 2_000 });
    expect(reduceTask({ ...submitting, refusals: 8 }, later, nowMs)).toMatchObject({ refusals: 8 });
  });
});

describe('a poll', () => {
  const failed = (error: AppError) => ({ type: 'poll-failed', error, nextPollAtMs: 5_000 }) as const;

  test('that fails is counted and never fails the task', () => {
    expect(reduceTask(polled, failed(noResponse), nowMs)).toMatchObject({
      state: 'processing',
      failedPolls: 3,
      nextPollAtMs: 5_000,
      notFoundPolls: 0,
    });
  });

  test('counts as not found only when the service does not know the task', () => {
    expect(reduceTask(polled, failed(notFound), nowMs)).toMatchObject({ notFoundPolls: 1, notFoundSinceMs: 1_000 });
  });

  test('that fails again in the same way adds no journal entry', () => {
    const failedOnce = reduceTask(polled, failed(noResponse), nowMs);
    if (failedOnce === null) throw new Error('a poll may always fail');
    expect(shouldJournal(polled, failedOnce, failed(noResponse))).toBe(true);
    expect(shouldJournal(failedOnce, failedOnce, failed(noResponse))).toBe(false);
  });
});

test('an event that the transition table does not allow changes nothing', () => {
  expect(reduceTask(draft, { type: 'cancelled-at-service' }, nowMs)).toBeNull();
});
