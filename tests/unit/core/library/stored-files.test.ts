// Stored files that change outside the studio: missing, changed and selected files, an audit, and opening with another program.
import { expect, test } from 'vitest';
import type { StoredFile } from '../../../../electron/core/ports.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { libraryPerTest } from '../../../support/library-per-test.ts';

const minuteMs = 60_000;

const { bench, libraryStatus, pathOf, recordOf, storeMany } = libraryPerTest();

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
