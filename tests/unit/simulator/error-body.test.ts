// The gateway's error bodies as the page of each call documents them.
import { describe, expect, test } from 'vitest';
import { defaultRefusal, gatewayError } from '../../../electron/simulator/routes/error-body.ts';

const bodyOf = (status: number, endpoint: string, code?: string) => {
  const defaults = defaultRefusal(status);
  const { error } = gatewayError({ ...defaults, ...(code === undefined ? {} : { code }) }, 'now', endpoint) as {
    error: Readonly<Record<string, unknown>>;
  };
  return [error.code, error.type];
};

describe('error bodies of the credits call', () => {
  test.each([
    [401, 'authentication_error'],
    [402, 'insufficient_quota_error'],
    [403, 'permission_error'],
    [429, 'rate_limit_error'],
    [500, 'internal_server_error'],
    [502, 'upstream_error'],
  ])('have the documented integer code for %i', (status, type) => {
    expect(bodyOf(status, 'credits')).toEqual([status, type]);
  });

  test('keep the string codes that newer clients know', () => {
    expect(bodyOf(402, 'credits', 'token_daily_quota_exceeded')[0]).toBe('token_daily_quota_exceeded');
  });
});

test('the task call has its own codes for 402 and 429', () => {
  expect([402, 429, 401].map((status) => bodyOf(status, 'task'))).toEqual([
    ['quota_exceeded', 'insufficient_quota'],
    ['rate_limit_exceeded', 'evo_api_error'],
    ['unauthorized', 'authentication_error'],
  ]);
  expect([402, 429].map((status) => bodyOf(status, 'create'))).toEqual([
    ['insufficient_quota', 'insufficient_quota'],
    ['rate_limit_exceeded', 'rate_limit_error'],
  ]);
});
