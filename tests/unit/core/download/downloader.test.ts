// Downloads: nearest expiry first, two at a time, with every failure of link, folder and file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { VideoLibrary } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { fail } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, video } from '../../../support/fake-api.ts';
import { quarantined } from '../../../support/fake-video-library.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const bench = benchPerTest();

/** Makes the first downloads fail with these errors and the later ones succeed. */
function failDownloads(...errors: AppError[]): void {
  bench.library.onDownload = (job) => {
    const error = errors.shift();
    return error === undefined ? bench.library.store(job) : fail(error);
  };
}

async function finishTask(): Promise<number> {
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(15_000);
  return id;
}
const stateOf = async (id: number) => (await bench.taskIn(id, 'completed')).results[0]?.state;

test('two downloads run at a time, and the others follow', async () => {
  type Outcome = Awaited<ReturnType<VideoLibrary['download']>>;
  const finish: (() => void)[] = [];
  bench.library.onDownload = (job) => new Promise<Outcome>((resolve) => finish.push(() => resolve(bench.library.store(job))));
  await bench.submit(fox, 4);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(20_000);
  expect(bench.library.downloads).toHaveLength(2);
  finish[0]?.();
  await bench.clock.settle();
  expect(bench.library.downloads).toHaveLength(3);
  bench.library.onDownload = null;
  for (const end of finish) end();
  await bench.clock.advance(100);
  expect((await bench.must('library.index', {})).resultIds).toHaveLength(4);
});

test('the link that expires first is downloaded first, even if it was found last', async () => {
  bench.library.onDownload = () => fail({ kind: 'disk-full', folder: '/videos', neededBytes: 1, freeBytes: 0 });
  await bench.submit(fox, 2);
  const [polledTaskId = '', unpolledTaskId = ''] = [...bench.api.tasks.keys()];
  const { onPoll } = bench.api;
  bench.api.onPoll = (serviceTaskId, signal) => (serviceTaskId === unpolledTaskId ? fail(noResponse) : onPoll(serviceTaskId, signal));
  bench.api.finish(unpolledTaskId);
  await bench.clock.advance(10 * minuteMs);
  bench.api.finish(polledTaskId);
  await bench.clock.advance(5 * minuteMs);
  // The task whose polls failed may have been ready since its last successful poll, 15 minutes ago.
  bench.api.onPoll = onPoll;
  await bench.clock.advance(10 * minuteMs);
  bench.library.downloads.length = 0;
  bench.library.onDownload = null;
  await bench.clock.advance(5 * minuteMs);
  expect(bench.library.downloads.map(({ url }) => url)).toEqual(
    [unpolledTaskId, polledTaskId].map((serviceTaskId) => `https://files.example/${serviceTaskId}.mp4`),
  );
});

test.each([
  noResponse,
  { kind: 'download-incomplete', expectedBytes: 10, receivedBytes: 5 },
  { kind: 'upstream-error', service: { httpStatus: 502, code: null, message: null, param: null, requestId: null, body: '' } },
] as const satisfies readonly AppError[])('$kind is tried again after a back-off', async (error) => {
  failDownloads(error, error);
  const id = await finishTask();
  expect((await bench.taskIn(id, 'completed')).results[0]).toMatchObject({ state: 'available', error });
  await bench.clock.advance(10_000);
  expect(await stateOf(id)).toBe('stored');
  expect(bench.library.downloads).toHaveLength(3);
});

test('a network reconnect ends a back-off', async () => {
  failDownloads(...Array.from({ length: 8 }, () => noResponse));
  const id = await finishTask();
  await bench.clock.advance(4 * minuteMs);
  const attempts = bench.library.downloads.length;
  failDownloads();
  bench.studio.networkChanged(false);
  bench.studio.networkChanged(true);
  await bench.clock.settle();
  expect(bench.library.downloads).toHaveLength(attempts + 1);
  expect(await stateOf(id)).toBe('stored');
});

test('a refused link is replaced by a fresh one, which is then downloaded', async () => {
  failDownloads({ kind: 'link-refused', httpStatus: 403 });
  bench.api.onPoll = ((originalOnPoll) => (serviceTaskId, signal) => {
    const polls = bench.api.polls.length;
    if (polls > 1) bench.api.finish(serviceTaskId, { results: [video('https://files.example/fresh.mp4')] });
    return originalOnPoll(serviceTaskId, signal);
  })(bench.api.onPoll);
  const id = await finishTask();
  await bench.clock.advance(1_000);
  expect(bench.library.downloads.map(({ url }) => url).at(-1)).toBe('https://files.example/fresh.mp4');
  expect(await stateOf(id)).toBe('stored');
});

test('one refusal of a link does not count if the service still returns that link', async () => {
  failDownloads({ kind: 'link-refused', httpStatus: 403 });
  const id = await finishTask();
  await bench.clock.advance(10_000);
  expect(await stateOf(id)).toBe('stored');
});

test('a link that is still refused after a day is expired, and the user can request it again', async () => {
  bench.library.onDownload = () => fail({ kind: 'link-refused', httpStatus: 403 });
  const id = await finishTask();
  await bench.clock.advance(25 * hourMs);
  const [result] = (await bench.taskIn(id, 'completed')).results;
  expect(result).toMatchObject({ state: 'expired', error: { kind: 'link-refused', httpStatus: 403 } });
  expect((await bench.must('studio.snapshot', {})).tasks.map((task) => task.id)).toEqual([id]);
  failDownloads();
  await bench.must('tasks.retryDownload', { resultId: result?.id ?? 0 });
  await bench.clock.advance(5_000);
  expect(await stateOf(id)).toBe('stored');
});

test('a download that never verifies is tried five times, then rarely, until the user decides about the quarantined file', async () => {
  bench.library.onDownload = quarantined(700, { kind: 'not-a-video', detail: 'a sound' });
  const id = await finishTask();
  await bench.clock.advance(3 * hourMs);
  expect(bench.library.downloads).toHaveLength(5);
  const [result] = (await bench.taskIn(id, 'completed')).results;
  expect(result).toMatchObject({ state: 'available', canKeepUnverified: true, nextAttemptAtMs: expect.any(Number) });
  expect(result?.error).toEqual({ kind: 'quarantined', why: 'not-a-video', bytes: 700 });
  failDownloads();
  await bench.must('tasks.retryDownload', { resultId: result?.id ?? 0 });
  await bench.clock.settle();
  expect(await stateOf(id)).toBe('stored');
});

test('a full disk is reported, and the download waits until there is space', async () => {
  const full: AppError = { kind: 'disk-full', folder: '/videos', neededBytes: 10, freeBytes: 1 };
  failDownloads(full);
  const id = await finishTask();
  expect((await bench.must('studio.snapshot', {})).status.library.error).toEqual(full);
  await bench.clock.advance(31_000);
  expect(await stateOf(id)).toBe('stored');
  expect((await bench.must('studio.snapshot', {})).status.library.error).toBeNull();
});

test('a new library folder is checked before use, and waiting downloads go there at once', async () => {
  bench.library.onDownload = (job) =>
    job.folder === '/new' ? bench.library.store(job) : fail({ kind: 'library-unwritable', folder: job.folder, detail: '' });
  const id = await finishTask();
  expect(await bench.call('library.chooseFolder', {})).toEqual(fail({ kind: 'cancelled-by-user' }));
  bench.desktop.chosenFolder = '/bad';
  bench.library.onCheck = (folder) =>
    folder === '/bad' ? fail({ kind: 'library-missing', folder }) : { ok: true, value: { freeBytes: 5 } };
  expect(await bench.call('library.chooseFolder', {})).toEqual(fail({ kind: 'library-missing', folder: '/bad' }));
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.chooseFolder', {});
  await bench.clock.settle();
  expect(await stateOf(id)).toBe('stored');
  expect((await bench.must('studio.snapshot', {})).status.library).toMatchObject({ folder: '/new', error: null, videoCount: 1 });
});

test('progress is published at most every quarter of a second, and the task always has the latest value', async () => {
  let report: (receivedBytes: number) => void = () => {};
  let end: () => void = () => {};
  bench.library.onDownload = (job) =>
    new Promise((resolve) => {
      report = (receivedBytes) => job.onProgress({ receivedBytes, totalBytes: 1_000 });
      end = () => resolve(bench.library.store(job));
    });
  const id = await finishTask();
  report(0);
  await bench.clock.advance(1_000);
  report(500);
  await bench.clock.advance(50);
  expect((await bench.taskIn(id, 'completed')).results[0]).toMatchObject({ receivedBytes: 500, totalBytes: 1_000, bytesPerSecond: 500 });
  const deltas = bench.events.length;
  for (let index = 0; index < 100; index += 1) report(500 + index);
  await bench.clock.advance(40);
  expect(bench.events.length).toBe(deltas);
  end();
  await bench.clock.settle();
  expect(await stateOf(id)).toBe('stored');
});

test('a poster that cannot be made does not affect the download', async () => {
  bench.posters.outcome = fail({ kind: 'not-a-video', detail: '' });
  const id = await finishTask();
  expect(await stateOf(id)).toBe('stored');
  const { resultIds } = await bench.must('library.index', {});
  expect((await bench.must('library.records', { resultIds })).items[0]?.hasPoster).toBe(false);
  await bench.clock.advance(hourMs);
  expect(bench.posters.posterIds).toHaveLength(1);
});

test('a missing file is detected, and restored when it reappears or from its link', async () => {
  const id = await finishTask();
  const [resultId = 0] = (await bench.must('library.index', {})).resultIds;
  const files = new Map(bench.library.files);
  bench.library.files.clear();
  expect(await bench.call('library.reveal', { resultId })).toEqual(fail({ kind: 'file-missing' }));
  expect((await bench.must('library.records', { resultIds: [resultId] })).items[0]?.state).toBe('missing');
  expect((await bench.must('studio.snapshot', {})).status.library.videoCount).toBe(0);
  for (const [path, file] of files) bench.library.files.set(path, file);
  expect(await bench.studio.locateMedia('video', resultId)).toMatchObject({ bytes: 1_000, mimeType: 'video/mp4' });
  expect(await stateOf(id)).toBe('stored');
  bench.library.files.clear();
  await bench.studio.locateMedia('video', resultId);
  await bench.must('tasks.retryDownload', { resultId });
  await bench.clock.advance(5_000);
  expect(await stateOf(id)).toBe('stored');
  expect(bench.library.downloads).toHaveLength(2);
});

test('stopping interrupts a download without counting it as a failure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'downloading-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const world = createWorld();
  const studioBench = startBench({ world, databasePath: join(folder, 'studio.sqlite') });
  await studioBench.connect();
  world.library.onDownload = (_job, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(fail(noResponse)));
    });
  await studioBench.submit();
  world.api.finish(world.api.lastTaskId());
  await world.clock.advance(15_000);
  expect(world.library.downloads).toHaveLength(1);
  await studioBench.studio.stop({ withinMs: 3_000 });
  const raw = new BetterSqlite(join(folder, 'studio.sqlite'), { readonly: true });
  const row = raw.prepare('SELECT state, attempts, unverifiedTransfers, error, nextAttemptAtMs FROM result').get();
  raw.close();
  expect(row).toEqual({ state: 'available', attempts: 0, unverifiedTransfers: 0, error: null, nextAttemptAtMs: world.clock.now() });
  expect(world.log.incidents).toEqual([]);
});
