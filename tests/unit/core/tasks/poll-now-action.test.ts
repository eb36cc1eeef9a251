// The effect of "poll now" on a task, by its state.
import { expect, test } from 'vitest';
import { pollNowAction } from '../../../../electron/core/tasks/poll-now-action.ts';

test('an unconfirmed task is searched for in the service’s list', () => {
  expect(pollNowAction('unconfirmed')).toBe('reconcile');
});

test.each(['pending', 'processing', 'completed'] as const)('a task that is %s is polled', (state) => {
  expect(pollNowAction(state)).toBe('poll');
});

test.each(['draft', 'waiting', 'submitting', 'failed', 'cancelled', 'abandoned', 'discarded'] as const)(
  'the service is not asked about a task that is %s',
  (state) => {
    expect(pollNowAction(state)).toBeNull();
  },
);
