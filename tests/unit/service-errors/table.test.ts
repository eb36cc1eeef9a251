// The table of service errors against the documented tables, copied here by hand, and against the pages.
import { expect, test } from 'vitest';
import { fileHostError, serviceError } from '../../../electron/adapters/evolink/parse-service-error.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import {
  httpErrors,
  isHttpError,
  kindOfStatus,
  prepareDisposition,
  rowOf,
  submitDisposition,
  taskErrors,
} from '../../../shared/service-errors/index.ts';

/** "HTTP Status Codes" of the parameter reference: code, retried automatically or by the user, seconds to wait, where it leads. */
const contractHttpErrors = [
  [400, 'no', null, 'edit-request'], // check required fields; revise prompt
  [401, 'no', null, 'replace-key'], // verify the key
  [402, 'no', null, 'top-up'],
  [429, 'yes', [30, 60], null],
  [500, 'yes', [60, 60], 'poll-now'], // retry after 1 minute; it may have been accepted, so the studio reconciles first
  [503, 'yes', [60, 120], null],
] as const;

/** "Task Error Codes" of the parameter reference: code, retryable, seconds to wait, where its resolution leads. */
const contractTaskErrors = [
  ['content_policy_violation', 'no', null, 'edit-prompt'],
  ['invalid_parameters', 'no', null, 'edit-request'],
  ['image_dimension_mismatch', 'no', null, 'fix-image'],
  ['image_processing_error', 'no', null, 'change-images'],
  ['model_unavailable', 'no', null, 'choose-model'],
  ['generation_timeout', 'yes', null, 'try-again'],
  ['quota_exceeded', 'yes', null, 'top-up'],
  ['resource_exhausted', 'yes', [30, 60], 'try-again'],
  ['service_error', 'yes', [60, 60], 'try-again'],
  ['generation_failed_no_content', 'yes', null, 'edit-prompt'],
  ['upstream_error', 'yes', [60, 60], 'try-again'],
  ['unknown_error', 'yes', null, 'try-again'],
] as const;

const isFromContract = (row: { readonly retrySource: string }): boolean => row.retrySource === 'contract' || row.retrySource === 'both';
const seconds = (row: { readonly wait: { minSeconds: number; maxSeconds: number } | null } | null) =>
  row?.wait ? [row.wait.minSeconds, row.wait.maxSeconds] : null;

const classify = (status: number, code: string | number, type: string, message = 'words', param?: string) => {
  const text = JSON.stringify({ error: { code, message, type, ...(param === undefined ? {} : { param }) } });
  return serviceError({ status, header: () => null, text }, 0);
};

test('every documented HTTP code has its retryability, wait and step, and the reference as its source', () => {
  const rows = contractHttpErrors.map(([status]) => {
    const error = classify(status, status, 'any');
    const row = rowOf(error);
    return [status, row?.retryable, seconds(row), row?.step];
  });
  expect(rows).toEqual(contractHttpErrors);
  const contractRows = Object.values(httpErrors).filter(isFromContract);
  expect(contractRows.flatMap(({ statuses }) => [...statuses]).sort()).toEqual(contractHttpErrors.map(([status]) => status).sort());
});

test('every documented task code has its retryability, wait and step, and the reference as its source', () => {
  const rows = contractTaskErrors.map(([code]) => [code, taskErrors[code].retryable, seconds(taskErrors[code]), taskErrors[code].step]);
  expect(rows).toEqual(contractTaskErrors);
  const contractRows = Object.entries(taskErrors).filter(([, row]) => isFromContract(row));
  expect(contractRows.map(([code]) => code).sort()).toEqual(contractTaskErrors.map(([code]) => code).sort());
});

test('three task codes come from the pages only, and every task error is refunded', () => {
  const undocumentedCodes = Object.keys(taskErrors).filter((code) => !contractTaskErrors.some(([known]) => known === code));
  expect(undocumentedCodes.sort()).toEqual(['request_cancelled', 'resource_not_found', 'service_unavailable']);
  expect(Object.values(taskErrors).every(({ money }) => money === 'refunded')).toBe(true);
});

/** The documented refusals of a submission: status, type and code now, type from the documented date on, and what happens to the task. */
const documented = [
  [400, 'invalid_request_error', 'invalid_request', 'invalid_request_error', 'fails'],
  [401, 'authentication_error', 'unauthorized', 'authentication_error', 'holds'],
  [402, 'insufficient_quota', 'insufficient_quota', 'insufficient_quota_error', 'holds'],
  [403, 'invalid_request_error', 'model_access_denied', 'permission_error', 'fails'],
  [404, 'invalid_request_error', 'task_not_found', 'not_found_error', 'fails'],
  [409, 'any', 'paid_outcome_unknown', 'any', 'unconfirmed'],
  [413, 'request_too_large_error', 'request_too_large', 'request_too_large_error', 'fails'],
  [429, 'rate_limit_error', 'rate_limit_exceeded', 'rate_limit_error', 'waits'],
  [500, 'api_error', 'internal_error', 'internal_server_error', 'unconfirmed'],
  [502, 'api_error', 'upstream_error', 'upstream_error', 'unconfirmed'],
  [503, 'api_error', 'service_unavailable', 'service_unavailable_error', 'waits'],
] as const;

test.each(documented)(
  'an error %i with type and code %s %s, or the older type %s, has the disposition %s',
  (status, type, code, olderType, disposition) => {
    const current = classify(status, code, type);
    const older = classify(status, status, olderType);
    expect([submitDisposition(current), submitDisposition(older)]).toEqual([disposition, disposition]);
    expect(current.kind).toBe(kindOfStatus(status));
    const { types } = httpErrors[current.kind];
    if (type !== 'any') expect(types).toEqual(expect.arrayContaining([type, olderType]));
    // An error that may have been accepted is never called free, and one that was certainly not accepted is.
    expect(rowOf(current)?.money).toBe(disposition === 'unconfirmed' ? 'unknown' : 'not-charged');
  },
);

test('a 503 without the service’s own error proves nothing', () => {
  const proxy = serviceError({ status: 503, header: () => null, text: '<html>busy</html>' }, 0);
  expect([proxy.kind, submitDisposition(proxy)]).toEqual(['upstream-error', 'unconfirmed']);
});

test('codes more specific than their status have their own step', () => {
  const step = (...args: Parameters<typeof classify>) => rowOf(classify(...args))?.step;
  expect(step(400, 'content_policy_violation', 'invalid_request_error')).toBe('edit-prompt');
  expect(step(400, 'no_available_channel', 'invalid_request_error')).toBe('choose-model');
  expect(step(402, 'token_daily_quota_exceeded', 'insufficient_quota')).toBe('replace-key');
  expect(step(402, 'KEY_QUOTA_EXHAUSTED', 'insufficient_quota')).toBe('replace-key');
  expect(step(402, 'quota_not_enough', 'insufficient_quota')).toBe('top-up');
  expect(step(403, 'model_access_denied', 'invalid_request_error')).toBe('choose-model');
  expect(step(403, 403, 'permission_error', 'Token does not have access to model: veo3')).toBe('choose-model');
  expect(step(403, 'permission_denied', 'invalid_request_error')).toBe('replace-key');
  expect(step(404, 404, 'not_found_error', 'Not found', 'model')).toBe('choose-model');
  expect(step(503, 'service_unavailable', 'api_error', 'No available channel for the requested model')).toBe('choose-model');
});

test.each([400, 403, 429])('a credit limit is recognised with a %i too', (status) => {
  for (const code of ['INSUFFICIENT_USER_QUOTA', 'key_quota_exhausted', 'token_daily_quota_exceeded']) {
    expect(classify(status, code, 'any').kind).toBe('insufficient-credits');
  }
  expect(classify(status, 'quota_exceeded', 'any').kind).toBe(kindOfStatus(status));
});

test('a refused upload never leaves a task unconfirmed: the file host’s own code decides about the task', () => {
  const host = (code: number) => {
    const error = fileHostError({ status: 200, header: () => null, text: JSON.stringify({ success: false, code, msg: 'x' }) });
    return isHttpError(error) ? prepareDisposition(error) : null;
  };
  expect([400, 401, 402, 403, 413, 429, 500, 502, 503].map((code) => [code, host(code)])).toEqual([
    [400, 'fails'],
    [401, 'holds'],
    [402, 'holds'],
    [403, 'fails'],
    [413, 'fails'],
    [429, 'waits'],
    [500, 'waits'],
    [502, 'waits'],
    [503, 'waits'],
  ]);
});

test('the delays of the real service are those of the table', () => {
  const { rateLimitedMinMs, rateLimitedMaxMs, serverErrorMs, unavailableMinMs, unavailableMaxMs } = productTimings;
  expect([rateLimitedMinMs, rateLimitedMaxMs, serverErrorMs, unavailableMinMs, unavailableMaxMs]).toEqual([
    30_000, 60_000, 60_000, 60_000, 120_000,
  ]);
});
