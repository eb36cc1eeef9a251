// Exports: names, the table and the JSON files, refusals, and going on after a stop, a failure and a restart.
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../../../../shared/result.ts';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../../support/folder-per-test.ts';
import { fox } from '../../../../support/studio-bench.ts';

const at = folderPerTest('export-');
const bench = benchPerTest(() => at('studio.sqlite'));
beforeEach(() => {
  bench.desktop.chosenFolder = '/out';
});

async function stored(count: number): Promise<number[]> {
  await bench.submit(fox, count);
  for (;;) {
    for (const taskId of bench.api.tasks.keys()) bench.api.finish(taskId);
    await bench.clock.advance(25_000);
    const { resultIds } = await bench.must('library.index', {});
    if (resultIds.length >= count) return resultIds;
  }
}
const work = async () => (await bench.must('studio.snapshot', {})).status.library.fileWork;
const ended = () => expect.poll(async () => (await work())?.state).not.toBe('running');
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
const exported = () => [...bench.library.files.keys()].filter((path) => path.startsWith('/out/')).map((path) => path.slice(5));

test('copies get names of the template, one table and a JSON file each', async () => {
  const ids = await stored(2);
  expect(await bench.must('library.measureFiles', { resultIds: Float64Array.from([...ids, 999]) })).toEqual({ files: 2, bytes: 2_000 });
  expect((await startExport(ids, { csvName: 'All: videos', writesJson: true })).ok).toBe(true);
  await ended();
  expect(await work()).toMatchObject({ kind: 'export', state: 'done', total: 2, done: 2, failed: 0, doneBytes: 2_000, folder: '/out' });
  expect(exported()).toEqual(['a fox.mp4', 'a fox (2).mp4']);
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

test('a foreign file keeps its name; an export into the library and without a folder is refused', async () => {
  const ids = await stored(1);
  bench.library.files.set('/out/a fox.mp4', { bytes: 5, modifiedAtMs: 1 });
  await startExport(ids);
  await ended();
  expect(exported()).toEqual(['a fox.mp4', 'a fox (2).mp4']);
  expect(bench.library.files.get('/out/a fox.mp4')?.bytes).toBe(5);
  bench.desktop.chosenFolder = '/videos/sub';
  expect(await bench.call('library.chooseExportFolder', {})).toMatchObject({ error: { kind: 'export-in-library' } });
  bench.desktop.chosenFolder = null;
  expect(await bench.call('library.chooseExportFolder', {})).toMatchObject({ error: { kind: 'cancelled-by-user' } });
  const input = { targetId: 'x', resultIds: Float64Array.from(ids), template: '{prompt}', csvName: null, writesJson: false };
  expect((await bench.call('library.startExport', input)).ok).toBe(false);
});

test('too little space is refused before anything is copied', async () => {
  const ids = await stored(1);
  const { onCheck } = bench.library;
  bench.library.onCheck = (folder) => (folder === '/out' ? { ok: true, value: { freeBytes: 10 } } : onCheck(folder));
  expect(await startExport(ids)).toMatchObject({ error: { kind: 'disk-full', neededBytes: 1_000, freeBytes: 10 } });
  expect(exported()).toEqual([]);
});

test('a missing file is refused and the rest is copied; what is there is skipped when it goes on after a failure and a restart', async () => {
  const ids = await stored(3);
  const [gone = 0] = ids;
  const name = (await bench.must('library.records', { resultIds: [gone] })).items[0]?.fileName;
  bench.library.files.delete(`/videos/${name}`);
  let copies = 0;
  bench.library.onExport = async () => {
    copies += 1;
    if (copies === 1) return fail({ kind: 'file-missing' });
    return copies === 2 ? { ok: true, value: 'copied' } : fail({ kind: 'disk-full', folder: '/out', neededBytes: 1, freeBytes: 0 });
  };
  await startExport(ids);
  await ended();
  expect(await work()).toMatchObject({ state: 'failed', done: 1, failed: 1, error: { kind: 'disk-full' } });
  await bench.restart();
  expect(await work()).toMatchObject({ state: 'cancelled', kind: 'export', total: 3, folder: '/out' });
  bench.library.onExport = null;
  bench.library.files.set('/out/a fox (2).mp4', { bytes: 1_000, modifiedAtMs: 1 });
  await bench.must('library.controlFileWork', { action: 'continue' });
  await ended();
  expect(await work()).toMatchObject({ state: 'done', skipped: 1, done: 1, failed: 1 });
  await bench.must('library.controlFileWork', { action: 'dismiss' });
  await bench.restart();
  expect(await work()).toBeNull();
});

test('a video of the trash counts as missing: it is neither measured nor copied', async () => {
  const ids = await stored(2);
  await bench.must('library.trash', { resultIds: Float64Array.from(ids.slice(0, 1)) });
  expect(await bench.must('library.measureFiles', { resultIds: Float64Array.from(ids) })).toEqual({ files: 1, bytes: 1_000 });
  await startExport(ids);
  await ended();
  expect(await work()).toMatchObject({ state: 'done', done: 1, failed: 1 });
  expect((await bench.must('library.fileWorkFailures', {})).files).toMatchObject([{ resultId: ids[0], error: { kind: 'file-missing' } }]);
  expect(exported()).toEqual(['a fox (2).mp4']);
});

test('the report of a rename that is dismissed forgets no interrupted export', async () => {
  const ids = await stored(2);
  bench.library.onExport = async () => fail({ kind: 'disk-full', folder: '/out', neededBytes: 1, freeBytes: 0 });
  await startExport(ids);
  await ended();
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' });
  await ended();
  await bench.must('library.controlFileWork', { action: 'dismiss' });
  await bench.restart();
  expect(await work()).toMatchObject({ state: 'cancelled', kind: 'export', total: 2 });
});

test('a cancelled export keeps what it has copied, and other work is refused meanwhile', async () => {
  const ids = await stored(3);
  bench.library.onExport = async (_name, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return fail({ kind: 'cancelled-by-user' });
  };
  await startExport(ids);
  expect(await bench.call('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' })).toMatchObject({
    error: { kind: 'library-busy', by: 'export' },
  });
  await bench.must('library.controlFileWork', { action: 'cancel' });
  await ended();
  expect(await work()).toMatchObject({ state: 'cancelled', done: 0, error: null });
});
