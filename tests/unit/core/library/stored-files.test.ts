// Stored files that change outside the studio, and moving the library; the library is a map in memory.
import { beforeEach, expect, test } from 'vitest';
import type { StoredFile } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { failTransactions } from '../../../support/fail-transactions.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { quarantined } from '../../../support/fake-video-library.ts';
import { holdCalls, holdDownloads } from '../../../support/held-calls.ts';
import { storeVideos } from '../../../support/store-videos.ts';
import { fox } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
});

const storeMany = (count: number): Promise<number[]> => storeVideos(bench, count);
/** Starts the download of one more video, which waits until it is released. */
async function startHeldDownload() {
  const download = holdDownloads(bench.library);
  await bench.submit(fox, 1);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(25_000);
  return download;
}
const recordOf = async (resultId: number) => (await bench.must('library.records', { resultIds: [resultId] })).items[0];
const pathOf = async (resultId: number) => `/videos/${(await recordOf(resultId))?.fileName}`;
const libraryStatus = async () => (await bench.must('studio.snapshot', {})).status.library;

test('focusing the window detects files that are missing or have reappeared', async () => {
  const [missing = 0, present = 0] = await storeMany(2);
  const path = await pathOf(missing);
  const file = bench.library.files.get(path);
  if (file === undefined) throw new Error(path);
  await bench.clock.advance(10 * minuteMs);
  bench.library.files.delete(path);
  bench.studio.windowFocused();
  await bench.clock.advance(1_000);
  expect((await recordOf(missing))?.state).toBe('missing');
  expect((await recordOf(present))?.state).toBe('stored');
  await bench.clock.advance(minuteMs);
  bench.library.files.set(path, file);
  bench.studio.windowFocused();
  await bench.clock.advance(1_000);
  expect((await recordOf(missing))?.state).toBe('stored');
});

test('files on an unplugged drive do not count as missing', async () => {
  const [id = 0] = await storeMany(1);
  await bench.clock.advance(10 * minuteMs);
  bench.library.files.clear();
  bench.library.absentFolders.add('/videos');
  bench.studio.windowFocused();
  await bench.clock.advance(1_000);
  expect((await recordOf(id))?.state).toBe('stored');
});

test('a file of another size counts as changed; if only its time differs, the bytes decide', async () => {
  const [bigger = 0, touched = 0, edited = 0] = await storeMany(3);
  await bench.clock.advance(10 * minuteMs);
  const [a, b, c] = [await pathOf(bigger), await pathOf(touched), await pathOf(edited)];
  bench.library.files.set(a, { bytes: 1_001, modifiedAtMs: 1 });
  bench.library.files.set(b, { bytes: 1_000, modifiedAtMs: 1 });
  bench.library.files.set(c, { bytes: 1_000, modifiedAtMs: 1 });
  bench.library.hashes.set(c, 'c'.repeat(64));
  bench.studio.windowFocused();
  await bench.clock.advance(1_000);
  expect((await recordOf(bigger))?.verification).toBe('changed');
  expect((await recordOf(touched))?.verification).toBe('verified');
  expect((await recordOf(edited))?.verification).toBe('changed');
  expect(bench.library.hashed.sort()).toEqual([b, c].sort());
  // An unchanged file is not read again at the next check.
  bench.library.hashed.length = 0;
  await bench.clock.advance(10 * minuteMs);
  bench.studio.windowFocused();
  await bench.clock.advance(1_000);
  expect(bench.library.hashed).toEqual([c]);
});

test('checking a file reads all its bytes and reports the verdict', async () => {
  const [id = 0] = await storeMany(1);
  const path = await pathOf(id);
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'intact' });
  expect((await recordOf(id))?.checkedAtMs).toBe(bench.clock.now());
  bench.library.hashes.set(path, 'c'.repeat(64));
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'changed' });
  bench.library.hashes.delete(path);
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'intact' });
  expect((await recordOf(id))?.verification).toBe('verified');
  bench.library.files.delete(path);
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'missing' });
});

test('a changed file can be downloaded again, and the changed file is kept', async () => {
  const [id = 0] = await storeMany(1);
  bench.library.hashes.set(await pathOf(id), 'c'.repeat(64));
  await bench.must('library.verifyFile', { resultId: id });
  await bench.must('tasks.retryDownload', { resultId: id });
  await bench.clock.advance(5_000);
  expect(bench.library.downloads).toHaveLength(2);
});

test('an audit counts all files, and its report stays available', async () => {
  const [changed = 0, missing = 0] = await storeMany(4);
  bench.library.hashes.set(await pathOf(changed), 'c'.repeat(64));
  bench.library.files.delete(await pathOf(missing));
  await bench.must('library.verifyAll', {});
  expect((await libraryStatus()).verifying).toMatchObject({ total: 4 });
  await bench.clock.advance(1_000);
  expect(await libraryStatus()).toMatchObject({
    verifying: null,
    lastAudit: { intact: 2, changed: 1, missing: 1, unverified: 0, isComplete: true },
  });
});

test('a file that the user selects is accepted only if its content is the same', async () => {
  const [id = 0] = await storeMany(1);
  const path = await pathOf(id);
  const file = bench.library.files.get(path);
  if (file === undefined) throw new Error(path);
  bench.library.files.delete(path);
  await bench.must('library.verifyFile', { resultId: id });
  bench.library.files.set('/elsewhere/renamed.mp4', file);
  bench.library.hashes.set('/elsewhere/renamed.mp4', 'b'.repeat(64));
  bench.library.files.set('/elsewhere/other.mp4', file);
  bench.library.hashes.set('/elsewhere/other.mp4', 'c'.repeat(64));
  expect(await bench.call('library.locateFile', { resultId: id })).toEqual(fail({ kind: 'cancelled-by-user' }));
  bench.desktop.chosenFiles = ['/elsewhere/other.mp4'];
  expect(await bench.call('library.locateFile', { resultId: id })).toEqual(fail({ kind: 'file-mismatch', name: 'other.mp4' }));
  bench.desktop.chosenFiles = ['/elsewhere/renamed.mp4'];
  await bench.must('library.locateFile', { resultId: id });
  expect(await recordOf(id)).toMatchObject({ state: 'stored', fileName: 'renamed.mp4' });
  expect(await bench.studio.locateMedia('video', id)).toMatchObject({ absolutePath: '/elsewhere/renamed.mp4' });
});

test('the library moves with everything in it, and new videos go to the new folder meanwhile', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.moveFolder', {});
  const [later = 0] = await storeMany(1);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done', fileCount: 3, remainingFileCount: 0, failed: 0 } });
  expect([...bench.library.files.keys()].every((path) => path.startsWith('/new/'))).toBe(true);
  expect(bench.library.files.size).toBe(4);
  expect(await bench.studio.locateMedia('video', later)).not.toBeNull();
  await bench.must('library.controlMove', { action: 'dismiss' });
  expect((await libraryStatus()).move).toBeNull();
});

test('of two simultaneous moves, or a move and a change of folder, one runs and the other is refused', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  const movedPaths: string[] = [];
  bench.library.onCopyOrLink = (job) => {
    movedPaths.push(job.from.path);
    return ok({ path: job.from.path, modifiedAtMs: 1 });
  };
  const isRefused = (call: Result<unknown, AppError>) => !call.ok && call.error.kind === 'library-busy';
  for (const [one, other] of [
    ['library.moveFolder', 'library.moveFolder'],
    ['library.chooseFolder', 'library.moveFolder'],
    ['library.moveFolder', 'library.chooseFolder'],
  ] as const) {
    const outcomes = await Promise.all([bench.call(one, {}), bench.call(other, {})]);
    expect([one, other, ...outcomes.map(isRefused)]).toEqual([one, other, false, true]);
    await bench.clock.advance(1_000);
  }
  expect(new Set(movedPaths).size).toBe(movedPaths.length);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done', remainingFileCount: 0 } });
});

test('a move is refused because of a short operation during a change of the folder, and while a late download follows a move', async () => {
  await storeMany(2);
  const changeError = fail({ kind: 'library-busy', by: 'short-operation' });
  bench.desktop.chosenFolder = '/new';
  const first = bench.call('library.chooseFolder', {});
  expect(await bench.call('library.moveFolder', {})).toEqual(changeError);
  expect(await first).toMatchObject({ ok: true });

  const download = await startHeldDownload();
  bench.desktop.chosenFolder = '/third';
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done' });
  const heldCopies = holdCalls(bench.library, 'copyOrLink');
  download.release();
  await bench.clock.advance(1_000);
  expect(await bench.call('library.moveFolder', {})).toEqual(changeError);
  expect(await bench.call('library.rebuild', {})).toEqual(changeError);
  heldCopies.release();
  await bench.clock.advance(1_000);
  expect(await bench.call('library.rebuild', {})).toMatchObject({ ok: true });
  await bench.clock.advance(1_000);
});

test('a rebuild is refused during a move, and a move during a rebuild', async () => {
  await storeMany(2);
  const heldCopies = holdCalls(bench.library, 'copyOrLink');
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  const moveError = fail({ kind: 'library-busy', by: 'move' });
  expect(await bench.call('library.rebuild', {})).toEqual(moveError);
  expect(await bench.call('library.rebuildFrom', {})).toEqual(moveError);
  expect((await libraryStatus()).rebuild).toBeNull();
  heldCopies.end();
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });

  const heldReads = holdCalls(bench.library, 'readVideo');
  await bench.must('library.rebuild', {});
  await bench.clock.settle();
  const rebuildError = fail({ kind: 'library-busy', by: 'rebuild' });
  bench.desktop.chosenFolder = '/third';
  expect(await bench.call('library.rebuild', {})).toEqual(rebuildError);
  expect(await bench.call('library.moveFolder', {})).toEqual(rebuildError);
  expect(await bench.call('library.controlMove', { action: 'retry' })).toEqual(rebuildError);
  expect(await libraryStatus()).toMatchObject({ folder: '/new', move: { state: 'done' } });
  heldReads.end();
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).rebuild).toMatchObject({ state: 'done', scanned: 2, unreadable: 0 });
  await moveLibraryTo('/third');
});

test('a late download that follows a moved library waits for a rebuild to end', async () => {
  await storeMany(1);
  const download = await startHeldDownload();
  await moveLibraryTo('/a');
  const heldReads = holdCalls(bench.library, 'readVideo');
  await bench.must('library.rebuild', {});
  await bench.clock.settle();
  download.release();
  await bench.clock.advance(1_000);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/videos']);
  heldReads.release();
  await bench.clock.advance(1_000);
  expect(foldersWithVideos()).toEqual(['/a']);
});

test('a moved library can be moved to a third folder, with everything stored since the first move', async () => {
  await storeMany(2);
  for (const folder of ['/second', '/third']) {
    bench.desktop.chosenFolder = folder;
    await bench.must('library.moveFolder', {});
    await bench.clock.advance(1_000);
    expect(await libraryStatus()).toMatchObject({ folder, move: { state: 'done', remainingFileCount: 0 } });
    await storeMany(1);
    expect(await libraryStatus()).toMatchObject({ folder, move: { state: 'done', remainingFileCount: 0 } });
    expect([...bench.library.files.keys()].filter((path) => !path.startsWith(`${folder}/`))).toEqual([]);
  }
});

/** Folders that contain a video now. */
const foldersWithVideos = (): string[] => [...new Set([...bench.library.files.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))];

/** Moves the library to a folder; resolves when everything is there. */
async function moveLibraryTo(folder: string): Promise<void> {
  bench.desktop.chosenFolder = folder;
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });
}

test('a folder that is chosen after a move receives and keeps new videos', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  bench.desktop.chosenFolder = '/b';
  await bench.must('library.chooseFolder', {});
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/b']);
  expect((await libraryStatus()).move).toBeNull();
});

test('a missing folder of an earlier move does not stop downloads into the current folder', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  bench.desktop.chosenFolder = '/b';
  await bench.must('library.chooseFolder', {});
  bench.library.absentFolders.add('/a');
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(await libraryStatus()).toMatchObject({ folder: '/b', error: null });
  await storeMany(1);
});

test('videos rebuilt from another folder after a move stay there', async () => {
  await storeMany(1);
  await moveLibraryTo('/a');
  const [[path = '', file] = []] = [...bench.library.files];
  const record = bench.library.records.get(path.replace('/a/', '/videos/')) ?? '';
  const tags = { ...JSON.parse(record), taskId: 'task-of-the-archive' };
  bench.library.files.set('/archive/old.mp4', file ?? { bytes: 1, modifiedAtMs: 1 });
  bench.library.records.set('/archive/old.mp4', JSON.stringify(tags));
  bench.library.hashes.set('/archive/old.mp4', 'b'.repeat(64));
  bench.desktop.chosenFolder = '/archive';
  await bench.must('library.rebuildFrom', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).rebuild).toMatchObject({ state: 'done', added: 1 });
  await storeMany(1);
  await bench.clock.advance(minuteMs);
  expect(foldersWithVideos().sort()).toEqual(['/a', '/archive']);
});

test('a download that ends in the old folder after the move is moved as well', async () => {
  await storeMany(1);
  const download = await startHeldDownload();
  await moveLibraryTo('/a');
  download.release();
  await bench.clock.advance(1_000);
  expect([foldersWithVideos(), bench.library.files.size]).toEqual([['/a'], 2]);
});

test('a move continues when the user chooses another folder that is not writable', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/a';
  const heldRemovals = holdCalls(bench.library, 'removeSource');
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  const readOnly = { kind: 'library-unwritable' as const, folder: '/b', detail: 'EROFS' };
  bench.library.onCheck = (folder) => (folder === '/b' ? fail(readOnly) : ok({ freeBytes: 1_000_000_000 }));
  bench.desktop.chosenFolder = '/b';
  const choice = bench.call('library.chooseFolder', {});
  await bench.clock.settle();
  heldRemovals.end();
  expect(await choice).toEqual(fail(readOnly));
  await bench.clock.advance(1_000);
  expect(await libraryStatus()).toMatchObject({ folder: '/a', move: { state: 'done', remainingFileCount: 0 } });
});

test('a full disk pauses the move, which continues automatically when there is space', async () => {
  await storeMany(2);
  bench.desktop.chosenFolder = '/new';
  const diskFull = { kind: 'disk-full' as const, folder: '/new', neededBytes: 10, freeBytes: 1 };
  bench.library.onCopyOrLink = () => fail(diskFull);
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'paused', remainingFileCount: 2, error: diskFull });
  bench.library.onCopyOrLink = null;
  await bench.clock.advance(minuteMs);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0, error: null });
});

test('a file that cannot be moved stays where it is with the reason, and can be retried', async () => {
  const [id = 0] = await storeMany(2);
  const name = (await recordOf(id))?.fileName;
  const unreadable = { kind: 'library-unwritable' as const, folder: '/videos', detail: 'EIO' };
  bench.desktop.chosenFolder = '/new';
  bench.library.onCopyOrLink = (job) => (job.resultId === id ? fail(unreadable) : ok({ path: job.from.path, modifiedAtMs: 1 }));
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', failed: 1 });
  expect(await bench.must('library.moveFailures', {})).toEqual({ files: [{ resultId: id, fileName: name, error: unreadable }] });
  bench.library.onCopyOrLink = null;
  await bench.must('library.controlMove', { action: 'retry' });
  await bench.clock.settle();
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', failed: 0 });
});

test('a stopped move keeps the files it has moved, and continues when the user resumes it', async () => {
  await storeMany(3);
  bench.desktop.chosenFolder = '/new';
  let movedPaths = 0;
  bench.library.onCopyOrLink = (job) => {
    movedPaths += 1;
    if (movedPaths === 2) void bench.call('library.controlMove', { action: 'cancel' });
    return ok({ path: job.from.path, modifiedAtMs: 1 });
  };
  await bench.must('library.moveFolder', {});
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'cancelled' });
  await bench.must('library.controlMove', { action: 'retry' });
  await bench.clock.advance(1_000);
  expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0 });
});

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

/** Makes the library report stored files with these fields. */
const storeAs = (fields: Partial<StoredFile>): void => {
  bench.library.onDownload = (job) => {
    const file = bench.library.store(job);
    if (!file.ok) return file;
    const path = fields.path ?? file.value.path;
    bench.library.files.set(`${job.folder}/${path}`, { bytes: file.value.bytes, modifiedAtMs: file.value.modifiedAtMs });
    return ok({ ...file.value, ...fields });
  };
};

const openedVideos = () => bench.desktop.calls.filter((call) => call.startsWith('video '));

test('an unknown codec is read when the file is checked', async () => {
  storeAs({ codec: null });
  const [id = 0] = await storeMany(1);
  expect((await recordOf(id))?.codec).toBeNull();
  await bench.must('library.verifyFile', { resultId: id });
  expect((await recordOf(id))?.codec).toBe('h264');
});

test('a stored video is opened with another program', async () => {
  const [id = 0] = await storeMany(1);
  const path = await pathOf(id);
  expect(await bench.call('library.openExternally', { resultId: id })).toEqual(ok({}));
  bench.desktop.hasVideoPlayer = false;
  expect(await bench.call('library.openExternally', { resultId: id })).toEqual(
    fail({ kind: 'not-opened', name: (await recordOf(id))?.fileName }),
  );
  bench.library.files.clear();
  expect(await bench.call('library.openExternally', { resultId: id })).toEqual(fail({ kind: 'file-missing' }));
  expect(openedVideos()).toEqual([`video ${path}`, `video ${path}`]);
});

test('a file without a video extension is never opened, because the system might run it as a program', async () => {
  storeAs({ path: 'fox.exe' });
  const [id = 0] = await storeMany(1);
  expect(await bench.call('library.openExternally', { resultId: id })).toEqual(fail({ kind: 'not-opened', name: 'fox.exe' }));
  expect(openedVideos()).toEqual([]);
});

test.each([
  ['SQLITE_FULL', 'database-full'],
  ['SQLITE_IOERR_WRITE', 'database-not-written'],
] as const)(
  'a move that meets %s pauses with the reason and one warning, and continues when the database can be written',
  async (code, kind) => {
    await storeMany(2);
    let isFull = false;
    failTransactions(() => isFull, code);
    bench.desktop.chosenFolder = '/new';
    const heldCopies = holdCalls(bench.library, 'copyOrLink');
    await bench.must('library.moveFolder', {});
    await bench.clock.settle();
    isFull = true;
    heldCopies.end();
    await bench.clock.advance(1_000);
    expect((await libraryStatus()).move).toMatchObject({ state: 'paused', error: { kind } });
    expect(bench.log.lines.filter((line) => line.startsWith('database-not-written'))).toHaveLength(1);
    isFull = false;
    await bench.must('settings.change', { maxConcurrentTasks: 1 }); // wakes all waiting work
    await bench.clock.advance(1_000);
    expect((await libraryStatus()).move).toMatchObject({ state: 'done', remainingFileCount: 0, error: null });
  },
);
