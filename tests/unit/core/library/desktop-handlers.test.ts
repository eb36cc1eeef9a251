// Passing the files of several videos to the desktop: their paths, a drag, and their folders.
import { beforeEach, expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
let ids: readonly number[] = [];
let paths: readonly string[] = [];
beforeEach(async () => {
  await bench.submit(fox, 2);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  ids = (await bench.must('library.index', {})).resultIds;
  const { items } = await bench.must('library.records', { resultIds: [...ids] });
  paths = items.map(({ fileName }) => `/videos/${fileName}`);
});
const all = () => Float64Array.from(ids);
const lastCall = () => bench.desktop.calls.at(-1);

test('paths are copied one per line, in the given order, without videos that have no file', async () => {
  expect(await bench.must('library.copyPaths', { resultIds: all() })).toEqual({ copied: 2 });
  expect(lastCall()).toBe(`copy ${paths.join('\n')}`);
  bench.library.files.delete(paths[0] ?? '');
  expect(await bench.must('library.copyPaths', { resultIds: all() })).toEqual({ copied: 1 });
  expect(lastCall()).toBe(`copy ${paths[1]}`);
  bench.library.files.clear();
  expect(await bench.call('library.copyPaths', { resultIds: all() })).toMatchObject({ error: { kind: 'file-missing' } });
});

test('a drag carries all files, with the poster of the first as its icon', async () => {
  await bench.must('library.startDrag', { resultIds: all() });
  expect(lastCall()).toMatch(/^drag \/videos\/.+\.mp4 \/videos\/.+\.mp4 /);
});

test('each folder is revealed once', async () => {
  await bench.must('library.revealFiles', { resultIds: all() });
  expect(bench.desktop.calls.filter((line) => line.startsWith('reveal'))).toEqual([`reveal ${paths[0]}`]);
});

test('more than 500 files are refused', async () => {
  const many = Float64Array.from({ length: 501 }, (_, index) => index + 1);
  for (const name of ['library.copyPaths', 'library.startDrag', 'library.revealFiles'] as const) {
    expect(await bench.call(name, { resultIds: many })).toEqual({ ok: false, error: { kind: 'too-many', what: 'files', max: 500 } });
  }
});
