import { describe, expect, it } from 'vitest';
import { retryAfterMs, serviceError } from '../../../../electron/adapters/evolink/parse-service-error.ts';
import { appError } from '../../../../shared/errors.ts';

const now = Date.UTC(2026, 8, 1);
const classify = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const error = serviceError({ status, header: (name) => headers[name] ?? null, text }, now);
  expect(appError.parse(error)).toEqual(error);
  return error;
};
const html = '<html><body>502 Bad Gateway</body></html>';
const current = (code: string, message: string, type: string) => ({ error: { code, message, type } });

describe('a service error', () => {
  it('in the present format keeps every field', () => {
    const body = {
      error: { code: 'invalid_parameter', message: 'bad duration (request id: 2026abc)', type: 'invalid_request_error', param: 'duration' },
    };
    expect(classify(400, body)).toEqual({
      kind: 'invalid-request',
      service: {
        httpStatus: 400,
        code: 'invalid_parameter',
        message: 'bad duration (request id: 2026abc)',
        param: 'duration',
        requestId: '2026abc',
        body: JSON.stringify(body),
      },
    });
  });

  it('in the older format has a numeric code', () => {
    const body = {
      error: {
        code: 402,
        message: 'Insufficient quota',
        type: 'insufficient_quota_error',
        fallback_suggestion: 'https://evolink.ai/dashboard/billing',
      },
    };
    expect(classify(402, body, { 'x-oneapi-request-id': 'r1' })).toMatchObject({
      kind: 'insufficient-credits',
      service: { code: '402', message: 'Insufficient quota', requestId: 'r1' },
    });
  });

  it('with empty type and param, as the real service sends it, is read', () => {
    expect(classify(429, { error: { message: 'Resource exhausted', type: '', param: '', code: 429 } })).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: null,
      service: { code: '429', param: null },
    });
  });

  it.each([
    [400, current('invalid_request', 'Invalid request parameters', 'invalid_request_error'), 'invalid-request'],
    [401, current('unauthorized', 'Invalid or expired token', 'authentication_error'), 'unauthorized'],
    [402, current('quota_exceeded', 'x', 'insufficient_quota'), 'insufficient-credits'],
    [403, current('model_access_denied', 'x', 'invalid_request_error'), 'access-denied'],
    [404, current('task_not_found', 'The requested task could not be found', 'invalid_request_error'), 'not-found'],
    [405, html, 'refused'],
    [408, html, 'no-response'],
    [409, current('paid_outcome_unknown', 'x', 'y'), 'conflict'],
    [413, html, 'request-too-large'],
    [418, '', 'refused'],
    [429, html, 'rate-limited'],
    [500, current('internal_error', 'x', 'api_error'), 'server-error'],
    [500, html, 'server-error'],
    [502, current('upstream_error', 'x', 'y'), 'upstream-error'],
    [503, current('service_unavailable', 'No available channel', 'api_error'), 'service-unavailable'],
    [503, { error: { code: 503, message: 'x', type: 'service_unavailable_error' } }, 'service-unavailable'],
    [503, html, 'upstream-error'],
    [503, '', 'upstream-error'],
    [503, { message: 'no healthy upstream' }, 'upstream-error'],
    [503, { error: 'overloaded' }, 'upstream-error'],
    [503, { error: { message: 'x' } }, 'upstream-error'],
    [503, '{"error":{"code":"service_unavailable","mess', 'upstream-error'],
    [504, html, 'upstream-error'],
    [520, html, 'upstream-error'],
    [302, '', 'invalid-response'],
  ])('%i %j is classified as %s', (status, body, kind) => {
    expect(classify(status, body).kind).toBe(kind);
  });

  it('of the file host is read in its own format', () => {
    expect(classify(400, { success: false, code: 400, msg: 'file too large' })).toMatchObject({
      kind: 'invalid-request',
      service: { code: '400', message: 'file too large' },
    });
  });

  it('is stored up to 4,000 characters', () => {
    expect(classify(500, 'x'.repeat(9_000))).toMatchObject({ service: { body: 'x'.repeat(4_000) } });
  });
});

describe('Retry-After', () => {
  it.each([
    [null, null],
    ['', null],
    ['60', 60_000],
    ['1.5', 1_500],
    ['0', 0],
    ['-5', null],
    ['soon', null],
    ['Tue, 01 Sep 2026 00:01:30 GMT', 90_000],
    ['Mon, 31 Aug 2026 23:00:00 GMT', 0],
    ['86400', 600_000],
    ['Thu, 01 Sep 2033 00:00:00 GMT', 600_000],
  ])('%j is read as %j ms', (header, wait) => {
    expect(retryAfterMs(header, now)).toBe(wait);
  });

  it.each([-8, 8])(
    'a date is relative to the date of the response, so that a local clock that is %i hours off does not matter',
    (hours) => {
      const headers = { date: new Date(now).toUTCString(), 'retry-after': new Date(now + 90_000).toUTCString() };
      const response = { status: 429, header: (name: string) => headers[name as keyof typeof headers] ?? null, text: '{}' };
      expect(serviceError(response, now + hours * 3_600_000)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 90_000 });
    },
  );
});
