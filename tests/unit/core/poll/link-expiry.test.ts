// A failing link does not mean a lost video: downloads are retried until the link expires after a day.
import { expect, test } from 'vitest';
import type { AppError } from '../../../../shared/errors.ts';
import { fail } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { notFound, video } from '../../../support/fake-api.ts';
import { quarantined } from '../../../support/fake-video-library.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const refused: AppError = { kind: 'link-refused', httpStatus: 403 };

const bench = benchPerTest();

/** Creates a completed task whose downloads fail with this error until `letDownloadsSucceed` is called. Returns its id. */
async function completeWithFailingDownloads(error: AppError): Promise<number> {
  bench.library.onDownload = () => fail(error);
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(15_000);
  return id;
}
const letDownloadsSucceed = () => {
  bench.library.onDownload = null;
};
const resultOf = async (id: number) => (await bench.taskIn(id, 'completed')).results[0];

/** Downloads work again from now on: the video of the task is stored within this many milliseconds. */
async function expectStoredWithin(ms: number, id: number): Promise<void> {
  letDownloadsSucceed();
  await bench.clock.advance(ms);
  expect((await resultOf(id))?.state).toBe('stored');
}

test('a file host that refuses everything for an hour only delays the downloads', async () => {
  const id = await completeWithFailingDownloads(refused);
  await bench.clock.advance(hourMs);
  // The delays grow, so that neither the service nor the file host gets many requests.
  expect(bench.library.downloads.length).toBeLessThan(30);
  await expectStoredWithin(10 * minuteMs, id);
});

test('a link that is still refused when its day is over expires for good', async () => {
  const id = await completeWithFailingDownloads(refused);
  await bench.clock.advance(25 * hourMs);
  expect(await resultOf(id)).toMatchObject({ state: 'expired', error: refused });
  const attempts = bench.library.downloads.length;
  await bench.clock.advance(hourMs);
  expect(bench.library.downloads).toHaveLength(attempts);
});

test('a service that returns a new broken link each time is not polled in a loop', async () => {
  bench.api.onPoll = ((originalOnPoll) => (serviceTaskId, signal) => {
    if (bench.api.tasks.get(serviceTaskId)?.status === 'completed') {
      bench.api.finish(serviceTaskId, { results: [video(`https://files.example/${bench.api.polls.length}.mp4`)] });
    }
    return originalOnPoll(serviceTaskId, signal);
  })(bench.api.onPoll);
  const id = await completeWithFailingDownloads(refused);
  await bench.clock.advance(hourMs);
  expect(bench.library.downloads.length).toBeLessThan(30);
  await expectStoredWithin(10 * minuteMs, id);
});

test.each([
  ['does not know the task for a while', () => fail(notFound)],
  ['returns no link for a while', null],
] as const)('one refusal and a service that %s lose no video whose link is still valid', async (_, onPoll) => {
  const id = await completeWithFailingDownloads(refused);
  const serviceTaskId = bench.api.lastTaskId();
  if (onPoll === null) bench.api.finish(serviceTaskId, { results: [] });
  else bench.api.onPoll = onPoll;
  await bench.clock.advance(minuteMs);
  await expectStoredWithin(10 * minuteMs, id);
});

test('web pages instead of the video, as from a hotel network, only delay the download', async () => {
  const id = await completeWithFailingDownloads({ kind: 'not-a-video', detail: 'a web page' });
  await bench.clock.advance(3 * hourMs);
  expect(bench.library.downloads.length).toBeLessThan(15);
  await expectStoredWithin(31 * minuteMs, id);
});

test('a link that returns web pages until its last day is expired', async () => {
  const id = await completeWithFailingDownloads({ kind: 'not-a-video', detail: 'a web page' });
  await bench.clock.advance(27 * hourMs);
  expect((await resultOf(id))?.state).toBe('expired');
});

test('a host that resolves to a private address for a while, as behind a captive portal, is resolved again', async () => {
  const id = await completeWithFailingDownloads({ kind: 'link-blocked', reason: 'private' });
  await bench.clock.advance(hourMs);
  await expectStoredWithin(31 * minuteMs, id);
});

test.each([
  ['is not https, or is redirected away from it', { kind: 'link-blocked', reason: 'not-https' }, 6 * minuteMs],
  ['redirects in a loop', { kind: 'link-blocked', reason: 'too-many-redirects' }, 6 * minuteMs],
  ['leads into a private network', { kind: 'link-blocked', reason: 'private' }, 6 * minuteMs],
  ['returns a file larger than any video', { kind: 'link-blocked', reason: 'too-large' }, 6 * hourMs],
] as const)('the video of a link that %s for three hours is stored soon afterwards', async (_, error, soonMs) => {
  const id = await completeWithFailingDownloads(error);
  await bench.clock.advance(3 * hourMs);
  expect((await resultOf(id))?.nextAttemptAtMs).not.toBeNull();
  await expectStoredWithin(soonMs, id);
});

test.each(['not-https', 'too-large'] as const)('a link that is refused as %s until its day is over expires', async (reason) => {
  const id = await completeWithFailingDownloads({ kind: 'link-blocked', reason });
  await bench.clock.advance(31 * hourMs);
  expect((await resultOf(id))?.state).toBe('expired');
});

test('a transfer that may be kept unverified waits for the user, and until then its link is tried rarely', async () => {
  bench.library.onDownload = quarantined(500, { kind: 'download-incomplete', expectedBytes: 1_000, receivedBytes: 500 });
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(hourMs);
  expect(await resultOf(id)).toMatchObject({ state: 'available', canKeepUnverified: true });
  const attempts = bench.library.downloads.length;
  await bench.clock.advance(12 * hourMs);
  expect(bench.library.downloads.length - attempts).toBe(2);
  await expectStoredWithin(6 * hourMs, id);
});

test('a missing file whose link has expired keeps its record, and is found again when it reappears', async () => {
  const id = await completeWithFailingDownloads(refused);
  letDownloadsSucceed();
  await bench.clock.advance(10 * minuteMs);
  const [resultId = 0] = (await bench.must('library.index', {})).resultIds;
  await bench.clock.advance(48 * hourMs);
  const files = new Map(bench.library.files);
  bench.library.files.clear();
  await bench.studio.locateMedia('video', resultId);
  // The service still returns a link that its file host no longer serves.
  bench.library.onDownload = () => fail(refused);
  await bench.must('tasks.retryDownload', { resultId });
  await bench.clock.advance(hourMs);
  expect((await resultOf(id))?.state).toBe('missing');
  for (const [path, file] of files) bench.library.files.set(path, file);
  expect(await bench.studio.locateMedia('video', resultId)).not.toBeNull();
  expect((await resultOf(id))?.state).toBe('stored');
});

test('a link expires a day later even if the clock was set back by a year', async () => {
  const id = await completeWithFailingDownloads(refused);
  bench.clock.set(bench.clock.now() - 365 * 24 * hourMs);
  await bench.clock.advance(27 * hourMs);
  expect((await resultOf(id))?.state).toBe('expired');
});

test('a quarantined transfer is offered after the link has expired, and not before', async () => {
  bench.library.onDownload = (job) => {
    if (bench.library.downloads.length > 1) return fail({ kind: 'link-refused', httpStatus: 403 });
    job.onQuarantined?.(500);
    return fail({ kind: 'download-incomplete', expectedBytes: 1_000, receivedBytes: 500 });
  };
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(20_000);
  expect(await resultOf(id)).toMatchObject({ state: 'available', canKeepUnverified: false });
  await bench.clock.advance(31 * hourMs);
  const expiredResult = await resultOf(id);
  expect(expiredResult).toMatchObject({ state: 'expired', canKeepUnverified: true });
  await bench.must('library.keepUnverified', { resultId: expiredResult?.id ?? 0 });
  expect(await resultOf(id)).toMatchObject({ state: 'stored', canKeepUnverified: false });
});

test('a transfer that may be kept unverified can still be kept after another download attempt', async () => {
  bench.library.onDownload = quarantined(500);
  const [id = 0] = await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(hourMs);
  const result = await resultOf(id);
  expect(result?.canKeepUnverified).toBe(true);
  await bench.must('tasks.retryDownload', { resultId: result?.id ?? 0 });
  await bench.clock.advance(60_000);
  expect(await resultOf(id)).toMatchObject({ state: 'available', canKeepUnverified: true });
});
