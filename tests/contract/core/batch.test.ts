// One click creates as many tasks as may run at once. The studio sends them to the simulator over HTTP within the profile's rate, and
// pauses after a 429. Each task is accepted once.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRequestsPerSecond } from '../../../electron/core/scheduling/rate-limiter.ts';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { maxConcurrentTasksLimit } from '../../../shared/settings/settings-limits.ts';
import { scaledClock } from '../../support/scaled-clock.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

const total = maxConcurrentTasksLimit;
/** The speed of the studio's clock, so that minutes of waiting fit into a test. */
const speedUp = 8;
const pauseMs = 30_000;

const clock = scaledClock(speedUp);
/** The time of each submission, by the studio's clock. */
const sentAtMs: number[] = [];
let studio: ServedStudio;
beforeAll(async () => {
  studio = await startServedStudio({
    // Only sending is tested: without polls nothing is downloaded, and running tasks do not delay other tasks.
    timings: { ...simulatorTimings, firstPollMs: 86_400_000, rateLimitedMinMs: pauseMs, rateLimitedMaxMs: pauseMs + 1_000 },
    clock,
    settings: { progressMs: 1, credits: 100_000 },
    wrapApi: (api) => ({
      ...api,
      submit(account, body, key, signal) {
        sentAtMs.push(clock.now());
        return api.submit(account, body, key, signal);
      },
    }),
  });
  await studio.must('profiles.useSimulator', {});
});
afterAll(async () => {
  await studio.stop();
});

const acceptedRequests = () => studio.service.ledger().accepted;
const maximum = (counts: readonly number[]): number => counts.reduce((a, b) => Math.max(a, b), 0);

test('a hundred tasks are sent within the rate, a 429 pauses them, and each is accepted once', async () => {
  studio.service.addFaults([{ match: { endpoint: 'create', nth: 40 }, count: 1, action: { kind: 'status', status: 429 } }]);
  await studio.must('settings.change', { maxConcurrentTasks: total });
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  stalls.enable();
  const items = Array.from({ length: total / 2 }, (_, n) => ({ request: { ...fox, prompt: `fox ${n}` }, count: 2 }));
  const click = () => studio.must('tasks.submitBatch', { actionId: 'one-click', items, sendAnyway: false });
  const [first, second] = await Promise.all([click(), click()]);
  expect(second.ids).toEqual(first.ids);
  expect(first.ids).toHaveLength(total);
  await expect.poll(() => acceptedRequests().length, { timeout: 250_000, interval: 100 }).toBe(total);

  // Each task is accepted once. The task that got the 429 was sent twice with the same key.
  expect(sentAtMs).toHaveLength(total + 1);
  expect(new Set(acceptedRequests().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(total);
  const prompts = acceptedRequests().map(({ body }) => (body as { readonly prompt: string }).prompt);
  for (const { request } of items) expect(prompts.filter((prompt) => prompt === request.prompt)).toHaveLength(2);

  // The rate holds overall and in every second. The second is shortened by the longest delay of the event loop, because the accelerated
  // clock magnifies delays.
  expect((sentAtMs.at(-1) ?? 0) - (sentAtMs[0] ?? 0)).toBeGreaterThanOrEqual(
    ((total - defaultRequestsPerSecond) / defaultRequestsPerSecond) * 1_000 + pauseMs,
  );
  const secondMs = 1_000 - (stalls.max / 1e6) * speedUp;
  const mostInASecond = maximum(sentAtMs.map((from) => sentAtMs.filter((ms) => ms >= from && ms < from + secondMs).length));
  expect(mostInASecond).toBeLessThanOrEqual(defaultRequestsPerSecond);
  // The 429 has paused all tasks.
  const gaps = sentAtMs.map((ms, index) => ms - (sentAtMs[index - 1] ?? ms));
  expect(maximum(gaps)).toBeGreaterThanOrEqual(pauseMs - 1_000);
  const { tasks } = await studio.must('studio.snapshot', {});
  expect(tasks.filter(({ state }) => state === 'unconfirmed' || state === 'failed' || state === 'waiting')).toEqual([]);
});
