// What a bulk action does to each waiting task.
import { describe, expect, test } from 'vitest';
import {
  discardEvent,
  holdEvent,
  moveEvent,
  releaseDecision,
  restoreEvent,
} from '../../../../electron/core/tasks/queue/queue-decisions.ts';

const waiting = { state: 'waiting' as const, held: 0 as const, heldBy: null, notBeforeMs: null, queuePosition: 3 };
const heldTask = { ...waiting, held: 1 as const, heldBy: 'user' as const };
const sent = { ...waiting, state: 'submitting' as const, queuePosition: null };

test('a task is held once, and only while it waits', () => {
  expect(holdEvent(waiting)).toEqual({ type: 'held' });
  expect(holdEvent(heldTask)).toBeNull();
  expect(holdEvent(sent)).toBeNull();
});

test('a waiting task can be discarded, held or not', () => {
  expect(discardEvent(waiting)).toEqual({ type: 'discarded' });
  expect(discardEvent(heldTask)).toEqual({ type: 'discarded' });
  expect(discardEvent(sent)).toBeNull();
});

describe('a release', () => {
  test('ends a hold by the user and a delay', () => {
    expect(releaseDecision(heldTask)).toBe('release');
    expect(releaseDecision({ ...waiting, notBeforeMs: 60_000 })).toBe('release');
  });

  test('skips tasks that may have been sent since a backup', () => {
    expect(releaseDecision({ ...heldTask, heldBy: 'restore' })).toBe('maybe-sent');
  });

  test('does nothing to a task that is neither held nor delayed, or is not waiting', () => {
    expect(releaseDecision(waiting)).toBeNull();
    expect(releaseDecision({ ...heldTask, state: 'discarded' })).toBeNull();
  });
});

test('a task moves to another position only while it waits', () => {
  expect(moveEvent(waiting, 1.5)).toEqual({ type: 'moved', queuePosition: 1.5 });
  expect(moveEvent(waiting, 3)).toBeNull();
  expect(moveEvent(waiting, undefined)).toBeNull();
  expect(moveEvent(sent, 1.5)).toBeNull();
});

test('undoing a discard leaves the task held, for the reason of its earlier hold if it had one', () => {
  const discarded = { id: 1, queuePosition: 2, hold: null, error: { kind: 'insufficient-funds' } as never, newestTaskId: 9 };
  const event = { type: 'discard-undone', queuePosition: 2, hold: 'user', notBeforeMs: null, error: null };
  expect(restoreEvent(discarded)).toEqual(event);
  expect(restoreEvent({ ...discarded, hold: 'restore' })).toEqual({ ...event, hold: 'restore', error: discarded.error });
});
