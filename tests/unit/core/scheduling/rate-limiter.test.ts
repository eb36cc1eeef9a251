// Requests per second of one profile.
import { expect, test } from 'vitest';
import { createRateLimiter, type RateLimiter } from '../../../../electron/core/scheduling/rate-limiter.ts';
import { ok } from '../../../../shared/result.ts';
import { rateLimited, serviceTask } from '../../../support/fake-api.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { fc } from '../../../support/fast-check.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

const second = 1_000;
const never = new AbortController().signal;

function limiterAt(limitOf: () => number): { of: RateLimiter; clock: FakeClock } {
  const clock = createFakeClock(0);
  return { of: createRateLimiter(limitOf, clock), clock };
}
const limiter = (limit = 10) => limiterAt(() => limit);

/** Takes every available permit for `forMs`; returns when each request was sent. */
async function takeAll({ of, clock }: ReturnType<typeof limiterAt>, forMs: number): Promise<number[]> {
  const untilMs = clock.now() + forMs;
  const sentAtMs: number[] = [];
  while (clock.now() < untilMs) {
    for (let n = of.acquire(1, 100); n > 0; n -= 1) sentAtMs.push(clock.monotonicMs());
    await clock.advance(of.waitMs(1));
  }
  return sentAtMs;
}
/** The most requests in any window of one second. */
const mostInASecond = (sentAtMs: readonly number[]): number =>
  Math.max(0, ...sentAtMs.map((from) => sentAtMs.filter((ms) => ms >= from && ms < from + second).length));

test('the permits of a second can be taken at once and are back a second later, for each profile separately', async () => {
  const { of, clock } = limiter();
  expect([of.acquire(1, 8), of.acquire(1, 8), of.acquire(2, 8)]).toEqual([8, 2, 8]);
  expect([of.waitMs(1), of.waitMs(2)]).toEqual([second, 0]);
  await clock.advance(999);
  expect([of.acquire(1, 8), of.waitMs(1)]).toEqual([0, 1]);
  await clock.advance(1);
  expect(of.acquire(1, 8)).toBe(8);
});

test.each([1, 2, 7, 10, 50])('no permit is wasted at %i per second', async (limit) => {
  const rate = limiter(limit);
  const sentAtMs = await takeAll(rate, 20 * second);
  expect([mostInASecond(sentAtMs), sentAtMs.length]).toEqual([limit, limit * 20]);
});

test('a new rate applies at once, up and down', async () => {
  let limit = 10;
  const rate = limiterAt(() => limit);
  await takeAll(rate, 5 * second);
  limit = 50;
  expect(await takeAll(rate, 4 * second)).toHaveLength(200);
  limit = 1;
  expect(mostInASecond(await takeAll(rate, 8 * second))).toBe(1);
});

test('no window of one second contains more than the set rate, and each wait ends with a permit', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), wanted: fc.integer({ min: 1, max: 80 }) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 1_500 }) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('429' as const) }) },
  );
  const run = fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.array(step, { maxLength: 60 }), async (limit, steps) => {
    const { of, clock } = limiter(limit);
    const sentAtMs: number[] = [];
    const ask = (wanted: number): number => {
      const granted = of.acquire(1, wanted);
      for (let n = 0; n < granted; n += 1) sentAtMs.push(clock.monotonicMs());
      return granted;
    };
    for (const one of steps) {
      if (one.kind === 'ask') ask(one.wanted);
      else if (one.kind === 'pass') await clock.advance(one.ms);
      else if (one.kind === '429') of.onRateLimited(1);
      else {
        const waitMs = of.waitMs(1);
        // At the set rate the wait is exact; while the rate rises it may end sooner.
        if (waitMs > 0 && of.throttle(1) === null) {
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
  const rate = limiter();
  const { of, clock } = rate;
  expect(of.throttle(1)).toBeNull();
  of.onRateLimited(1);
  expect(of.throttle(1)).toEqual({ requestsPerSecond: 5, untilMs: 60_000 });
  expect(of.acquire(1, 10)).toBe(5);
  of.onRateLimited(1);
  expect(of.throttle(1)).toEqual({ requestsPerSecond: 2.5, untilMs: 90_000 });
  await clock.advance(45_000);
  expect(of.throttle(1)).toEqual({ requestsPerSecond: 6.25, untilMs: 90_000 });
  await clock.advance(45_000);
  expect(of.throttle(1)).toBeNull();
  expect(await takeAll(rate, second)).toHaveLength(10);
});

test('after any number of 429s a request is sent every two seconds, and the set rate is restored within two minutes', async () => {
  const { of, clock } = limiter();
  for (let n = 0; n < 10; n += 1) of.onRateLimited(1);
  expect(of.throttle(1)?.requestsPerSecond).toBe(0.5);
  expect([of.acquire(1, 5), of.waitMs(1)]).toEqual([1, 2 * second]);
  await clock.advance(120_000);
  expect(of.throttle(1)).toBeNull();
});

test('a new rate below the lowered one is not lowered further', () => {
  let limit = 50;
  const { of } = limiterAt(() => limit);
  of.onRateLimited(1);
  limit = 10;
  expect([of.throttle(1), of.acquire(1, 50)]).toEqual([null, 10]);
});

test.each([-8 * 3_600_000, 8 * 3_600_000])('setting the clock by %i ms creates no extra permits and forgets no 429', (byMs) => {
  const { of, clock } = limiter(2);
  expect(of.acquire(1, 10)).toBe(2);
  of.onRateLimited(1);
  clock.set(clock.now() + byMs);
  expect([of.acquire(1, 10), of.throttle(1)?.requestsPerSecond]).toEqual([0, 1]);
});

test('a waiting caller gets the next permit before any other caller', async () => {
  const { of, clock } = limiter(2);
  of.acquire(1, 2);
  const left: string[] = [];
  const waited = of.waitForPermit(1, never).then(() => left.push(`waiter at ${clock.now()}`));
  await clock.advance(900);
  // One permit is reserved: a caller that does not wait gets the other.
  expect(of.waitMs(1)).toBe(100);
  await clock.advance(100);
  expect(of.acquire(1, 5)).toBe(1);
  await waited;
  expect([left, of.acquire(1, 5)]).toEqual([['waiter at 1000'], 0]);
});

test('permits are given first come, first served', async () => {
  const { of, clock } = limiter(2);
  of.acquire(1, 2);
  const left: string[] = [];
  const waits = [1, 2, 3].map((n) => of.waitForPermit(1, never).then(() => left.push(`${n} at ${clock.now()}`)));
  await clock.advance(second);
  // It is free at a time when another caller has waited longer.
  waits.push(of.waitForPermit(1, never).then(() => left.push(`4 at ${clock.now()}`)));
  await clock.advance(second);
  await Promise.all(waits);
  expect(left).toEqual(['1 at 1000', '2 at 1000', '3 at 2000', '4 at 2000']);
});

test('a cancelled wait takes no permit', async () => {
  const { of, clock } = limiter(1);
  of.acquire(1, 1);
  const stop = new AbortController();
  const waited = of.waitForPermit(1, stop.signal);
  stop.abort();
  await clock.advance(second);
  expect([await waited, of.acquire(1, 5), await of.waitForPermit(1, stop.signal)]).toEqual([false, 1, false]);
});

test('as many requests are prepared as permits are left, plus one that waits for the next', async () => {
  const { of, clock } = limiter(3);
  expect([of.admit(1, 9), of.acquire(1, 2), of.admit(1, 9)]).toEqual([3, 2, 1]);
  of.acquire(1, 1);
  expect(of.admit(1, 9)).toBe(1);
  const waited = of.waitForPermit(1, never);
  expect(of.admit(1, 9)).toBe(0);
  await clock.advance(second);
  expect([await waited, of.admit(1, 9)]).toEqual([true, 2]);
});

test('a prepared submission is overtaken by at most one second of polls', async () => {
  const { of, clock } = limiter(5);
  let polls = 0;
  const pollAll = (): void => {
    polls += of.acquire(1, 100);
    clock.setTimer(Math.max(1, of.waitMs(1)), pollAll);
  };
  pollAll();
  await clock.advance(2.5 * second);
  const before = polls;
  let passedBy: number | null = null;
  const submit = (): void => {
    if (of.admit(1, 1) === 0) clock.setTimer(Math.max(1, of.waitMs(1)), submit);
    else void of.waitForPermit(1, never).then(() => (passedBy = polls - before));
  };
  submit();
  await clock.advance(10 * second);
  expect(passedBy).not.toBeNull();
  expect(passedBy).toBeLessThanOrEqual(5);
});

test('submissions and polls share a rate that is too low for all of them', async () => {
  const bench = startBench();
  const profileId = await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 100 });
  // Few enough to be polled singly, and more than this rate can serve: every window is full of polls.
  await bench.submit(fox, 20);
  await bench.submit(fox, 20);
  await bench.clock.advance(10 * second);
  await bench.must('profiles.setRequestRate', { profileId, requestsPerSecond: 2 });
  await bench.clock.advance(60 * second);
  const left: string[] = [];
  bench.api.onPoll = (taskId) => {
    left.push('poll');
    return ok(serviceTask(taskId));
  };
  bench.api.onSubmit = () => {
    left.push('submit');
    return bench.api.accept();
  };
  await bench.submit(fox, 3);
  await bench.clock.advance(10 * second);
  expect(left.filter((request) => request === 'submit')).toHaveLength(3);
  // Each is sent within a second of polls, and the polls continue between them.
  const passedBy = left
    .join(' ')
    .split('submit')
    .slice(0, 3)
    .map((polls) => polls.split('poll').length - 1);
  expect(Math.max(...passedBy)).toBeLessThanOrEqual(2);
  expect(left.filter((request) => request === 'poll').length).toBeGreaterThanOrEqual(16);
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
  bench.api.onPoll = (taskId) => {
    polledAtMs.push(bench.clock.now());
    return ok(serviceTask(taskId));
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
