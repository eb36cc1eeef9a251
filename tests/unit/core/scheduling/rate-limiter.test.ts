// Requests per second of one profile.
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../../electron/core/scheduling/rate-limiter.ts';
import { ok } from '../../../../shared/result.ts';
import { answer, rateLimited } from '../../../support/fake-api.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

const perSecond = 10;
/** A pace on a clock that a test moves: `at` the monotonic one, `wall` the one that can be set. */
function paceAt(limitOf: () => number) {
  const time = { at: 0, wall: 0 };
  const of = createRateLimiter(limitOf, { now: () => time.wall + time.at, monotonicMs: () => time.at });
  return { of, time };
}
const pace = (limit = perSecond) => paceAt(() => limit);

/** Takes whatever is there, whenever it is, for a while; when each request left. */
function takeAll({ of, time }: ReturnType<typeof paceAt>, fromMs: number, untilMs: number): number[] {
  const left: number[] = [];
  for (time.at = fromMs; time.at < untilMs; time.at += of.nextPermitInMs(1) ?? 1) {
    for (let n = of.acquire(1, 100); n > 0; n -= 1) left.push(time.at);
  }
  return left;
}
const mostInASecond = (left: readonly number[]): number =>
  Math.max(...left.map((from) => left.filter((ms) => ms >= from && ms < from + 1_000).length));

test('a small burst, then one after the other; each profile for itself', () => {
  const { of, time } = pace();
  expect([of.acquire(1, 8), of.acquire(1, 8), of.acquire(2, 8)]).toEqual([5, 0, 5]);
  expect(of.nextPermitInMs(1)).toBe(100);
  time.at = 100;
  expect(of.acquire(1, 8)).toBe(1);
  time.at = 200;
  expect(of.nextPermitInMs(2)).toBeNull();
});

test.each([1, 2, 7, 10, 50])('at %i a second no second has more, and none is given away', (limit) => {
  const of = pace(limit);
  const left = takeAll(of, 0, 20_000);
  expect(mostInASecond(left)).toBeLessThanOrEqual(limit);
  expect(left.length).toBeGreaterThanOrEqual(limit * 19);
  // After a rest as well.
  expect(mostInASecond(takeAll(of, 600_000, 620_000))).toBeLessThanOrEqual(limit);
});

test('another rate counts at once, in both directions', () => {
  let limit = 10;
  const of = paceAt(() => limit);
  takeAll(of, 0, 5_000);
  limit = 50;
  expect(takeAll(of, 6_000, 10_000).length).toBeGreaterThan(180);
  limit = 1;
  expect(mostInASecond(takeAll(of, 12_000, 20_000))).toBe(1);
});

test('"too many" halves the rate; it recovers within minutes, and says when', () => {
  const rate = pace();
  const { of, time } = rate;
  time.wall = 1_000_000;
  expect(of.throttle(1)).toBeNull();
  of.onRateLimited(1);
  expect(of.acquire(1, 10)).toBe(0);
  expect(of.nextPermitInMs(1)).toBe(200);
  expect(of.throttle(1)).toEqual({ requestsPerSecond: 5, untilMs: 1_060_000 });
  of.onRateLimited(1);
  expect(of.nextPermitInMs(1)).toBe(400);
  time.at = 60_000;
  expect(of.throttle(1)).toEqual({ requestsPerSecond: 5, untilMs: 1_120_000 });
  time.at = 120_000;
  expect(of.throttle(1)).toBeNull();
  expect(takeAll(rate, 300_000, 301_000)).toHaveLength(10);
});

test.each([-8 * 3_600_000, 8 * 3_600_000])('setting the clock by %i ms gives no requests away and forgets no 429', (byMs) => {
  const { of, time } = pace(2);
  expect([of.acquire(1, 10), of.commit(1)]).toEqual([1, true]);
  of.onRateLimited(1);
  time.wall += byMs;
  expect([of.acquire(1, 10), of.commit(1)]).toEqual([0, false]);
  expect(of.throttle(1)?.requestsPerSecond).toBe(1);
});

test('however many looks are due, no more than the rate leave', async () => {
  const bench = startBench();
  await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.submit(fox, 20);
  await bench.submit(fox, 20);
  await bench.clock.advance(10_000);
  bench.api.onLook = (taskId) => ok(answer(taskId));
  await bench.clock.sleep(3_600_000);
  const at = bench.api.looks.length;
  // A small burst: the others are spread over the seconds that follow.
  expect(at).toBeLessThanOrEqual(5);
  await bench.clock.advance(2_000);
  expect(bench.api.looks.length - at).toBeLessThanOrEqual(20);
  expect(bench.api.looks.length - at).toBeGreaterThanOrEqual(19);
  await bench.studio.stop({ withinMs: 0 });
});

test('what took long to prepare together does not leave together', async () => {
  const bench = startBench();
  const profileId = await bench.connect();
  await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 2 });
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  let uploaded = (): void => {};
  bench.files.ready = new Promise((resolve) => {
    uploaded = resolve;
  });
  const leftAtMs: number[] = [];
  bench.api.onSubmit = () => {
    leftAtMs.push(bench.clock.now());
    return bench.api.accept();
  };
  const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
  const references = [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }];
  await bench.submit({ ...fox, references }, 6);
  await bench.clock.advance(20_000);
  expect(leftAtMs).toEqual([]);
  uploaded();
  await bench.clock.settle();
  expect(leftAtMs).toHaveLength(2);
  await bench.clock.advance(5_000);
  expect(leftAtMs).toHaveLength(6);
  expect(mostInASecond(leftAtMs)).toBe(2);
  await bench.studio.stop({ withinMs: 0 });
});

test('a 429 also keeps back what was ready by then', async () => {
  const bench = startBench();
  const profileId = await bench.connect();
  await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 1 });
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 20_000 } });
  let uploaded = (): void => {};
  bench.files.ready = new Promise((resolve) => {
    uploaded = resolve;
  });
  const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
  const references = [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }];
  const ids = await bench.submit({ ...fox, references }, 3);
  await bench.clock.advance(10_000);
  uploaded();
  await bench.clock.advance(15_000);
  expect(bench.api.submitted).toHaveLength(1);
  expect(await Promise.all(ids.map(async (id) => (await bench.task(id)).state))).toEqual(['waiting', 'waiting', 'waiting']);
  await bench.studio.stop({ withinMs: 0 });
});
