// What the log records about a download, derived from the result's row before and after it.
import { expect, test } from 'vitest';
import { downloadFields, downloadOutcome } from '../../../../electron/core/download/download-outcome.ts';
import { newResult } from '../../../../electron/core/tasks/row-factories.ts';
import type { ResultRow } from '../../../../electron/db/tables/library/result-table.ts';

const nowMs = 10_000;
const before: ResultRow = { ...newResult(7, 0, { kind: 'video', url: 'https://files.example/a.mp4' }, nowMs, nowMs), id: 9, attempts: 1 };
const noResponse = '{"kind":"no-response"}';

test.each([
  ['a stored file is logged as done', { state: 'stored', attempts: 2, bytes: 500 }, { outcome: 'done', details: { bytes: 500 } }],
  [
    'an interrupted transfer is logged as a retry, with the received bytes',
    { attempts: 2, error: noResponse, nextAttemptAtMs: 12_000, receivedBytes: 30 },
    { outcome: 'retry', why: 'no-response', inMs: 2_000, attempt: 2, details: { receivedBytes: 30 } },
  ],
  [
    'a folder error is logged as a retry, although it counts no attempt',
    { error: '{"kind":"disk-full"}', nextAttemptAtMs: nowMs },
    { outcome: 'retry', why: 'disk-full', inMs: 0, attempt: 2, details: { receivedBytes: 0 } },
  ],
  [
    'a refused link waits for a fresh link, not for a time',
    { attempts: 2, error: '{"kind":"link-refused"}', needsFreshLink: 1 },
    { outcome: 'retry', why: 'link-refused', inMs: null, attempt: 2, details: { receivedBytes: 0 } },
  ],
  [
    'a result that is not retried automatically is logged as failed',
    { attempts: 2, error: '{"kind":"not-a-video"}', nextAttemptAtMs: null },
    { outcome: 'failed', why: 'not-a-video', details: { receivedBytes: 0 } },
  ],
  ['a result whose download was not started is logged as skipped', {}, { outcome: 'skipped' }],
] as const satisfies readonly [string, Partial<ResultRow>, object][])('%s', (_, change, outcome) => {
  expect(downloadOutcome(before, { ...before, ...change }, nowMs)).toEqual(outcome);
});

test('a result that no longer exists is logged as skipped', () => {
  expect(downloadOutcome(before, undefined, nowMs)).toEqual({ outcome: 'skipped' });
});

test('the log fields name task, result and attempt', () => {
  expect(downloadFields(before)).toEqual({ task: 7, result: 9, attempt: 2 });
});
