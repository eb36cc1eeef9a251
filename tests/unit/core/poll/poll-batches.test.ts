// With more than fifty live tasks, polls are sent in batches if the service supports that.
import { beforeEach, expect, test } from 'vitest';
import { createPollBatches, groupIntoRequests } from '../../../../electron/core/poll/poll-batches.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { rateLimited, serviceTask } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 100 });
});

/** Submits tasks and waits until the rate limiter has let all of them through; nothing is polled yet. */
async function submitAll(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let submittedCount = 0; submittedCount < count; submittedCount += 20)
    ids.push(...(await bench.submit(fox, Math.min(20, count - submittedCount))));
  await bench.clock.advance(10_000);
  expect(bench.api.submitted).toHaveLength(count);
  return ids;
}
const statusesOf = (ids: readonly string[]) =>
  ok(new Map(ids.flatMap((id) => [[id, bench.api.tasks.get(id) ?? serviceTask(id)] as const])));

test('fifty tasks are polled one by one, as documented', async () => {
  await submitAll(50);
  bench.api.onBatch = statusesOf;
  await bench.clock.advance(15_000);
  expect([bench.api.batches.length, new Set(bench.api.polls).size]).toEqual([0, 50]);
});

test('sixty tasks are polled in batches, and each gets its own status', async () => {
  const ids = await submitAll(60);
  bench.api.onBatch = statusesOf;
  for (const serviceTaskId of [...bench.api.tasks.keys()].slice(0, 30)) bench.api.finish(serviceTaskId);
  // All polls become due at once, because otherwise single polls would be fast enough.
  await bench.clock.sleep(60_000);
  await bench.clock.advance(5_000);
  expect(bench.api.batches.every((batch) => batch.length <= 50)).toBe(true);
  expect(new Set([...bench.api.batches.flat(), ...bench.api.polls]).size).toBe(60);
  expect(bench.api.batches.some((batch) => batch.length > 5)).toBe(true);
  const states = await Promise.all(ids.map(async (id) => (await bench.task(id)).state));
  expect(states.filter((state) => state === 'completed')).toHaveLength(30);
});

test('a service without batch polling costs one request, and is tried again an hour later', async () => {
  await submitAll(60);
  await bench.clock.advance(40_000);
  expect(bench.api.batches).toHaveLength(1);
  expect(new Set(bench.api.polls).size).toBe(60);
  await bench.clock.advance(3_500_000);
  expect(bench.api.batches).toHaveLength(1);
  await bench.clock.advance(400_000);
  expect(bench.api.batches).toHaveLength(2);
});

test('a task missing from a batch response is polled singly, and only that poll may count as not found', async () => {
  const ids = await submitAll(60);
  const missing = bench.api.lastTaskId();
  bench.api.onBatch = (batch) => statusesOf(batch.filter((id) => id !== missing));
  bench.api.tasks.delete(missing);
  await bench.clock.advance(40_000);
  expect(bench.api.polls).toContain(missing);
  const last = await bench.taskIn(ids.at(-1) ?? 0, 'pending');
  expect(last.pollError?.kind).toBe('not-found');
});

test('a 429 to a poll batch pauses the profile once and fails no task', async () => {
  const ids = await submitAll(60);
  bench.api.onBatch = () => fail(rateLimited);
  await bench.clock.advance(6_000);
  const requestCount = bench.api.batches.length + bench.api.polls.length;
  await bench.clock.advance(20_000);
  expect(bench.api.batches.length + bench.api.polls.length - requestCount).toBeLessThanOrEqual(1);
  bench.api.onBatch = statusesOf;
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(120_000);
  const states = await Promise.all(ids.map(async (id) => (await bench.task(id)).state));
  expect(states.every((state) => state === 'completed')).toBe(true);
});

test('a completed or failed task without links or reason in a batch response is polled singly for them', async () => {
  const ids = await submitAll(60);
  const serviceTaskIds = [...bench.api.tasks.keys()];
  // Like the task list, the response has the status, but neither the links nor the reason.
  bench.api.onBatch = (batch) =>
    ok(new Map(batch.map((id) => [id, { ...(bench.api.tasks.get(id) ?? serviceTask(id)), results: [], error: null }] as const)));
  for (const serviceTaskId of serviceTaskIds.slice(0, 30)) bench.api.finish(serviceTaskId);
  const blocked = { code: 'content_policy_violation', message: 'no', suggestion: null };
  for (const serviceTaskId of serviceTaskIds.slice(30))
    bench.api.tasks.set(serviceTaskId, serviceTask(serviceTaskId, { status: 'failed', error: blocked }));
  await bench.must('settings.change', { autoRetry: true });
  await bench.clock.sleep(60_000);
  await bench.clock.advance(60_000);
  const tasks = await Promise.all(ids.map((id) => bench.task(id)));
  expect(tasks.slice(0, 30).every((task) => task.state === 'completed' && task.results[0]?.state === 'stored')).toBe(true);
  expect(tasks.slice(30).every((task) => task.state === 'failed' && 'code' in task.error && task.error.code === blocked.code)).toBe(true);
  expect(bench.api.submitted).toHaveLength(60);
});

test('a fresh link does not count as expired when a batch response omits the links', async () => {
  await submitAll(60);
  bench.api.onBatch = (batch) =>
    ok(new Map(batch.map((id) => [id, { ...(bench.api.tasks.get(id) ?? serviceTask(id)), results: [] }] as const)));
  const [first = ''] = bench.api.tasks.keys();
  bench.api.finish(first);
  bench.library.onDownload = () => fail({ kind: 'link-refused', httpStatus: 403 });
  await bench.clock.sleep(60_000);
  await bench.clock.advance(5_000);
  bench.api.finish(first, { results: [{ kind: 'video', url: 'https://files.example/fresh.mp4' }] });
  bench.library.onDownload = (job) =>
    job.url.includes('fresh') ? bench.library.store(job) : fail({ kind: 'link-refused', httpStatus: 403 });
  await bench.clock.advance(180_000);
  expect((await bench.must('library.index', {})).resultIds).toHaveLength(1);
});

test('there is one request per fifty tasks, and one for each task that must be polled singly', () => {
  const ids = Array.from({ length: 103 }, (_, index) => index + 1);
  const groups = groupIntoRequests(ids, new Set([7, 60]));
  expect(groups.map(([first]) => first)).toEqual([7, 60, 1, 52, 103]);
  expect(groups.map(({ length }) => length)).toEqual([1, 1, 50, 50, 1]);
  expect(groups.flat().toSorted((a, b) => a - b)).toEqual(ids);
  expect(groupIntoRequests([], new Set([7]))).toEqual([]);
});

test('a profile whose service does not know batch polling tries it again after an hour', () => {
  const batches = createPollBatches();
  batches.markUnsupported(1, 1_000);
  expect([batches.isSupported(1, 3_600_999), batches.isSupported(1, 3_601_000), batches.isSupported(2, 1_000)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('no task is in two requests at the same time', async () => {
  await submitAll(100);
  const inRequest = new Set<string>();
  let duplicateCount = 0;
  bench.api.getTasks = async (_, serviceTaskIds) => {
    for (const id of serviceTaskIds) {
      if (inRequest.has(id)) duplicateCount += 1;
      inRequest.add(id);
    }
    bench.api.batches.push(serviceTaskIds);
    await new Promise<void>((resolve) => bench.clock.setTimer(3_000, resolve));
    for (const id of serviceTaskIds) inRequest.delete(id);
    return statusesOf(serviceTaskIds);
  };
  await bench.clock.sleep(60_000);
  await bench.clock.advance(60_000);
  expect([duplicateCount, new Set(bench.api.batches.flat()).size]).toEqual([0, 100]);
});
