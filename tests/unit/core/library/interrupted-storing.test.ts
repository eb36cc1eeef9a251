// Downloads that cannot be stored: an unhealthy folder, too little space, and transfers that failed verification.
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/result.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { quarantined } from '../../../support/fake-video-library.ts';
import { holdCalls } from '../../../support/held-calls.ts';
import { libraryPerTest } from '../../../support/library-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * 60_000;

const { bench, libraryStatus, recordOf } = libraryPerTest();

test('an unhealthy folder is probed once for all downloads, which then continue nearest expiry first', async () => {
  const missing = { kind: 'library-missing' as const, folder: '/videos' };
  bench.library.onDownload = () => fail(missing);
  bench.library.onCheck = () => fail(missing);
  await bench.submit(fox, 20);
  await bench.clock.advance(5_000);
  // Polls of the tasks begin to fail one after another and all succeed again at once: each may have been ready since its last poll.
  const serviceTaskIds = [...bench.api.tasks.keys()];
  const unresponsiveIds = new Set<string>();
  const { onPoll } = bench.api;
  bench.api.onPoll = (serviceTaskId, signal) => (unresponsiveIds.has(serviceTaskId) ? fail(noResponse) : onPoll(serviceTaskId, signal));
  for (let index = 0; index < serviceTaskIds.length; index += 1) {
    unresponsiveIds.add(serviceTaskIds[(index * 7) % serviceTaskIds.length] ?? '');
    await bench.clock.advance(2 * minuteMs);
  }
  for (const serviceTaskId of serviceTaskIds) bench.api.finish(serviceTaskId);
  unresponsiveIds.clear();
  await bench.clock.advance(10 * minuteMs);
  const expiring = (await bench.must('studio.snapshot', {})).tasks
    .flatMap((one) => (one.state === 'completed' ? [{ serviceTaskId: one.serviceTaskId, atMs: one.results[0]?.linkExpiresAtMs ?? 0 }] : []))
    .sort((a, b) => a.atMs - b.atMs);
  expect(new Set(expiring.map(({ atMs }) => atMs)).size).toBe(20);
  const attemptCount = bench.library.downloads.length;
  expect(attemptCount).toBeLessThanOrEqual(2);
  expect((await libraryStatus()).error).toEqual(missing);
  await bench.clock.advance(hourMs);
  expect(bench.library.downloads).toHaveLength(attemptCount);
  const [task] = (await bench.must('studio.snapshot', {})).tasks;
  expect(task?.state === 'completed' && task.results[0]?.error).toEqual(missing);
  bench.library.onDownload = null;
  bench.library.onCheck = () => ok({ freeBytes: 1_000_000_000 });
  await bench.clock.advance(61_000);
  expect((await libraryStatus()).error).toBeNull();
  expect(bench.library.downloads.slice(attemptCount).map(({ url }) => url)).toEqual(
    expiring.map(({ serviceTaskId }) => `https://files.example/${serviceTaskId}.mp4`),
  );
});

test('a large video that does not fit does not delay smaller ones', async () => {
  const diskFull = { kind: 'disk-full' as const, folder: '/videos', neededBytes: 2_000_000_000, freeBytes: 1_000_000_000 };
  let largeResultId: number | null = null;
  bench.library.onDownload = (job) => {
    largeResultId ??= job.resultId;
    return job.resultId === largeResultId ? fail(diskFull) : bench.library.store(job);
  };
  await bench.submit(fox, 5);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  expect(await libraryStatus()).toMatchObject({ videoCount: 4, error: diskFull });
  bench.library.onCheck = () => ok({ freeBytes: 3_000_000_000 });
  bench.library.onDownload = null;
  await bench.clock.advance(61_000);
  expect(await libraryStatus()).toMatchObject({ videoCount: 5, error: null });
});

test('a transfer that is being kept unverified is not downloaded at the same time', async () => {
  bench.library.onDownload = quarantined(1_000);
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(3 * hourMs);
  const [result] = (await bench.taskIn(id, 'completed')).results;
  expect(result?.canKeepUnverified).toBe(true);
  const heldStores = holdCalls(bench.library, 'storeQuarantined');
  const keeping = bench.call('library.keepUnverified', { resultId: result?.id ?? 0 });
  await bench.clock.settle();
  const downloadsBefore = bench.library.downloads.length;
  await bench.must('tasks.retryDownload', { resultId: result?.id ?? 0 });
  await bench.clock.advance(60_000);
  expect(bench.library.downloads).toHaveLength(downloadsBefore);
  heldStores.release();
  expect(await keeping).toMatchObject({ ok: true });
  expect(await recordOf(result?.id ?? 0)).toMatchObject({ state: 'stored', verification: 'unverified' });
});

test('a transfer that failed verification five times can be kept unverified, and stays marked', async () => {
  bench.library.onDownload = quarantined(1_000);
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(15_000);
  const first = (await bench.taskIn(id, 'completed')).results[0];
  expect(first?.canKeepUnverified).toBe(false);
  expect(await bench.call('library.keepUnverified', { resultId: first?.id ?? 0 })).toMatchObject({ ok: false });
  await bench.clock.advance(3 * hourMs);
  expect(bench.library.downloads).toHaveLength(5);
  const [result] = (await bench.taskIn(id, 'completed')).results;
  expect(result).toMatchObject({ state: 'available', canKeepUnverified: true, nextAttemptAtMs: expect.any(Number) });
  await bench.must('library.keepUnverified', { resultId: result?.id ?? 0 });
  expect(await recordOf(result?.id ?? 0)).toMatchObject({
    state: 'stored',
    verification: 'unverified',
    fileName: expect.stringContaining('(not verified)'),
  });
  expect(await bench.must('library.verifyFile', { resultId: result?.id ?? 0 })).toEqual({ verdict: 'unverified' });
});
