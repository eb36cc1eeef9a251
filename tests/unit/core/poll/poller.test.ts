// Polling: the documented intervals, and that a failed poll never fails a task.
import { expect, test } from 'vitest';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, notFound, rateLimited, serviceResponse, serviceTask, unauthorized } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const bench = benchPerTest();

test('the first poll is sent after 15 s, and the next ones every 10 to 15 s', async () => {
  await bench.submit();
  await bench.clock.advance(14_999);
  expect(bench.api.polls).toHaveLength(0);
  await bench.clock.advance(1);
  expect(bench.api.polls).toHaveLength(1);
  await bench.clock.advance(12_500);
  expect(bench.api.polls).toHaveLength(2);
});

test('a task is overdue after ten minutes, is then polled more slowly, and is abandoned after a day', async () => {
  const [id = 0] = await bench.submit();
  await bench.clock.advance(9 * minuteMs);
  expect((await bench.taskIn(id, 'pending')).overdue).toBe(false);
  await bench.clock.advance(minuteMs + 15_000);
  expect((await bench.taskIn(id, 'pending')).overdue).toBe(true);
  await bench.clock.advance(50 * minuteMs);
  const pollsBefore = bench.api.polls.length;
  await bench.clock.advance(10 * minuteMs);
  expect(bench.api.polls.length - pollsBefore).toBe(10);
  await bench.clock.advance(23 * hourMs + minuteMs);
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'polling-stopped', reason: 'too-old' });
  bench.api.finish(bench.api.lastTaskId());
  await bench.must('tasks.resumePolling', { id });
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('completed');
});

test('a day without any response neither abandons a task nor makes it overdue', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(noResponse);
  await bench.clock.advance(30 * hourMs);
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ overdue: false, pollError: noResponse });
  bench.api.finish(bench.api.lastTaskId());
  bench.api.onPoll = (serviceTaskId) => ok(bench.api.tasks.get(serviceTaskId) ?? serviceTask(serviceTaskId));
  bench.studio.networkChanged(false);
  bench.studio.networkChanged(true);
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('completed');
});

const failures: readonly AppError[] = [
  noResponse,
  { kind: 'server-error', service: serviceResponse(500) },
  { kind: 'upstream-error', service: serviceResponse(502) },
  { kind: 'service-unavailable', retryAfterMs: null, service: serviceResponse(503) },
  { kind: 'invalid-response', service: { ...serviceResponse(200), body: '<html>' } },
  rateLimited,
  unauthorized,
];
test.each(failures)('50 polls in a row that fail with $kind do not fail the task', async (error) => {
  const [id = 0] = await bench.submit();
  let remainingFailures = 50;
  bench.api.onPoll = (serviceTaskId) => {
    remainingFailures -= 1;
    return remainingFailures < 0 ? ok(bench.api.tasks.get(serviceTaskId) ?? serviceTask(serviceTaskId)) : fail(error);
  };
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(3 * hourMs);
  expect(remainingFailures).toBeLessThan(0);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a 429 to a poll pauses the whole profile', async () => {
  await bench.submit(fox, 3);
  bench.api.onPoll = () => fail({ ...rateLimited, retryAfterMs: 40_000 });
  await bench.clock.advance(15_100);
  const pollsBefore = bench.api.polls.length;
  await bench.clock.advance(39_000);
  expect(bench.api.polls).toHaveLength(pollsBefore);
  const submittedCount = bench.api.submitted.length;
  await bench.must('tasks.submit', { actionId: newActionId(), request: fox, variations: 1, sendAnyway: false, sourceTaskId: null });
  expect(bench.api.submitted).toHaveLength(submittedCount);
});

test('a task that the service does not know is polled slowly and abandoned after a day, not before', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(23 * hourMs);
  expect((await bench.taskIn(id, 'pending')).pollError).toEqual(notFound);
  expect(bench.api.polls.length).toBeLessThan(24 * 61);
  await bench.clock.advance(2 * hourMs);
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'polling-stopped', reason: 'not-found' });
});

test('a 401 holds the profile, and the next successful poll releases it', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(unauthorized);
  await bench.clock.advance(20_000);
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]?.holds.map((hold) => hold.error)).toEqual([unauthorized]);
  bench.api.onPoll = (serviceTaskId) => ok(serviceTask(serviceTaskId, { status: 'processing', progress: 50 }));
  await bench.clock.advance(2 * minuteMs);
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]?.holds).toEqual([]);
  expect((await bench.taskIn(id, 'processing')).pollError).toBeNull();
});

test('an unknown status is stored unchanged, and polling continues', async () => {
  const [id = 0] = await bench.submit();
  const serviceTaskId = bench.api.lastTaskId();
  bench.api.tasks.set(
    serviceTaskId,
    serviceTask(serviceTaskId, { status: 'unknown', rawStatus: 'dreaming', raw: '{"status":"dreaming"}' }),
  );
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).pollError).toMatchObject({ kind: 'invalid-response' });
  bench.api.finish(serviceTaskId);
  await bench.clock.advance(minuteMs);
  expect((await bench.task(id)).state).toBe('completed');
  expect((await bench.must('tasks.read', { id })).serviceResponses.map(({ body }) => body)).toContain('{"status":"dreaming"}');
});

test('the statuses failed and cancelled end a task with the message of the service', async () => {
  const [failed = 0, cancelled = 0] = await bench.submit(fox, 2);
  const [first = '', second = ''] = [...bench.api.tasks.keys()];
  const error = { code: 'content_policy_violation', message: 'no', suggestion: null };
  bench.api.tasks.set(first, serviceTask(first, { status: 'failed', error }));
  bench.api.tasks.set(second, serviceTask(second, { status: 'cancelled' }));
  await bench.clock.advance(16_000);
  expect(await bench.taskIn(failed, 'failed')).toMatchObject({
    error: { kind: 'task-failed', ...error },
    serviceTaskId: first,
    creditsReserved: 8,
  });
  expect((await bench.taskIn(cancelled, 'cancelled')).serviceTaskId).toBe(second);
  const { tasks } = await bench.must('studio.snapshot', {});
  expect(tasks.map((task) => task.id)).toEqual([failed, cancelled]);
  await bench.must('tasks.dismiss', { id: failed });
  expect((await bench.must('studio.snapshot', {})).tasks.map((task) => task.id)).toEqual([cancelled]);
});

/** Submits a task that completes at the service without a video, and waits for its poll. */
async function completeWithoutVideo(): Promise<{ readonly id: number; readonly serviceTaskId: string }> {
  const [id = 0] = await bench.submit();
  const serviceTaskId = bench.api.lastTaskId();
  bench.api.finish(serviceTaskId, { results: [] });
  await bench.clock.advance(16_000);
  return { id, serviceTaskId };
}

test('a completed task without a result stays completed and is polled again', async () => {
  const { id, serviceTaskId } = await completeWithoutVideo();
  expect((await bench.taskIn(id, 'completed')).results).toEqual([]);
  await bench.clock.advance(hourMs);
  bench.api.finish(serviceTaskId);
  await bench.clock.advance(2 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a completed task without a video survives one "not found": its video is fetched when the service returns it', async () => {
  const { id, serviceTaskId } = await completeWithoutVideo();
  const normalPoll = bench.api.onPoll;
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(2 * minuteMs);
  bench.api.onPoll = normalPoll;
  bench.api.finish(serviceTaskId);
  await bench.clock.advance(5 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a completed task without a video is abandoned after a day of "not found", and polled again on request', async () => {
  const { id, serviceTaskId } = await completeWithoutVideo();
  const normalPoll = bench.api.onPoll;
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(23 * hourMs);
  const before = bench.api.polls.length;
  await bench.clock.advance(10 * minuteMs);
  expect(bench.api.polls.length).toBeGreaterThan(before);
  await bench.clock.advance(3 * hourMs);
  const pollsUntilAbandoned = bench.api.polls.length;
  await bench.clock.advance(3 * hourMs);
  expect(bench.api.polls.length).toBe(pollsUntilAbandoned);

  // Polling on request starts another day: one more "not found" does not abandon the task.
  await bench.must('tasks.pollNow', { id });
  await bench.clock.advance(minuteMs);
  bench.api.onPoll = normalPoll;
  bench.api.finish(serviceTaskId);
  await bench.clock.advance(5 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a result that is an element has no file: it is stored at once, and shown in the queue until dismissed', async () => {
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId(), { results: [{ kind: 'element', data: { element_id: 7 } }] });
  await bench.clock.advance(16_000);
  const { tasks } = await bench.must('studio.snapshot', {});
  expect(tasks).toMatchObject([{ id, results: [{ kind: 'element', state: 'stored', data: { element_id: 7 } }] }]);
  expect((await bench.must('library.index', {})).resultIds).toEqual([]);
  await bench.must('tasks.dismiss', { id });
  expect((await bench.must('studio.snapshot', {})).tasks).toEqual([]);
});

test('a task that is abandoned during a poll stays abandoned, whatever the response', async () => {
  const [id = 0] = await bench.submit();
  let respond = (): void => {};
  bench.api.onPoll = (serviceTaskId) =>
    new Promise((resolve) => {
      respond = () => resolve(ok(serviceTask(serviceTaskId, { status: 'processing' })));
    });
  await bench.clock.advance(15_000);
  await bench.must('tasks.stopPolling', { id });
  respond();
  await bench.clock.settle();
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'polling-stopped', reason: 'by-user' });
});

test('the expected end is the service’s estimate, or the usual duration of the model', async () => {
  const [first = 0] = await bench.submit();
  expect((await bench.taskIn(first, 'pending')).expectedEndAtMs).toBeNull();
  await bench.submit(fox, 3);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId, { tookSeconds: 90 });
  await bench.clock.advance(minuteMs);
  const [laterId = 0] = await bench.submit();
  expect((await bench.taskIn(laterId, 'pending')).expectedEndAtMs).toBe(bench.clock.now() + 90_000);
});

test('after a sleep of two hours all due work starts at once', async () => {
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  const sleep = bench.clock.sleep(2 * hourMs);
  bench.studio.wake('resume');
  await sleep;
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('polling continues when the clock is set back by a day', async () => {
  const [id = 0] = await bench.submit();
  await bench.clock.advance(16_000);
  bench.api.finish(bench.api.lastTaskId());
  bench.clock.set(bench.clock.now() - 24 * hourMs);
  await bench.clock.advance(2 * minuteMs);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

test('a network reconnect is detected within a minute even without an event', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail(noResponse);
  bench.desktop.online = false;
  await bench.clock.advance(hourMs);
  expect((await bench.must('studio.snapshot', {})).status.online).toBe(false);
  bench.api.finish(bench.api.lastTaskId());
  bench.api.onPoll = (serviceTaskId) => ok(bench.api.tasks.get(serviceTaskId) ?? serviceTask(serviceTaskId));
  bench.desktop.online = true;
  await bench.clock.advance(minuteMs);
  expect((await bench.must('studio.snapshot', {})).status.online).toBe(true);
  expect((await bench.task(id)).state).toBe('completed');
});

test('the expected end comes from tasks of the same length and quality, if there are enough of them', async () => {
  const long = { ...fox, durationSeconds: 10 };
  await bench.must('settings.change', { maxConcurrentTasks: 20 });
  await bench.submit(fox, 4);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId, { tookSeconds: 60 });
  await bench.clock.advance(minuteMs);
  const before = new Set(bench.api.tasks.keys());
  await bench.submit(long, 3);
  for (const serviceTaskId of bench.api.tasks.keys()) if (!before.has(serviceTaskId)) bench.api.finish(serviceTaskId, { tookSeconds: 200 });
  await bench.clock.advance(minuteMs);
  const [short = 0] = await bench.submit(fox);
  const [longer = 0] = await bench.submit(long);
  const [other = 0] = await bench.submit({ ...fox, quality: '480p' });
  const expected = async (id: number) => ((await bench.taskIn(id, 'pending')).expectedEndAtMs ?? 0) - bench.clock.now();
  // No task resembles the third request: all tasks of the model count.
  expect([await expected(short), await expected(longer), await expected(other)]).toEqual([60_000, 200_000, 60_000]);
});

test('link expiry is computed with this computer’s clock, however wrong it is', async () => {
  const [id = 0] = await bench.submit();
  // The local clock is an hour behind: by it, the present timestamps of the service are an hour in the future.
  bench.api.skewMs = hourMs;
  const createdAtMs = bench.clock.now();
  await bench.clock.advance(5 * minuteMs);
  bench.api.finish(bench.api.lastTaskId(), { createdAtMs: createdAtMs + hourMs, tookSeconds: 290 });
  await bench.clock.advance(minuteMs);
  const [result] = (await bench.taskIn(id, 'completed')).results;
  expect(Math.abs((result?.linkExpiresAtMs ?? 0) - (createdAtMs + 290_000 + 24 * hourMs))).toBeLessThan(16_000);
});
