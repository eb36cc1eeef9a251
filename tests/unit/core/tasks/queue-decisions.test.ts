// What an action on many waiting tasks does to each of them.
import { describe, expect, test } from 'vitest';
import {
  discardEvent,
  holdEvent,
  moveEvent,
  releaseDecision,
  undoDiscardEvent,
} from '../../../../electron/core/tasks/queue/queue-decisions.ts';

const waiting = { state: 'waiting' as const, held: 0 as const, heldBy: null, notBeforeMs: null, queuePosition: 3 };
const held = { ...waiting, held: 1 as const, heldBy: 'user' as const };
const sent = { ...waiting, state: 'submitting' as const, queuePosition: null };

test('a task is held once, and only while it waits', () => {
  expect(holdEvent(waiting)).toEqual({ type: 'held' });
  expect(holdEvent(held)).toBeNull();
  expect(holdEvent(sent)).toBeNull();
});

test('a task is discarded while it waits, held or not', () => {
  expect(discardEvent(waiting)).toEqual({ type: 'discarded' });
  expect(discardEvent(held)).toEqual({ type: 'discarded' });
  expect(discardEvent(sent)).toBeNull();
});

describe('a release', () => {
  test('ends a hold of the user’s and a delay', () => {
    expect(releaseDecision(held)).toBe('release');
    expect(releaseDecision({ ...waiting, notBeforeMs: 60_000 })).toBe('release');
  });

  test('leaves out what may have been sent since a backup', () => {
    expect(releaseDecision({ ...held, heldBy: 'restore' })).toBe('maybe-sent');
  });

  test('is nothing for a task that is neither held nor delayed, or does not wait', () => {
    expect(releaseDecision(waiting)).toBeNull();
    expect(releaseDecision({ ...held, state: 'discarded' })).toBeNull();
  });
});

test('a task moves to another position, while it waits', () => {
  expect(moveEvent(waiting, 1.5)).toEqual({ type: 'moved', queuePosition: 1.5 });
  expect(moveEvent(waiting, 3)).toBeNull();
  expect(moveEvent(waiting, undefined)).toBeNull();
  expect(moveEvent(sent, 1.5)).toBeNull();
});

describe('a discard that is undone', () => {
  const left = { queuePosition: 2, hold: null, notBeforeMs: 5, error: null, newestTaskId: 9 };

  test('puts the task back as it waited', () => {
    expect(undoDiscardEvent(left)).toEqual({ type: 'discard-undone', queuePosition: 2, hold: null, notBeforeMs: 5, error: null });
  });

  test('does nothing where another task took its place, or nothing is remembered', () => {
    expect(undoDiscardEvent('replaced')).toBeNull();
    expect(undoDiscardEvent(null)).toBeNull();
  });
});
