// Once a day the purge deletes the videos that have been in the trash for longer than the setting allows, and no others.
import { beforeEach, expect, test } from 'vitest';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { folderPerTest } from '../../../../support/folder-per-test.ts';
import { fox } from '../../../../support/studio-bench.ts';

const dayMs = 86_400_000;
const inFolder = folderPerTest('trash-purge-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));
let ids: readonly number[];
beforeEach(async () => {
  await bench.submit(fox, 2);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(40_000);
  ids = (await bench.must('library.index', {})).resultIds;
  expect(ids).toHaveLength(2);
});
/** Lets days pass while the computer sleeps, then two minutes while it runs. */
async function pass(days: number): Promise<void> {
  await bench.clock.sleep(days * dayMs);
  await bench.clock.advance(120_000);
}
const inTrash = async () => (await bench.must('library.trashIndex', {})).resultIds;

test('videos are deleted for good after thirty days, at most a day late', async () => {
  const [first = 0, second = 0] = ids;
  await bench.must('library.trash', { resultIds: Float64Array.from([first]) });
  await pass(3);
  await bench.must('library.trash', { resultIds: Float64Array.from([second]) });
  await pass(26.9);
  expect(await inTrash()).toEqual([second, first]);
  await pass(1.2);
  expect(await inTrash()).toEqual([second]);
  expect([...bench.library.files.keys()]).toHaveLength(1);
  await pass(3);
  expect(await inTrash()).toEqual([]);
});

test('videos that expired during a long sleep are deleted afterwards', async () => {
  await bench.must('library.trash', { resultIds: Float64Array.from(ids) });
  await bench.must('settings.change', { trashDays: 7 });
  await pass(10);
  await pass(1.1);
  expect(await inTrash()).toEqual([]);
});

test('a clock that is a year ahead deletes nothing at the first pass, after a restart or after its correction', async () => {
  await pass(1);
  await bench.must('library.trash', { resultIds: Float64Array.from(ids) });
  await bench.clock.advance(120_000);
  await pass(365);
  expect(await inTrash()).toHaveLength(2);
  await bench.restart();
  await bench.clock.advance(120_000);
  expect(await inTrash()).toHaveLength(2);
  bench.clock.set(bench.clock.now() - 365 * dayMs);
  await pass(2);
  expect(await inTrash()).toHaveLength(2);
  await pass(3);
  expect(await inTrash()).toHaveLength(2);
});

test('videos that were due before a long gap are deleted after the gap', async () => {
  await pass(1);
  await bench.must('settings.change', { trashDays: 7 });
  await bench.must('library.trash', { resultIds: Float64Array.from(ids) });
  await pass(30);
  expect(await inTrash()).toHaveLength(2);
  await pass(30);
  expect(await inTrash()).toEqual([]);
});

test('nothing is deleted when the trash is kept until it is emptied', async () => {
  await bench.must('settings.change', { trashDays: null });
  await bench.must('library.trash', { resultIds: Float64Array.from(ids) });
  await pass(400);
  expect(await inTrash()).toHaveLength(2);
});

test('a video restored right before its purge stays', async () => {
  const [first = 0] = ids;
  await bench.must('library.trash', { resultIds: Float64Array.from([first]) });
  await pass(29.9);
  const restored = bench.must('library.restoreFromTrash', { resultIds: Float64Array.from([first]) });
  await pass(2);
  expect((await restored).changed).toBe(1);
  expect((await bench.must('library.index', {})).resultIds).toContain(first);
});
