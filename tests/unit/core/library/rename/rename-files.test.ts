// Renaming stored files: one under a typed name, and a selection with a template.
import { beforeEach, expect, test } from 'vitest';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { holdCalls } from '../../../../support/held-calls.ts';
import { fox } from '../../../../support/studio-bench.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
});

async function stored(count: number): Promise<number[]> {
  for (let left = count; left > 0; left -= 20) await bench.submit(fox, Math.min(left, 20));
  for (;;) {
    for (const taskId of bench.api.tasks.keys()) bench.api.finish(taskId);
    await bench.clock.advance(25_000);
    const { resultIds } = await bench.must('library.index', {});
    if (resultIds.length >= count) return resultIds;
  }
}
const namesOf = async (resultIds: readonly number[]) =>
  (await bench.must('library.records', { resultIds: [...resultIds] })).items.map(({ fileName }) => fileName);
const onDisk = () => [...bench.library.files.keys()].map((path) => path.slice('/videos/'.length));
const work = async () => (await bench.must('studio.snapshot', {})).status.library.fileWork;
const ended = () => expect.poll(async () => (await work())?.state).not.toBe('running');

test('one file gets the typed name, and keeps its extension', async () => {
  const [id = 0] = await stored(1);
  expect(await bench.must('library.renameFile', { resultId: id, name: ' My fox ' })).toEqual({ fileName: 'My fox.mp4' });
  expect(await namesOf([id])).toEqual(['My fox.mp4']);
  expect(onDisk()).toEqual(['My fox.mp4']);
  expect(await bench.journalEvents(1)).toContain('file-renamed');
});

test('a name that is taken, forbidden or open elsewhere is refused, and nothing changes', async () => {
  const [a = 0, b = 0] = await stored(2);
  const before = await namesOf([a, b]);
  await bench.must('library.renameFile', { resultId: b, name: 'Taken' });
  bench.library.openElsewhere.add(`/videos/${before[0]}`);
  const refused = await Promise.all(
    ['taken', 'con', 'a/b', '', 'free'].map(async (name) => {
      const answer = await bench.call('library.renameFile', { resultId: a, name });
      return answer.ok ? 'renamed' : answer.error.kind;
    }),
  );
  expect(refused).toEqual(['file-name-taken', 'name-not-allowed', 'name-not-allowed', 'name-not-allowed', 'file-in-use']);
  expect(await namesOf([a, b])).toEqual([before[0], 'Taken.mp4']);
});

test('a selection is renamed in its order, and one refused file does not stop the others', async () => {
  const ids = (await stored(40)).slice(0, 36);
  const before = await namesOf(ids);
  bench.library.openElsewhere.add(`/videos/${before[1]}`);
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{prompt:5} {number}' });
  await ended();
  expect(await work()).toMatchObject({ kind: 'rename', state: 'done', total: 36, done: 35, failed: 1, skipped: 0 });
  const names = await namesOf(ids);
  expect(names[0]).toBe('a fox 001.mp4');
  expect(names[1]).toBe(before[1]);
  expect(names[35]).toBe('a fox 036.mp4');
  expect((await bench.must('library.fileWorkFailures', {})).files).toEqual([
    { resultId: ids[1], fileName: before[1], error: { kind: 'file-in-use', name: before[1] } },
  ]);
  expect(onDisk()).toHaveLength(40);
  // Again: everything has its name.
  bench.library.openElsewhere.clear();
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{prompt:5} {number}' });
  await ended();
  expect(await work()).toMatchObject({ done: 1, skipped: 35, failed: 0 });
  await bench.must('library.controlFileWork', { action: 'dismiss' });
  expect(await work()).toBeNull();
});

test('a cancelled rename stops after the files under way; nothing else starts meanwhile', async () => {
  const ids = await stored(40);
  const calls = holdCalls(bench.library, 'renameFile');
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number:6}' });
  await expect.poll(calls.heldCount).toBe(1);
  const second = await bench.call('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' });
  expect(second).toEqual({ ok: false, error: { kind: 'library-busy', by: 'rename' } });
  await bench.must('library.controlFileWork', { action: 'cancel' });
  calls.end();
  await ended();
  // The files of the slice that was under way.
  expect(await work()).toMatchObject({ state: 'cancelled', done: 32 });
  const names = await namesOf(ids);
  expect(new Set(onDisk())).toEqual(new Set(names));
});

test('a video of the trash keeps its name, even when its path there is known', async () => {
  const [id = 0] = await stored(1);
  await bench.must('library.trash', { resultIds: Float64Array.from([id]) });
  const before = onDisk();
  const answer = await bench.call('library.renameFile', { resultId: id, name: 'x' });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'not-allowed-in-state' } });
  expect(onDisk()).toEqual(before);
});

test('undo gives all files their names back, and redo the new ones; what is open elsewhere is counted', async () => {
  const ids = await stored(3);
  const before = await namesOf(ids);
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: 'x {number}' });
  await ended();
  const after = await namesOf(ids);
  expect(after).toEqual(['x 001.mp4', 'x 002.mp4', 'x 003.mp4']);
  expect((await bench.must('studio.snapshot', {})).status.actions.undo).toMatchObject({ kind: 'rename-files', count: 3 });
  expect(await bench.must('actions.undo', { actionId: null })).toMatchObject({ outcome: 'done', missing: { videos: 0 } });
  expect(await namesOf(ids)).toEqual(before);
  expect(new Set(onDisk())).toEqual(new Set(before));
  expect(await bench.must('actions.redo', { actionId: null })).toMatchObject({ outcome: 'done' });
  expect(await namesOf(ids)).toEqual(after);
  bench.library.openElsewhere.add('/videos/x 002.mp4');
  expect(await bench.must('actions.undo', { actionId: null })).toMatchObject({ outcome: 'done', missing: { videos: 1 } });
  expect(await namesOf(ids)).toEqual([before[0], 'x 002.mp4', before[2]]);
});
