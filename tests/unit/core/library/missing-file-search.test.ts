// The search for the files of all missing videos: renamed and moved files, files of other results, a cancel, and videos that stay missing.
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { createFileLocations } from '../../../../electron/core/library/locate/file-locations.ts';
import { createMissingVideos } from '../../../../electron/core/library/locate/missing-videos.ts';
import type { SizedFile } from '../../../../electron/core/ports.ts';
import { ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
const fileJob = async () => (await bench.must('studio.snapshot', {})).status.library.fileJob;
const searchEnded = () => expect.poll(async () => (await fileJob())?.state).not.toBe('running');
const records = async () => (await bench.must('library.records', { resultIds: [...ids] })).items;
const missingCount = async () => (await records()).filter(({ state }) => state === 'missing').length;
let ids: readonly number[] = [];

async function store(count: number): Promise<void> {
  await bench.submit(fox, count);
  for (;;) {
    for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
    await bench.clock.advance(25_000);
    ids = (await bench.must('library.index', {})).resultIds;
    if (ids.length >= count) return;
  }
}
/** Moves or removes all files outside the studio, and then lets the studio check them. */
async function moveFiles(to: (name: string, at: number) => string | null): Promise<void> {
  for (const [at, { fileName, resultId }] of (await records()).entries()) {
    const file = bench.library.files.get(`/videos/${fileName}`);
    const target = to(fileName, at);
    if (file === undefined) throw new Error(`${fileName} is not there`);
    bench.library.files.delete(`/videos/${fileName}`);
    if (target !== null) {
      bench.library.files.set(target, file);
      bench.library.hashes.set(target, 'b'.repeat(64));
    }
    await bench.must('library.verifyFile', { resultId });
  }
}
/** Stores two videos with the same content and removes the file of one of them. Returns the other one. */
async function loseOneOfTwoEqualVideos() {
  await bench.must('settings.change', { writeTags: false });
  await store(5);
  const untagged = (await records()).filter(({ sha256 }) => sha256 === 'a'.repeat(64));
  const [kept, gone] = untagged;
  bench.library.files.delete(`/videos/${gone?.fileName}`);
  await bench.must('library.verifyFile', { resultId: gone?.resultId ?? 0 });
  return kept;
}
/** Lets the search read all files of a folder together, as it reads 64 files of a real one. */
function listAllFilesAtOnce(): void {
  const { videosOfSizes } = bench.library;
  bench.library.videosOfSizes = async function* (...input) {
    const files: SizedFile[] = [];
    for await (const batch of videosOfSizes(...input)) if (batch.ok) files.push(...batch.value.files);
    yield ok({ examinedCount: files.length, files });
  };
}
beforeEach(() => store(3));

test('renamed and moved files are found; the other videos stay missing and are listed', async () => {
  await moveFiles((_name, at) => [`/videos/renamed.mp4`, `/videos/winter/fox.mp4`, null][at] ?? null);
  expect([await missingCount(), await bench.must('library.countMissing', {})]).toEqual([3, { count: 3 }]);
  // The same size, other bytes.
  bench.library.files.set('/videos/other.mp4', { bytes: 1_000, modifiedAtMs: 1 });
  bench.library.hashes.set('/videos/other.mp4', 'c'.repeat(64));
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ kind: 'locate', state: 'done', total: 3, done: 2, failed: 1, examined: 3, folder: '/videos' });
  expect((await records()).map(({ state, fileName }) => [state, fileName]).sort()).toEqual([
    ['missing', expect.any(String)],
    ['stored', 'fox.mp4'],
    ['stored', 'renamed.mp4'],
  ]);
  const missing = (await records()).find(({ state }) => state === 'missing');
  expect((await bench.must('library.fileJobFailures', {})).reasons).toEqual([
    { error: { kind: 'file-missing' }, count: 1, fileNames: [missing?.fileName] },
  ]);
  for (const resultId of ids.filter((id) => id !== missing?.resultId))
    expect(await bench.must('library.verifyFile', { resultId })).toEqual({ verdict: 'intact' });
});

test('a file found in a chosen folder is recorded in the library folder that contains it, otherwise in the chosen folder', async () => {
  await moveFiles((_name, at) => ['/videos/winter/fox.mp4', '/elsewhere/fox.mp4', null][at] ?? null);
  bench.desktop.chosenFolder = '/videos/winter';
  await bench.must('library.locateMissing', { where: 'chosen' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ done: 1, failed: 2, folder: '/videos/winter' });
  bench.desktop.chosenFolder = '/elsewhere';
  await bench.must('library.locateMissing', { where: 'chosen' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ total: 2, done: 1, failed: 1 });
  const paths = await Promise.all(ids.map(async (id) => await bench.call('library.copyPaths', { resultIds: Float64Array.of(id) })));
  expect(paths.filter(({ ok }) => ok)).toHaveLength(2);
  expect(bench.desktop.calls.filter((line) => line.startsWith('copy')).sort()).toEqual([
    'copy /elsewhere/fox.mp4',
    'copy /videos/winter/fox.mp4',
  ]);
  bench.desktop.chosenFolder = null;
  expect(await bench.call('library.locateMissing', { where: 'chosen' })).toMatchObject({ error: { kind: 'cancelled-by-user' } });
});

test('a cancelled search keeps what it has found, and other work on files is refused during the search', async () => {
  await moveFiles((_name, at) => `/videos/renamed ${at}.mp4`);
  const { hash } = bench.library;
  let read = 0;
  bench.library.hash = async (...input) => {
    read += 1;
    if (read === 2) {
      expect(await bench.call('library.rebuild', {})).toMatchObject({ error: { kind: 'library-busy', by: 'locate' } });
      await bench.must('library.controlFileJob', { action: 'cancel' });
    }
    return await hash(...input);
  };
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  const status = await fileJob();
  expect(status).toMatchObject({ state: 'cancelled', total: 3, failed: 0 });
  expect(status?.done).toBeGreaterThan(0);
  expect(await missingCount()).toBe(3 - (status?.done ?? 0));
});

test('many files are found, a few of them read at once', async () => {
  await store(20);
  const total = ids.length;
  await moveFiles((_name, at) => `/videos/renamed ${at}.mp4`);
  listAllFilesAtOnce();
  const { hash } = bench.library;
  let reading = 0;
  let mostAtOnce = 0;
  bench.library.hash = async (...input) => {
    reading += 1;
    mostAtOnce = Math.max(mostAtOnce, reading);
    await turn();
    reading -= 1;
    return await hash(...input);
  };
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ state: 'done', total, done: total, failed: 0 });
  expect([await missingCount(), mostAtOnce]).toEqual([0, 4]);
});

test('a renamed file is found although a file with the same content, which another video uses, is read at the same time', async () => {
  const kept = await loseOneOfTwoEqualVideos();
  bench.library.files.set('/videos/other folder/copy.mp4', { bytes: 1_000, modifiedAtMs: 1 });
  listAllFilesAtOnce();
  const { pathInside } = bench.library;
  // The folder of the file in use is looked up more slowly than that of the renamed one.
  bench.library.pathInside = async (root, path) => {
    for (let turns = 0; path === '/videos' && turns < 20; turns += 1) await turn();
    return await pathInside(root, path);
  };
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ total: 1, done: 1, failed: 0 });
  expect((await records()).find(({ resultId }) => resultId === kept?.resultId)?.fileName).toBe(kept?.fileName);
});

test('a file that is the video of another result stays with that result', async () => {
  const kept = await loseOneOfTwoEqualVideos();
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ total: 1, done: 0, failed: 1 });
  bench.library.files.set('/videos/copy.mp4', { bytes: 1_000, modifiedAtMs: 1 });
  await bench.must('library.locateMissing', { where: 'library' });
  await searchEnded();
  expect(await fileJob()).toMatchObject({ total: 1, done: 1, failed: 0 });
  expect((await records()).find(({ resultId }) => resultId === kept?.resultId)?.fileName).toBe(kept?.fileName);
});

test('videos with the same content each get their own file, and a file size is searched for until no missing video has it', () => {
  const row = (id: number, bytes: number, sha256: string) => ({ id, path: `${id}.mp4`, bytes, sha256, receivedSha256: null });
  const missingVideos = createMissingVideos([row(1, 5, 'x'), row(2, 5, 'x'), row(3, 5, 'y'), row(4, 7, 'x')]);
  const takenIds = [
    missingVideos.take(5, 'x')?.id,
    missingVideos.take(5, 'x')?.id,
    missingVideos.take(5, 'x'),
    missingVideos.take(6, 'x'),
    missingVideos.take(7, 'x')?.id,
  ];
  expect([takenIds, [...missingVideos.sizes], missingVideos.remainingCount()]).toEqual([[1, 2, null, null, 4], [5], 1]);
  missingVideos.putBack(row(4, 7, 'x'));
  expect([missingVideos.remaining().map(({ id }) => id), [...missingVideos.sizes]]).toEqual([
    [3, 4],
    [5, 7],
  ]);
});

test('a found file is recorded in the first library folder that has it', async () => {
  const checkedParents: string[] = [];
  const pathInside = async (parent: string, folder: string) => {
    checkedParents.push(parent);
    return folder.startsWith(`${parent}/`) ? folder.slice(parent.length + 1) : folder === parent ? '' : null;
  };
  const locations = createFileLocations({ pathInside }, ['/a', '/a/b']);
  expect(await locations.locationOf('/a/b', 'c/d.mp4')).toEqual({ folder: '/a', path: 'b/c/d.mp4' });
  expect(await locations.locationOf('/a', 'd.mp4')).toEqual({ folder: '/a', path: 'd.mp4' });
  expect(await locations.locationOf('/z', 'c/d.mp4')).toEqual({ folder: '/z', path: 'c/d.mp4' });
  expect(await locations.locationOf('/z', 'c/e.mp4')).toEqual({ folder: '/z', path: 'c/e.mp4' });
  expect(checkedParents).toEqual(['/a', '/a', '/a', '/a/b']);
});
