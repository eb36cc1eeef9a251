// One rule for every call: a 429 pauses and slows the profile, a 401 or 402 holds its queue.
import { expect, test } from 'vitest';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { insufficientCredits, noResponse, rateLimited, serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const bench = benchPerTest();

const profile = async () => (await bench.must('studio.snapshot', {})).status.profiles[0];

/** Every call of the service; each function makes its call fail with the error. */
const calls: readonly (readonly [name: string, make: (error: AppError) => Promise<unknown>])[] = [
  [
    'a submission',
    (error) => {
      bench.api.onSubmit = () => ({ kind: error.kind === 'rate-limited' ? 'refused-for-now' : 'account-refused', error }) as never;
      return bench.submit();
    },
  ],
  [
    'a poll',
    async (error) => {
      bench.api.onPoll = () => fail(error);
      await bench.submit();
      await bench.clock.advance(16_000);
    },
  ],
  [
    'a poll of many tasks',
    async (error) => {
      bench.api.onBatch = () => fail(error);
      await bench.must('settings.change', { maxConcurrentTasks: 100 });
      await bench.must('profiles.setRequestRate', { profileId: bench.profileId, requestsPerSecond: 50 });
      await bench.submit(fox, 20);
      await bench.submit(fox, 20);
      await bench.submit(fox, 20);
      await bench.clock.advance(22_000);
      expect(bench.api.batches.length).toBeGreaterThan(0);
    },
  ],
  [
    'the list of tasks',
    async (error) => {
      bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
      bench.api.onList = () => fail(error);
      await bench.submit();
      await bench.clock.advance(62_000);
      expect(bench.api.listRequests).toBe(1);
    },
  ],
  [
    'the balance',
    (error) => {
      bench.api.onCredits = () => fail(error);
      return bench.call('profiles.check', { profileId: bench.profileId });
    },
  ],
  [
    'an upload',
    async (error) => {
      for (const way of ['base64', 'stream'] as const) bench.files.refusals.set(way, error);
      const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
      await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId: added[0]?.id ?? 0 }] });
    },
  ],
  [
    'the list of files',
    (error) => {
      bench.files.list = async () => fail(error);
      return bench.call('files.list', { profileId: bench.profileId, page: 1 });
    },
  ],
  [
    'the quota of files',
    (error) => {
      bench.files.quota = async () => fail(error);
      return bench.call('files.quota', { profileId: bench.profileId });
    },
  ],
  [
    'the deletion of a file',
    (error) => {
      bench.files.remove = async () => fail(error);
      return bench.call('files.delete', { profileId: bench.profileId, fileId: 'file_1' });
    },
  ],
  [
    'an upload by hand',
    (error) => {
      bench.desktop.chosenFiles = ['/by-hand.png'];
      bench.files.uploadStream = async () => fail(error);
      return bench.call('files.upload', { profileId: bench.profileId });
    },
  ],
];

test.each(calls)('a 429 to %s pauses the profile and halves its rate', async (_, failCall) => {
  await failCall({ ...rateLimited, retryAfterMs: 300_000 });
  const { throttle, requestsPerSecond } = (await profile()) ?? { throttle: null, requestsPerSecond: 1 };
  const share = (throttle?.requestsPerSecond ?? 0) / requestsPerSecond;
  expect(share).toBeGreaterThanOrEqual(0.5);
  // Some calls take seconds, and the rate rises by 1/120 each second.
  expect(share).toBeLessThan(0.5 + 10 / 120);
  const submittedCount = bench.api.submitted.length;
  bench.api.onSubmit = () => bench.api.accept();
  await bench.submit({ ...fox, prompt: 'another' });
  await bench.clock.advance(4 * minuteMs);
  expect(bench.api.submitted).toHaveLength(submittedCount);
  await bench.clock.advance(2 * minuteMs);
  expect(bench.api.submitted.length).toBeGreaterThan(submittedCount);
});

test.each(calls)('a 401 to %s holds the queue', async (_, failCall) => {
  await failCall(unauthorized);
  expect((await profile())?.holds.map((hold) => hold.error)).toEqual([unauthorized]);
});

test.each(calls)('a 402 to %s holds the queue', async (_, failCall) => {
  await failCall(insufficientCredits);
  expect((await profile())?.holds.map((hold) => hold.error)).toEqual([insufficientCredits]);
});

test('a 429 to a call with a key that has since been replaced changes nothing', async () => {
  let refuse = (): void => undefined;
  bench.files.quota = () =>
    new Promise((resolve) => {
      refuse = () => resolve(fail(rateLimited));
    });
  const quotaRequest = bench.call('files.quota', { profileId: bench.profileId });
  await bench.must('profiles.connect', {
    profileId: bench.profileId,
    name: 'Mine',
    key: 'sk-another-9999',
    apiBaseUrl: null,
    filesBaseUrl: null,
  });
  refuse();
  await quotaRequest;
  expect((await profile())?.throttle).toBeNull();
});

test('requests that fail with 429 at the same moment halve the rate once', async () => {
  const refusals: (() => void)[] = [];
  await bench.submit(fox, 4);
  bench.api.onPoll = () =>
    new Promise((resolve) => {
      refusals.push(() => resolve(fail(rateLimited)));
    });
  await bench.clock.advance(17_000);
  expect(refusals).toHaveLength(4);
  for (const refuse of refusals) refuse();
  await bench.clock.settle();
  expect((await profile())?.throttle?.requestsPerSecond).toBe(5);
});

test('eight unconfirmed tasks share the reads of the task list', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  // A list request takes half a second, which is realistic.
  bench.api.listTasks = () =>
    new Promise((resolve) => {
      bench.api.listRequests += 1;
      bench.clock.setTimer(500, () => resolve(ok([])));
    });
  // The limits are high enough to send all tasks before the first response pauses submissions.
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.must('profiles.setRequestRate', { profileId: bench.profileId, requestsPerSecond: 50 });
  await bench.clock.advance(1_000);
  await bench.submit(fox, 8);
  await bench.clock.advance(30_000);
  expect(bench.api.submitted).toHaveLength(8);
  const { tasks } = await bench.must('studio.snapshot', {});
  for (const { id } of tasks) await bench.must('tasks.pollNow', { id });
  await bench.clock.advance(30_000);
  const states = (await bench.must('studio.snapshot', {})).tasks.map((task) =>
    task.state === 'unconfirmed' ? task.reconciliation : task.state,
  );
  expect(states).toEqual(Array.from({ length: 8 }, () => 'not-found'));
  // The first search had a read of its own; all others shared one read.
  expect(bench.api.listRequests).toBe(2);
});

test('eight unconfirmed tasks that are due together read each page once', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  bench.api.onList = (page) =>
    ok(
      page > 3
        ? []
        : Array.from({ length: 20 }, (_, index) => ({
            serviceTaskId: `t-${page}-${index}`,
            model: 'another',
            createdAtMs: bench.clock.now(),
          })),
    );
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.must('profiles.setRequestRate', { profileId: bench.profileId, requestsPerSecond: 50 });
  await bench.clock.advance(1_000);
  await bench.submit(fox, 8);
  expect(bench.api.submitted).toHaveLength(8);
  await bench.clock.advance(70_000);
  expect(bench.api.listRequests).toBe(4);
});

test.each([
  ['500', { kind: 'server-error', service: serviceResponse(500) }],
  ['nothing', noResponse],
] as const)('a task list that keeps failing with %s is requested ever more slowly', async (_, error) => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  bench.api.onList = () => fail(error);
  await bench.submit();
  await bench.clock.advance(3 * hourMs);
  const requestCount = bench.api.listRequests;
  await bench.clock.advance(3 * hourMs);
  expect(bench.api.listRequests - requestCount).toBeLessThan(25);
  // After a success the usual interval applies again.
  bench.api.onList = () => ok([]);
  await bench.clock.advance(11 * minuteMs);
  expect((await bench.must('studio.snapshot', {})).tasks[0]).toMatchObject({ reconciliation: 'not-found' });
});
