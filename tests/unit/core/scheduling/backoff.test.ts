// Delays from the API documentation.
import { expect, test } from 'vitest';
import { backoffDelay, failedPollDelay, nextPollDelay, randomBetween, refusalDelay } from '../../../../electron/core/scheduling/backoff.ts';
import { productTimings as timings } from '../../../../electron/core/scheduling/timings.ts';
import { noResponse, notFound, rateLimited, serviceResponse } from '../../../support/fake-api.ts';

const bounds = (wait: (random: number) => number) => [wait(0), wait(0.999999)];

test('polls come every 10 to 15 s, and after ten minutes ever more slowly up to a minute', () => {
  expect(bounds((random) => nextPollDelay(timings, 0, random))).toEqual([10_000, 15_000]);
  expect(bounds((random) => nextPollDelay(timings, 599_999, random))).toEqual([10_000, 15_000]);
  const late = [600_000, 1_200_000, 1_800_000, 2_400_000, 86_000_000].map((ageMs) => nextPollDelay(timings, ageMs, 0.5));
  expect(late).toEqual([18_750, 28_125, 42_188, 60_000, 60_000]);
});

test('a refusal for now waits as long as the service asks, within limits, or as long as documented', () => {
  expect(bounds((random) => refusalDelay(timings, rateLimited, random))).toEqual([30_000, 60_000]);
  expect(refusalDelay(timings, { ...rateLimited, retryAfterMs: 7_000 }, 0.5)).toBe(7_000);
  expect(refusalDelay(timings, { ...rateLimited, retryAfterMs: 0 }, 0.5)).toBe(1_000);
  expect(refusalDelay(timings, { ...rateLimited, retryAfterMs: 1e12 }, 0.5)).toBe(600_000);
  const unavailable = { kind: 'service-unavailable', retryAfterMs: null, service: serviceResponse(503) } as const;
  expect(bounds((random) => refusalDelay(timings, unavailable, random))).toEqual([60_000, 120_000]);
  expect(refusalDelay(timings, { kind: 'server-error', service: serviceResponse(500) }, 0)).toBe(60_000);
});

test('polls without a response back off to a minute', () => {
  expect([1, 2, 3, 4, 5, 50].map((failures) => failedPollDelay(timings, noResponse, failures, 1))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000,
  ]);
  expect(failedPollDelay(timings, notFound, 1, 0)).toBe(60_000);
});

test('a back-off doubles up to its limit and is a whole number', () => {
  expect([0, 1, 2, 10, 1_000].map((attempt) => backoffDelay(attempt, 1_000, 30_000, 1))).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  expect(backoffDelay(0, 1_000, 30_000, 0)).toBe(800);
  expect(Number.isInteger(randomBetween(0, 1, 0.3))).toBe(true);
});
