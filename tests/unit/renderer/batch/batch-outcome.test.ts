// The outcome of a batch as its footer shows it.
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../renderer/src/views/batch/batch-outcome.ts';
import type { AppError } from '../../../../shared/errors.ts';

const refusal: AppError = { kind: 'internal', incident: 'incident-1' };

test('a submitted batch counts as added until some of its tasks are discarded', () => {
  expect(outcomeOf(2_500, null)).toEqual({ kind: 'added', count: 2_500 });
  expect(outcomeOf(2_500, { count: 0, refusal })).toEqual({ kind: 'refused', count: 2_500, refusal });
});

test('tasks that were discarded before an error are counted, and the batch no longer counts as added', () => {
  expect(outcomeOf(2_500, { count: 1_000, refusal })).toEqual({ kind: 'partly-discarded', count: 1_000, refusal });
});

test('a fully discarded batch shows how many tasks were discarded', () => {
  expect(outcomeOf(2_500, { count: 2_490, refusal: null })).toEqual({ kind: 'discarded', count: 2_490 });
});
