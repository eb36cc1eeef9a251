// Renaming stored files: one under a typed name, and a selection with a template.
import { beforeEach, expect, test } from 'vitest';
import { slicesOf } from '../../../../../electron/core/library/rename/file-renames.ts';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { holdCalls } from '../../../../support/held-calls.ts';
import { fox } from '../../../../support/studio-bench.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
});

async function store(count: number): Promise<number[]> {
  for (let remaining = count; remaining > 0; remaining -= 20) await bench.submit(fox, Math.min(remaining, 20));
  for (;;) {
    for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
    await bench.clock.advance(25_000);
    const { resultIds } = await bench.must('library.index', {});
    if (resultIds.length >= count) return resultIds;
  }
}
const namesOf = async (resultIds: readonly number[]) =>
  (await bench.must('library.records', { resultIds: [...resultIds] })).items.map(({ fileName }) => fileName);
const onDisk = () => [...bench.library.files.keys()].map((path) => path.slice('/videos/'.length));
const work = async () => (await bench.must('studio.snapshot', {})).status.library.fileJob;
const waitForEnd = () => expect.poll(async () => (await work())?.state).not.toBe('running');

test('one file gets the typed name, and keeps its extension', async () => {
  const [id = 0] = await store(1);
  expect(await bench.must('library.renameFile', { resultId: id, name: ' My fox ' })).toEqual({ fileName: 'My fox.mp4' });
  expect(await namesOf([id])).toEqual(['My fox.mp4']);
  expect(onDisk()).toEqual(['My fox.mp4']);
  expect(await bench.journalEvents(1)).toContain('file-renamed');
});

test('a rename to a taken or forbidden name, or of an open file, is refused and changes nothing', async () => {
  const [a = 0, b = 0] = await store(2);
  const before = await namesOf([a, b]);
  await bench.must('library.renameFile', { resultId: b, name: 'Taken' });
  bench.library.openElsewhere.add(`/videos/${before[0]}`);
  const outcomes = await Promise.all(
    ['taken', 'con', 'a/b', '', 'free'].map(async (name) => {
      const outcome = await bench.call('library.renameFile', { resultId: a, name });
      return outcome.ok ? 'renamed' : outcome.error.kind;
    }),
  );
  expect(outcomes).toEqual(['file-name-taken', 'name-not-allowed', 'name-not-allowed', 'name-not-allowed', 'file-in-use']);
  expect(await namesOf([a, b])).toEqual([before[0], 'Taken.mp4']);
});

test('a selection is renamed in its order, and one refused file does not stop the others', async () => {
  const ids = (await store(40)).slice(0, 36);
  const before = await namesOf(ids);
  bench.library.openElsewhere.add(`/videos/${before[1]}`);
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{prompt:5} {number}' });
  await waitForEnd();
  expect(await work()).toMatchObject({ kind: 'rename', state: 'done', total: 36, done: 35, failed: 1, skipped: 0 });
  const names = await namesOf(ids);
  expect(names[0]).toBe('a fox 001.mp4');
  expect(names[1]).toBe(before[1]);
  expect(names[35]).toBe('a fox 036.mp4');
  expect((await bench.must('library.fileJobFailures', {})).reasons).toEqual([
    { error: { kind: 'file-in-use', name: before[1] }, count: 1, fileNames: [before[1]] },
  ]);
  expect(onDisk()).toHaveLength(40);
  // The second time, only the refused file needs a new name.
  bench.library.openElsewhere.clear();
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{prompt:5} {number}' });
  await waitForEnd();
  expect(await work()).toMatchObject({ done: 1, skipped: 35, failed: 0 });
  await bench.must('library.controlFileJob', { action: 'dismiss' });
  expect(await work()).toBeNull();
});

test('a cancelled rename stops after its current slice, and until then no other rename starts', async () => {
  const ids = await store(40);
  const calls = holdCalls(bench.library, 'renameFile');
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number:6}' });
  await expect.poll(calls.heldCount).toBe(1);
  const second = await bench.call('library.renameFiles', { resultIds: Float64Array.from(ids), template: '{number}' });
  expect(second).toEqual({ ok: false, error: { kind: 'library-busy', by: 'rename' } });
  await bench.must('library.controlFileJob', { action: 'cancel' });
  calls.end();
  await waitForEnd();
  // The running slice has 32 files; only they are renamed.
  expect(await work()).toMatchObject({ state: 'cancelled', done: 32 });
  const names = await namesOf(ids);
  expect(new Set(onDisk())).toEqual(new Set(names));
});

test('a video in the trash cannot be renamed', async () => {
  const [id = 0] = await store(1);
  await bench.must('library.trash', { resultIds: Float64Array.from([id]) });
  const before = onDisk();
  const outcome = await bench.call('library.renameFile', { resultId: id, name: 'x' });
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'not-allowed-in-state' } });
  expect(onDisk()).toEqual(before);
});

test('undo restores the former names and redo the new ones; a file that another program has open is skipped and counted', async () => {
  const ids = await store(3);
  const before = await namesOf(ids);
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: 'x {number}' });
  await waitForEnd();
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

test('no file gets the name of a missing one, so the missing one stays missing', async () => {
  const [id = 0, missing = 0] = await store(2);
  await bench.must('library.renameFile', { resultId: missing, name: 'fox 001' });
  bench.library.files.delete('/videos/fox 001.mp4');
  await bench.must('library.verifyFile', { resultId: missing });
  await bench.must('library.renameFiles', { resultIds: Float64Array.of(id), template: 'fox {number}' });
  await waitForEnd();
  expect(await namesOf([id])).toEqual(['fox 001 (2).mp4']);
});

test('names are compared ignoring case: a name that a file gives up is assigned only in a later slice', () => {
  const step = (resultId: number, from: string, to: string) => ({ resultId, from, to });
  const steps = [step(1, 'a/Fox.mp4', 'a/elm.mp4'), step(2, 'a/ash.mp4', 'a/fox.mp4'), step(3, 'a/b.mp4', 'a/c.mp4')];
  expect([...slicesOf(steps)].map((slice) => slice.map(({ resultId }) => resultId))).toEqual([[1], [2, 3]]);
});

test('a rename is refused during another action, and undo waits for renames to end', async () => {
  const ids = await store(2);
  const heldCalls = holdCalls(bench.library, 'moveWithin');
  const trashing = bench.call('library.trash', { resultIds: Float64Array.of(ids[0] ?? 0) });
  await expect.poll(heldCalls.heldCount).toBe(1);
  expect(await bench.call('library.renameFile', { resultId: ids[1] ?? 0, name: 'fox' })).toMatchObject({ error: { kind: 'library-busy' } });
  heldCalls.end();
  await trashing;
  const renames = holdCalls(bench.library, 'renameFile');
  await bench.must('library.renameFiles', { resultIds: Float64Array.of(ids[1] ?? 0), template: '{number}' });
  const undoing = bench.must('actions.undo', { actionId: null });
  await expect.poll(renames.heldCount).toBe(1);
  renames.end();
  expect(await undoing).toMatchObject({ outcome: 'done', action: { kind: 'rename-files' } });
});
