// What became of a batch, as its foot says it.
import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../renderer/src/views/batch/batch-outcome.ts';
import type { AppError } from '../../../../shared/errors.ts';

const refusal: AppError = { kind: 'internal', incident: 'incident-1' };

test('a batch that was added is added until something of it is discarded', () => {
  expect(outcomeOf(2_500, null)).toEqual({ kind: 'added', count: 2_500 });
  expect(outcomeOf(2_500, { count: 0, refusal })).toEqual({ kind: 'refused', count: 2_500, refusal });
});

test('what was discarded before a refusal is counted beside it, and the batch is not told as added', () => {
  expect(outcomeOf(2_500, { count: 1_000, refusal })).toEqual({ kind: 'partly-discarded', count: 1_000, refusal });
});

test('what was discarded wholly says how many that were', () => {
  expect(outcomeOf(2_500, { count: 2_490, refusal: null })).toEqual({ kind: 'discarded', count: 2_490 });
});
