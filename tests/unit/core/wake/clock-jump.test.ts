// The computer's clock may be set at any time. That may change what is shown; it must not lose a video, pay for one twice, or send requests faster
// than the service allows.
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, notFound, rateLimited } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const bench = benchPerTest();

/** Sets the local clock; the service's clock is unaffected. */
function setClock(byMs: number): void {
  bench.clock.set(bench.clock.now() + byMs);
  bench.api.skewMs = (bench.api.skewMs ?? 0) - byMs;
}
const serviceNowMs = (): number => bench.clock.now() + (bench.api.skewMs ?? 0);

test.each([-8 * hourMs, 8 * hourMs])(
  'an unconfirmed task is found in the list even though the clock was set by %i ms after it was sent',
  async (byMs) => {
    bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
    const [id = 0] = await bench.submit();
    const createdAtMs = serviceNowMs() + 1_000;
    setClock(byMs);
    bench.api.onList = () => ok([{ serviceTaskId: 'task-unified-1', model: fox.model, createdAtMs }]);
    await bench.must('tasks.pollNow', { id });
    await bench.clock.advance(5_000);
    expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: 'task-unified-1' });
  },
);

test('an unconfirmed task does not match one that was made hours later, when the local clock showed the same time again', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit();
  await bench.clock.advance(8 * hourMs);
  setClock(-8 * hourMs);
  bench.api.onList = () => ok([{ serviceTaskId: 'task-unified-1', model: fox.model, createdAtMs: serviceNowMs() }]);
  await bench.must('tasks.pollNow', { id });
  await bench.clock.advance(5_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('not-found');
});

test('a task that was not found twice is not abandoned when the clock jumps a day between the polls', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(20_000);
  setClock(25 * hourMs);
  await bench.clock.advance(5 * minuteMs);
  expect((await bench.task(id)).state).toBe('pending');
  await bench.clock.advance(25 * hourMs);
  expect((await bench.task(id)).state).toBe('abandoned');
});

test('a task that was not found twice is not abandoned when the computer slept for a day between the polls', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(20_000);
  await bench.clock.sleep(26 * hourMs);
  await bench.clock.advance(2 * minuteMs);
  expect((await bench.task(id)).state).toBe('pending');
});

test('a link does not expire before its day is over by the service’s clock', async () => {
  bench.library.onDownload = () => fail({ kind: 'link-refused', httpStatus: 403 });
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(20_000);
  setClock(48 * hourMs);
  await bench.clock.advance(2 * hourMs);
  bench.library.onDownload = null;
  await bench.clock.advance(20 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a link that was received while the clock was behind does not expire when the clock is corrected', async () => {
  setClock(-23 * hourMs);
  bench.library.onDownload = () => fail({ kind: 'link-refused', httpStatus: 403 });
  const createdAtMs = serviceNowMs();
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId(), { createdAtMs });
  await bench.clock.advance(20_000);
  setClock(23 * hourMs);
  await bench.clock.advance(3 * hourMs);
  bench.library.onDownload = null;
  await bench.clock.advance(20 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a completed task without a link is polled again even though the clock jumped two days ahead', async () => {
  const [id = 0] = await bench.submit();
  const createdAtMs = serviceNowMs();
  bench.api.finish(bench.api.lastTaskId(), { results: [], createdAtMs });
  await bench.clock.advance(20_000);
  setClock(48 * hourMs);
  await bench.clock.advance(minuteMs);
  bench.api.finish(bench.api.lastTaskId(), { createdAtMs });
  await bench.clock.advance(10 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test.each([-hourMs, 5 * minuteMs, hourMs])(
  'a pause lasts as long as the service asks even though the clock is set by %i ms',
  async (byMs) => {
    bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 120_000 } });
    await bench.submit();
    await bench.clock.advance(10_000);
    setClock(byMs);
    await bench.clock.advance(100_000);
    expect(bench.api.submitted).toHaveLength(1);
    await bench.clock.advance(90_000);
    expect(bench.api.submitted).toHaveLength(2);
  },
);

test.each([-hourMs, hourMs])(
  'no second has more requests than the configured rate when the clock is set by %i ms within it',
  async (byMs) => {
    await bench.must('profiles.setRequestRate', { profileId: bench.profileId, requestsPerSecond: 2 });
    await bench.must('settings.change', { maxConcurrentTasks: 50 });
    await bench.submit(fox, 10);
    await bench.clock.advance(3_000);
    const before = bench.api.submitted.length;
    setClock(byMs);
    bench.studio.wake('resume');
    await bench.clock.advance(999);
    expect(bench.api.submitted.length - before).toBeLessThanOrEqual(2);
  },
);

test('a rate halved by a 429 does not recover because the clock is set ahead', async () => {
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 1_000 } });
  await bench.submit();
  setClock(hourMs);
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.profiles[0]?.throttle?.requestsPerSecond).toBe(5);
});

test('the balance is read after a task was accepted even though the clock was set back', async () => {
  await bench.submit();
  await bench.clock.advance(20_000);
  setClock(-8 * hourMs);
  const requestCount = bench.api.creditRequests;
  await bench.submit();
  await bench.clock.advance(30_000);
  expect(bench.api.creditRequests).toBe(requestCount + 1);
});

test.each([-hourMs, -8 * hourMs])(
  'a file that is too large is not fetched again before its six hours are over even though the clock is set by %i ms',
  async (byMs) => {
    bench.library.onDownload = () => fail({ kind: 'link-blocked', reason: 'too-large' });
    await bench.submit();
    bench.api.finish(bench.api.lastTaskId());
    await bench.clock.advance(20_000);
    expect(bench.library.downloads).toHaveLength(1);
    setClock(byMs);
    await bench.clock.advance(5 * hourMs);
    expect(bench.library.downloads).toHaveLength(1);
    await bench.clock.advance(hourMs + 5 * minuteMs);
    expect(bench.library.downloads).toHaveLength(2);
  },
);
