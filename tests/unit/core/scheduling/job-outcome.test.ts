// What the log records about the end of a job.
import { expect, test } from 'vitest';
import { endFields, errorKind, type JobOutcome, levelOfEnd, msUntil } from '../../../../electron/core/scheduling/job-outcome.ts';

const retry = (attempt: number): JobOutcome => ({ outcome: 'retry', why: 'no-response', inMs: 1_000, attempt });

test.each([
  [{ outcome: 'done' }, 'info', 'info'],
  [{ outcome: 'unchanged' }, 'debug', 'debug'],
  [{ outcome: 'skipped' }, 'info', 'debug'],
  [{ outcome: 'stopped' }, 'info', 'debug'],
  [retry(1), 'info', 'info'],
  [retry(2), 'info', 'debug'],
  [{ outcome: 'failed', why: 'refused' }, 'warn', 'warn'],
  [{ outcome: 'held', why: 'rate-limited' }, 'warn', 'warn'],
  [{ outcome: 'unconfirmed', why: 'no-response' }, 'warn', 'warn'],
] as const satisfies readonly [JobOutcome, string, string][])('%o is logged as %s, in a routine job as %s', (outcome, usual, routine) => {
  expect([levelOfEnd(outcome, false), levelOfEnd(outcome, true)]).toEqual([usual, routine]);
});

test('the fields of an outcome are logged beside it', () => {
  expect(endFields({ outcome: 'done', details: { bytes: 7 } })).toEqual({ outcome: 'done', bytes: 7 });
});

test('a stored error is logged by its kind, and a time as the duration until it', () => {
  expect([errorKind(null), errorKind('{"kind":"rate-limited"}')]).toEqual(['none', 'rate-limited']);
  expect([msUntil(null, 5), msUntil(1_000.4, 0), msUntil(1, 5)]).toEqual([null, 1_000, 0]);
});
