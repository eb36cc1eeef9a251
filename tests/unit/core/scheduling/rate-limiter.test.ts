// Requests per second of one profile.
import { expect, test } from 'vitest';
import { createRateLimiter, type RateLimiter } from '../../../../electron/core/scheduling/rate-limiter.ts';
import { ok } from '../../../../shared/result.ts';
import { rateLimited, serviceTask } from '../../../support/fake-api.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { fc } from '../../../support/fast-check.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

const secondMs = 1_000;
const neverAborted = new AbortController().signal;

function createLimiterWith(limitOf: () => number): { limiter: RateLimiter; clock: FakeClock } {
  const clock = createFakeClock(0);
  return { limiter: createRateLimiter(limitOf, clock), clock };
}
const createLimiter = (limit = 10) => createLimiterWith(() => limit);

/** Takes every available permit for `forMs`; returns when each request was sent. */
async function takeAll({ limiter, clock }: ReturnType<typeof createLimiterWith>, forMs: number): Promise<number[]> {
  const untilMs = clock.now() + forMs;
  const sentAtMs: number[] = [];
  while (clock.now() < untilMs) {
    for (let count = limiter.acquire(1, 100); count > 0; count -= 1) sentAtMs.push(clock.monotonicMs());
    await clock.advance(limiter.waitMs(1));
  }
  return sentAtMs;
}
/** The most requests in any window of one second. */
const mostInASecond = (sentAtMs: readonly number[]): number =>
  Math.max(0, ...sentAtMs.map((from) => sentAtMs.filter((ms) => ms >= from && ms < from + secondMs).length));

test('the permits of a second can be taken at once and are back a second later, for each profile separately', async () => {
  const { limiter, clock } = createLimiter();
  expect([limiter.acquire(1, 8), limiter.acquire(1, 8), limiter.acquire(2, 8)]).toEqual([8, 2, 8]);
  expect([limiter.waitMs(1), limiter.waitMs(2)]).toEqual([secondMs, 0]);
  await clock.advance(999);
  expect([limiter.acquire(1, 8), limiter.waitMs(1)]).toEqual([0, 1]);
  await clock.advance(1);
  expect(limiter.acquire(1, 8)).toBe(8);
});

test.each([1, 2, 7, 10, 50])('no permit is wasted at %i per second', async (limit) => {
  const rate = createLimiter(limit);
  const sentAtMs = await takeAll(rate, 20 * secondMs);
  expect([mostInASecond(sentAtMs), sentAtMs.length]).toEqual([limit, limit * 20]);
});

test('a new rate applies at once, up and down', async () => {
  let limit = 10;
  const rate = createLimiterWith(() => limit);
  await takeAll(rate, 5 * secondMs);
  limit = 50;
  expect(await takeAll(rate, 4 * secondMs)).toHaveLength(200);
  limit = 1;
  expect(mostInASecond(await takeAll(rate, 8 * secondMs))).toBe(1);
});

test('no window of one second contains more than the set rate, and each wait ends with a permit', async () => {
  const arbitraryStep = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), requested: fc.integer({ min: 1, max: 80 }) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 1_500 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('429' as const) }) },
  );
  const run = fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.array(arbitraryStep, { maxLength: 60 }), async (limit, steps) => {
    const { limiter, clock } = createLimiter(limit);
    const sentAtMs: number[] = [];
    const ask = (requested: number): number => {
      const granted = limiter.acquire(1, requested);
      for (let count = 0; count < granted; count += 1) sentAtMs.push(clock.monotonicMs());
      return granted;
    };
    for (const step of steps) {
      if (step.kind === 'ask') ask(step.requested);
      else if (step.kind === 'pass') await clock.advance(step.ms);
      else if (step.kind === '429') limiter.onRateLimited(1);
      else {
        const waitMs = limiter.waitMs(1);
        // At the set rate the wait is exact; while the rate rises it may end sooner.
        if (waitMs > 0 && limiter.throttle(1) === null) {
          await clock.advance(waitMs - 1);
          expect(ask(1)).toBe(0);
          await clock.advance(1);
        } else await clock.advance(waitMs);
        expect(ask(1)).toBe(1);
      }
    }
    expect(mostInASecond(sentAtMs)).toBeLessThanOrEqual(limit);
  });
  await fc.assert(run, { numRuns: 200 });
}, 60_000);

test('a 429 halves the rate, which rises linearly and reports when it is restored', async () => {
  const rate = createLimiter();
  const { limiter, clock } = rate;
  expect(limiter.throttle(1)).toBeNull();
  limiter.onRateLimited(1);
  expect(limiter.throttle(1)).toEqual({ requestsPerSecond: 5, untilMs: 60_000 });
  expect(limiter.acquire(1, 10)).toBe(5);
  limiter.onRateLimited(1);
  expect(limiter.throttle(1)).toEqual({ requestsPerSecond: 2.5, untilMs: 90_000 });
  await clock.advance(45_000);
  expect(limiter.throttle(1)).toEqual({ requestsPerSecond: 6.25, untilMs: 90_000 });
  await clock.advance(45_000);
  expect(limiter.throttle(1)).toBeNull();
  expect(await takeAll(rate, secondMs)).toHaveLength(10);
});

test('after any number of 429s a request is sent every two seconds, and the set rate is restored within two minutes', async () => {
  const { limiter, clock } = createLimiter();
  for (let count = 0; count < 10; count += 1) limiter.onRateLimited(1);
  expect(limiter.throttle(1)?.requestsPerSecond).toBe(0.5);
  expect([limiter.acquire(1, 5), limiter.waitMs(1)]).toEqual([1, 2 * secondMs]);
  await clock.advance(120_000);
  expect(limiter.throttle(1)).toBeNull();
});

test('a new rate below the lowered one is not lowered further', () => {
  let limit = 50;
  const { limiter } = createLimiterWith(() => limit);
  limiter.onRateLimited(1);
  limit = 10;
  expect([limiter.throttle(1), limiter.acquire(1, 50)]).toEqual([null, 10]);
});

test.each([-8 * 3_600_000, 8 * 3_600_000])('setting the clock by %i ms creates no extra permits and forgets no 429', (byMs) => {
  const { limiter, clock } = createLimiter(2);
  expect(limiter.acquire(1, 10)).toBe(2);
  limiter.onRateLimited(1);
  clock.set(clock.now() + byMs);
  expect([limiter.acquire(1, 10), limiter.throttle(1)?.requestsPerSecond]).toEqual([0, 1]);
});

test('a waiting caller gets the next permit before any other caller', async () => {
  const { limiter, clock } = createLimiter(2);
  limiter.acquire(1, 2);
  const order: string[] = [];
  const hasPermit = limiter.waitForPermit(1, neverAborted).then(() => order.push(`waiter at ${clock.now()}`));
  await clock.advance(900);
  // One permit is reserved: a caller that does not wait gets the other.
  expect(limiter.waitMs(1)).toBe(100);
  await clock.advance(100);
  expect(limiter.acquire(1, 5)).toBe(1);
  await hasPermit;
  expect([order, limiter.acquire(1, 5)]).toEqual([['waiter at 1000'], 0]);
});

test('permits are given first come, first served', async () => {
  const { limiter, clock } = createLimiter(2);
  limiter.acquire(1, 2);
  const order: string[] = [];
  const waits = [1, 2, 3].map((count) => limiter.waitForPermit(1, neverAborted).then(() => order.push(`${count} at ${clock.now()}`)));
  await clock.advance(secondMs);
  // A permit is available now, but other callers have waited longer.
  waits.push(limiter.waitForPermit(1, neverAborted).then(() => order.push(`4 at ${clock.now()}`)));
  await clock.advance(secondMs);
  await Promise.all(waits);
  expect(order).toEqual(['1 at 1000', '2 at 1000', '3 at 2000', '4 at 2000']);
});

test('a cancelled wait takes no permit', async () => {
  const { limiter, clock } = createLimiter(1);
  limiter.acquire(1, 1);
  const stop = new AbortController();
  const hasPermit = limiter.waitForPermit(1, stop.signal);
  stop.abort();
  await clock.advance(secondMs);
  expect([await hasPermit, limiter.acquire(1, 5), await limiter.waitForPermit(1, stop.signal)]).toEqual([false, 1, false]);
});

test('as many requests are prepared as permits are left, plus one that waits for the next', async () => {
  const { limiter, clock } = createLimiter(3);
  expect([limiter.admit(1, 9), limiter.acquire(1, 2), limiter.admit(1, 9)]).toEqual([3, 2, 1]);
  limiter.acquire(1, 1);
  expect(limiter.admit(1, 9)).toBe(1);
  const hasPermit = limiter.waitForPermit(1, neverAborted);
  expect(limiter.admit(1, 9)).toBe(0);
  await clock.advance(secondMs);
  expect([await hasPermit, limiter.admit(1, 9)]).toEqual([true, 2]);
});

test('at most one second of polls is sent before a prepared submission', async () => {
  const { limiter, clock } = createLimiter(5);
  let polls = 0;
  const pollAll = (): void => {
    polls += limiter.acquire(1, 100);
    clock.setTimer(Math.max(1, limiter.waitMs(1)), pollAll);
  };
  pollAll();
  await clock.advance(2.5 * secondMs);
  const before = polls;
  let overtakenBy: number | null = null;
  const submit = (): void => {
    if (limiter.admit(1, 1) === 0) clock.setTimer(Math.max(1, limiter.waitMs(1)), submit);
    else void limiter.waitForPermit(1, neverAborted).then(() => (overtakenBy = polls - before));
  };
  submit();
  await clock.advance(10 * secondMs);
  expect(overtakenBy).not.toBeNull();
  expect(overtakenBy).toBeLessThanOrEqual(5);
});

test('submissions and polls share a rate that is too low for all of them', async () => {
  const bench = startBench();
  const profileId = await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 100 });
  // So few tasks are polled singly, but this rate is too low for them: polls fill every window.
  await bench.submit(fox, 20);
  await bench.submit(fox, 20);
  await bench.clock.advance(10 * secondMs);
  await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 2 });
  await bench.clock.advance(60 * secondMs);
  const order: string[] = [];
  bench.api.onPoll = (serviceTaskId) => {
    order.push('poll');
    return ok(serviceTask(serviceTaskId));
  };
  bench.api.onSubmit = () => {
    order.push('submit');
    return bench.api.accept();
  };
  await bench.submit(fox, 3);
  await bench.clock.advance(10 * secondMs);
  expect(order.filter((request) => request === 'submit')).toHaveLength(3);
  // Each submission is sent within a second of polls, and polls continue between submissions.
  const overtakenBy = order
    .join(' ')
    .split('submit')
    .slice(0, 3)
    .map((polls) => polls.split('poll').length - 1);
  expect(Math.max(...overtakenBy)).toBeLessThanOrEqual(2);
  expect(order.filter((request) => request === 'poll').length).toBeGreaterThanOrEqual(16);
  await bench.studio.stop({ withinMs: 0 });
});

test('however many polls are due, no more than the rate are sent in a second', async () => {
  const bench = startBench();
  await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.submit(fox, 20);
  await bench.submit(fox, 20);
  await bench.clock.advance(10_000);
  const polledAtMs: number[] = [];
  bench.api.onPoll = (serviceTaskId) => {
    polledAtMs.push(bench.clock.now());
    return ok(serviceTask(serviceTaskId));
  };
  await bench.clock.sleep(3_600_000);
  expect(polledAtMs).toHaveLength(10);
  await bench.clock.advance(3_000);
  expect([polledAtMs.length, mostInASecond(polledAtMs)]).toEqual([40, 10]);
  await bench.studio.stop({ withinMs: 0 });
});

test('submissions that become ready together are sent within the rate', async () => {
  const bench = startBench();
  const profileId = await bench.connect();
  await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 2 });
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  let uploaded = (): void => {};
  bench.files.ready = new Promise((resolve) => {
    uploaded = resolve;
  });
  const sentAtMs: number[] = [];
  bench.api.onSubmit = () => {
    sentAtMs.push(bench.clock.now());
    return bench.api.accept();
  };
  const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
  const references = [{ role: 'first-frame' as const, referenceId: added[0]?.id ?? 0 }];
  await bench.submit({ ...fox, references }, 6);
  await bench.clock.advance(20_000);
  expect(sentAtMs).toEqual([]);
  uploaded();
  await bench.clock.settle();
  expect(sentAtMs).toHaveLength(2);
  await bench.clock.advance(5_000);
  expect(sentAtMs).toHaveLength(6);
  expect(mostInASecond(sentAtMs)).toBe(2);
  await bench.studio.stop({ withinMs: 0 });
});

test('a 429 also delays submissions that are already prepared', async () => {
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
