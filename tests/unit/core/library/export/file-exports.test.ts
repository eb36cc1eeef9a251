// Exports: names, the table and the JSON files, refusals, and resuming after a cancel, a failure and a restart.
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../../shared/result.ts';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../../support/folder-per-test.ts';
import { fox } from '../../../../support/studio-bench.ts';

const inFolder = folderPerTest('export-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));
beforeEach(() => {
  bench.desktop.chosenFolder = '/out';
});

async function store(count: number): Promise<number[]> {
  await bench.submit(fox, count);
  for (;;) {
    for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
    await bench.clock.advance(25_000);
    const { resultIds } = await bench.must('library.index', {});
    if (resultIds.length >= count) return resultIds;
  }
}
const work = async () => (await bench.must('studio.snapshot', {})).status.library.fileJob;
const waitForEnd = () => expect.poll(async () => (await work())?.state).not.toBe('running');
async function startExport(resultIds: readonly number[], change: { csvName?: string; writesJson?: boolean } = {}) {
  const { targetId } = await bench.must('library.chooseExportFolder', {});
  const input = {
    targetId,
    resultIds: Float64Array.from(resultIds),
    template: '{prompt:5}',
    csvName: null,
    writesJson: false,
    ...change,
  };
  return await bench.call('library.startExport', input);
}
const exportedNames = () => [...bench.library.files.keys()].filter((path) => path.startsWith('/out/')).map((path) => path.slice(5));

test('an export writes copies named by the template, a JSON file for each, and one table', async () => {
  const ids = await store(2);
  expect(await bench.must('library.measureFiles', { resultIds: Float64Array.from([...ids, 999]) })).toEqual({
    files: 2,
    bytes: 2_000,
    trashedBytes: 0,
  });
  expect((await startExport(ids, { csvName: 'All: videos', writesJson: true })).ok).toBe(true);
  await waitForEnd();
  expect(await work()).toMatchObject({ kind: 'export', state: 'done', total: 2, done: 2, failed: 0, doneBytes: 2_000, folder: '/out' });
  expect(exportedNames()).toEqual(['a fox.mp4', 'a fox (2).mp4']);
  expect([...bench.library.texts.keys()]).toEqual(['/out/a fox.mp4.json', '/out/a fox (2).mp4.json', '/out/All videos.csv']);
  expect(JSON.parse(bench.library.texts.get('/out/a fox.mp4.json') ?? '')).toMatchObject({
    file: 'a fox.mp4',
    prompt: fox.prompt,
    profile: 'Mine',
    request: { model: fox.model, prompt: fox.prompt },
  });
  expect(bench.library.texts.get('/out/All videos.csv')?.split('\r\n')).toHaveLength(4);
  await bench.must('library.openExportFolder', {});
  expect(bench.desktop.calls.at(-1)).toContain('/out');
});

test('an existing file is not overwritten, and an export into the library or without a folder is refused', async () => {
  const ids = await store(1);
  bench.library.files.set('/out/a fox.mp4', { bytes: 5, modifiedAtMs: 1 });
  await startExport(ids);
  await waitForEnd();
  expect(exportedNames()).toEqual(['a fox.mp4', 'a fox (2).mp4']);
  expect(bench.library.files.get('/out/a fox.mp4')?.bytes).toBe(5);
  bench.desktop.chosenFolder = '/videos/sub';
  expect(await bench.call('library.chooseExportFolder', {})).toMatchObject({ error: { kind: 'export-in-library' } });
  bench.desktop.chosenFolder = null;
  expect(await bench.call('library.chooseExportFolder', {})).toMatchObject({ error: { kind: 'cancelled-by-user' } });
  const input = { targetId: 'x', resultIds: Float64Array.from(ids), template: '{prompt}', csvName: null, writesJson: false };
  expect((await bench.call('library.startExport', input)).ok).toBe(false);
});

test('an export without enough space is refused before anything is copied', async () => {
  const ids = await store(1);
  const { onCheck } = bench.library;
  bench.library.onCheck = (folder) => (folder === '/out' ? { ok: true, value: { freeBytes: 10 } } : onCheck(folder));
  expect(await startExport(ids)).toMatchObject({ error: { kind: 'disk-full', neededBytes: 1_000, freeBytes: 10 } });
  expect(exportedNames()).toEqual([]);
});

test('a missing file is reported and the rest is copied; resumed after a failure and a restart, an export skips existing copies', async () => {
  const ids = await store(3);
  const [missingId = 0] = ids;
  const name = (await bench.must('library.records', { resultIds: [missingId] })).items[0]?.fileName;
  bench.library.files.delete(`/videos/${name}`);
  let copies = 0;
  bench.library.onExport = async () => {
    copies += 1;
    if (copies === 1) return fail({ kind: 'file-missing' });
    return copies === 2 ? { ok: true, value: 'copied' } : fail({ kind: 'disk-full', folder: '/out', neededBytes: 1, freeBytes: 0 });
  };
  await startExport(ids);
  await waitForEnd();
  expect(await work()).toMatchObject({ state: 'failed', done: 1, failed: 1, error: { kind: 'disk-full' } });
  await bench.restart();
  expect(await work()).toMatchObject({ state: 'cancelled', kind: 'export', total: 3, folder: '/out' });
  bench.library.onExport = null;
  bench.library.files.set('/out/a fox (2).mp4', { bytes: 1_000, modifiedAtMs: 1 });
  await bench.must('library.controlFileJob', { action: 'continue' });
  await waitForEnd();
  expect(await work()).toMatchObject({ state: 'done', skipped: 1, done: 1, failed: 1 });
  await bench.must('library.controlFileJob', { action: 'dismiss' });
  await bench.restart();
  expect(await work()).toBeNull();
});

test('a video in the trash counts as missing: it is neither measured nor copied', async () => {
  const ids = await store(2);
  await bench.must('library.trash', { resultIds: Float64Array.from(ids.slice(0, 1)) });
  expect(await bench.must('library.measureFiles', { resultIds: Float64Array.from(ids) })).toEqual({
    files: 1,
    bytes: 1_000,
    trashedBytes: 1_000,
  });
  await startExport(ids);
  await waitForEnd();
  expect(await work()).toMatchObject({ state: 'done', done: 1, failed: 1 });
  expect((await bench.must('library.fileJobFailures', {})).reasons).toEqual([
    { error: { kind: 'file-missing' }, count: 1, fileNames: [expect.stringMatching(/fox/)] },
  ]);
  expect(exportedNames()).toEqual(['a fox (2).mp4']);
});

test('dismissing the report of a rename does not discard an interrupted export', async () => {
  const ids = await store(2);
  bench.library.onExport = async () => fail({ kind: 'disk-full', folder: '/out', neededBytes: 1, freeBytes: 0 });
  await startExport(ids);
  await waitForEnd();
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' });
  await waitForEnd();
  await bench.must('library.controlFileJob', { action: 'dismiss' });
  await bench.restart();
  expect(await work()).toMatchObject({ state: 'cancelled', kind: 'export', total: 2 });
});

test('an export resumes only if its folder is writable and has not become a library folder meanwhile', async () => {
  const ids = await store(2);
  bench.library.onExport = async () => fail({ kind: 'disk-full', folder: '/out', neededBytes: 1, freeBytes: 0 });
  await startExport(ids);
  await waitForEnd();
  const resume = () => bench.call('library.controlFileJob', { action: 'continue' });
  const { onCheck } = bench.library;
  bench.library.onCheck = (folder) => (folder === '/out' ? fail({ kind: 'library-missing', folder }) : onCheck(folder));
  expect(await resume()).toEqual({ ok: false, error: { kind: 'file-write-failed', folder: '/out' } });
  bench.library.onCheck = onCheck;
  const { pathInside } = bench.library;
  // Another spelling of a library folder.
  bench.library.pathInside = async (parent, folder) => (folder === '/out' ? 'out' : pathInside(parent, folder));
  expect(await resume()).toEqual({ ok: false, error: { kind: 'export-in-library', folder: '/out' } });
  expect(await work()).toMatchObject({ state: 'failed' });
  bench.library.pathInside = pathInside;
  bench.library.onExport = null;
  expect((await resume()).ok).toBe(true);
  await waitForEnd();
  expect(await work()).toMatchObject({ state: 'done', done: 2 });
});

test('other work on files is refused during an export, and the user can cancel the export', async () => {
  const ids = await store(3);
  bench.library.onExport = async (_name, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return fail({ kind: 'cancelled-by-user' });
  };
  await startExport(ids);
  expect(await bench.call('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' })).toMatchObject({
    error: { kind: 'library-busy', by: 'export' },
  });
  await bench.must('library.controlFileJob', { action: 'cancel' });
  await waitForEnd();
  expect(await work()).toMatchObject({ state: 'cancelled', done: 0, error: null });
});
