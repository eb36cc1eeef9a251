// The trash, with fakes and a real database: which files move where, what is refused, and what the window receives.

import { beforeEach, expect, test } from 'vitest';
import { reasonsOf } from '../../../../../electron/core/handlers/library/library-trash-handlers.ts';
import { createTrashReplayer } from '../../../../../electron/core/library/trash/trash-undo.ts';
import { fail } from '../../../../../shared/result.ts';
import { benchPerTest } from '../../../../support/bench-per-test.ts';
import { holdCalls } from '../../../../support/held-calls.ts';
import { storeVideos } from '../../../../support/store-videos.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
});

/** Calls an action of the trash; returns the number of changed videos, their bytes, and the refused ones with the reasons. */
async function perform(name: 'library.trash' | 'library.restoreFromTrash' | 'library.deleteForGood', ids: readonly number[]) {
  const { changed, bytes, refused } = await bench.must(name, { resultIds: Float64Array.from(ids) });
  return { changed, bytes, refused };
}
const store = (count: number): Promise<number[]> => storeVideos(bench, count);
const recordOf = async (resultId: number) => (await bench.must('library.records', { resultIds: [resultId] })).items[0];
const status = async () => (await bench.must('studio.snapshot', {})).status.library;
const inLibrary = async () => (await bench.must('library.index', {})).resultIds;
const inTrash = async () => (await bench.must('library.trashIndex', {})).resultIds;
const files = () => [...bench.library.files.keys()].sort();

test('a deleted video leaves the library with its file, and a restore brings back both unchanged', async () => {
  const [remaining = 0, deleted = 0] = await store(2);
  const before = { files: files(), record: await recordOf(deleted), total: await status() };
  expect(await perform('library.trash', [deleted])).toEqual({ changed: 1, bytes: 1_000, refused: [] });
  expect([await inLibrary(), await inTrash()]).toEqual([[remaining], [deleted]]);
  expect(files()).toContain(`/videos/.evolink-trash/${before.record?.fileName}`);
  expect(await status()).toMatchObject({ videoCount: 1, videoBytes: 1_000, trash: { count: 1, bytes: 1_000 } });
  expect((await recordOf(deleted))?.trashedAtMs).toBe(bench.clock.now());
  expect(await perform('library.restoreFromTrash', [deleted])).toMatchObject({ changed: 1 });
  expect(files()).toEqual(before.files);
  expect(await recordOf(deleted)).toEqual(before.record);
  expect(await status()).toEqual(before.total);
});

test('the window is told that a video left the library and came back, once per action', async () => {
  const ids = await store(3);
  bench.events.length = 0;
  await perform('library.trash', ids);
  await bench.clock.advance(100);
  const deltas = () => bench.events.flatMap((event) => (event.type === 'delta' ? [event] : []));
  expect(deltas().map(({ library }) => [...library.removed].sort())).toEqual([[...ids].sort()]);
  expect(deltas()[0]?.status?.library.trash).toEqual({ count: 3, bytes: 3_000 });
  bench.events.length = 0;
  await perform('library.restoreFromTrash', ids);
  await bench.clock.advance(100);
  expect(deltas().map(({ library }) => library.added.map(({ resultId }) => resultId).sort())).toEqual([[...ids].sort()]);
});

test('more videos than one slice holds go to the trash, each under a name of its own', async () => {
  for (let round = 0; round < 6; round += 1) await store(10);
  const ids = await inLibrary();
  expect((await perform('library.trash', ids)).changed).toBe(60);
  expect(files().every((path) => path.startsWith('/videos/.evolink-trash/'))).toBe(true);
  expect(new Set(files()).size).toBe(60);
  expect((await perform('library.restoreFromTrash', ids)).changed).toBe(60);
  expect(await inLibrary()).toEqual(ids);
});

test('a restore never replaces a file with the same name; the video gets a free name', async () => {
  const [id = 0] = await store(1);
  const name = (await recordOf(id))?.fileName ?? '';
  await perform('library.trash', [id]);
  bench.library.files.set(`/videos/${name}`, { bytes: 5, modifiedAtMs: 1 });
  await perform('library.restoreFromTrash', [id]);
  expect((await recordOf(id))?.fileName).toBe(name.replace('.mp4', ' (2).mp4'));
  expect(bench.library.files.get(`/videos/${name}`)?.bytes).toBe(5);
});

test('deleting for good removes the file and the pictures; the task and its history stay', async () => {
  const [id = 0] = await store(1);
  const taskId = (await recordOf(id))?.id ?? 0;
  await perform('library.trash', [id]);
  expect(bench.posters.posterIds).toContain(id);
  expect(await perform('library.deleteForGood', [id])).toMatchObject({ changed: 1, bytes: 1_000 });
  expect([files(), await inTrash(), await inLibrary(), await recordOf(id)]).toEqual([[], [], [], undefined]);
  expect(bench.posters.posterIds).not.toContain(id);
  expect(await status()).toMatchObject({ videoCount: 0, trash: { count: 0, bytes: 0 } });
  expect((await bench.journalEvents(taskId)).slice(-2)).toEqual(['trashed', 'deleted']);
  expect((await bench.task(taskId)).state).toBe('completed');
});

test('a video of the library is never deleted for good, and each action ignores a video to which it does not apply', async () => {
  const [id = 0] = await store(1);
  const before = files();
  const nothing = { changed: 0, bytes: 0, refused: [] };
  expect(await perform('library.deleteForGood', [id])).toEqual(nothing);
  expect(await perform('library.restoreFromTrash', [id, 99_999])).toEqual(nothing);
  expect([files(), await inLibrary()]).toEqual([before, [id]]);
  await perform('library.trash', [id, id]);
  expect(await perform('library.trash', [id])).toEqual(nothing);
});

test('a missing video is deleted and restored as a record', async () => {
  const [id = 0] = await store(1);
  const path = `/videos/${(await recordOf(id))?.fileName}`;
  const file = bench.library.files.get(path) ?? { bytes: 0, modifiedAtMs: 0 };
  bench.library.files.delete(path);
  expect(await perform('library.trash', [id])).toMatchObject({ changed: 1 });
  expect(await recordOf(id)).toMatchObject({ state: 'missing' });
  await perform('library.restoreFromTrash', [id]);
  expect([await inLibrary(), (await recordOf(id))?.state]).toEqual([[id], 'missing']);
  // The file is back: the check finds it intact again.
  bench.library.files.set(path, file);
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'intact' });
});

test('a trashed video whose file reappears in the library is in the library again', async () => {
  const [id = 0] = await store(1);
  const path = `/videos/${(await recordOf(id))?.fileName}`;
  const file = bench.library.files.get(path) ?? { bytes: 0, modifiedAtMs: 0 };
  bench.library.files.delete(path);
  await perform('library.trash', [id]);
  bench.library.files.set(path, file);
  await bench.must('library.verifyFile', { resultId: id });
  expect([await inLibrary(), await inTrash()]).toEqual([[id], []]);
});

test('a refused file stays and is returned with the reason; the others move', async () => {
  const [inUse = 0, other = 0] = await store(2);
  const name = (await recordOf(inUse))?.fileName ?? '';
  const { moveWithin } = bench.library;
  bench.library.moveWithin = async (folder, moves) => {
    const outcomes = await moveWithin(
      folder,
      moves.filter(({ from }) => from !== name),
    );
    const remainingOutcomes = [...outcomes];
    return moves.map(({ from }) =>
      from === name ? fail({ kind: 'file-in-use', name }) : (remainingOutcomes.shift() ?? fail({ kind: 'file-missing' })),
    );
  };
  const { changed, refused } = await perform('library.trash', [inUse, other]);
  expect(changed).toBe(1);
  expect(refused).toEqual([{ resultId: inUse, fileName: name, error: { kind: 'file-in-use', name } }]);
  expect(await inLibrary()).toEqual([inUse]);
});

test('a stop does not wait forever for an action whose file call never returns', async () => {
  const [id = 0] = await store(1);
  const calls = holdCalls(bench.library, 'freePath');
  void bench.call('library.trash', { resultIds: Float64Array.from([id]) });
  await expect.poll(calls.heldCount).toBe(1);
  let isStopped = false;
  const restarting = bench.restart().then(() => {
    isStopped = true;
  });
  await bench.clock.advance(5_000);
  await expect.poll(() => isStopped).toBe(true);
  await restarting;
});

test('nothing moves in a folder that does not exist', async () => {
  const [id = 0] = await store(1);
  bench.library.files.clear();
  bench.library.absentFolders.add('/videos');
  const { refused } = await perform('library.trash', [id]);
  expect(refused.map(({ error }) => error.kind)).toEqual(['library-missing']);
  expect(await inLibrary()).toEqual([id]);
});

test('a video in the trash can still be revealed and checked; one deleted for good cannot', async () => {
  const [id = 0] = await store(1);
  await perform('library.trash', [id]);
  expect(await bench.must('library.verifyFile', { resultId: id })).toEqual({ verdict: 'intact' });
  await bench.must('library.reveal', { resultId: id });
  await perform('library.deleteForGood', [id]);
  expect(await bench.call('library.verifyFile', { resultId: id })).toMatchObject({ ok: false, error: { kind: 'unknown-item' } });
});

test('a deleted video can be downloaded again, into the library', async () => {
  const [id = 0] = await store(1);
  await perform('library.trash', [id]);
  await perform('library.deleteForGood', [id]);
  await bench.must('tasks.retryDownload', { resultId: id });
  await bench.clock.advance(40_000);
  expect([await inLibrary(), (await recordOf(id))?.trashedAtMs]).toEqual([[id], null]);
});

test('undo restores all slices of a deletion as one action, and redo deletes them again', async () => {
  for (let round = 0; round < 3; round += 1) await store(10);
  const ids = await inLibrary();
  const before = files();
  const { actionId } = await bench.must('library.trash', { resultIds: Float64Array.from(ids) });
  const action = { id: actionId, kind: 'trash', count: 30 };
  expect((await bench.must('studio.snapshot', {})).status.actions.undo).toMatchObject(action);
  expect(await bench.must('actions.undo', { actionId })).toMatchObject({ outcome: 'done', action, missing: { videos: 0 } });
  expect([await inLibrary(), files()]).toEqual([ids, before]);
  expect(await bench.must('actions.redo', { actionId })).toMatchObject({ outcome: 'done', missing: { videos: 0 } });
  expect(await inTrash()).toHaveLength(30);
});

test('undo of a restore deletes again', async () => {
  const ids = await store(2);
  await perform('library.trash', ids);
  await perform('library.restoreFromTrash', ids);
  await bench.must('actions.undo', { actionId: null });
  expect([await inLibrary(), (await inTrash()).length]).toEqual([[], 2]);
});

test('undo of a restore puts the video back to its place in the trash, with its time, even if its name was taken at the restore', async () => {
  const [first = 0, second = 0] = await store(2);
  const rename = (resultId: number, name: string) => bench.must('library.renameFile', { resultId, name });
  await rename(first, 'fox');
  await perform('library.trash', [first]);
  await rename(second, 'fox');
  const before = { files: files(), trash: await bench.must('library.trashIndex', {}) };
  await bench.clock.advance(5_000);
  await perform('library.restoreFromTrash', [first]);
  expect((await recordOf(first))?.fileName).toBe('fox (2).mp4');
  await bench.must('actions.undo', { actionId: null });
  expect({ files: files(), trash: await bench.must('library.trashIndex', {}) }).toEqual(before);
  // The undo of the deletion knows the original name again.
  await bench.must('actions.undo', { actionId: null });
  await bench.must('actions.undo', { actionId: null });
  expect((await recordOf(first))?.fileName).toBe('fox.mp4');
});

test('undo of a restore after more than a day begins the days in the trash again, so that the video is not purged at once', async () => {
  const ids = await store(1);
  await perform('library.trash', ids);
  await perform('library.restoreFromTrash', ids);
  await bench.clock.advance(2 * 86_400_000);
  await bench.must('actions.undo', { actionId: null });
  expect((await bench.must('library.trashIndex', {})).trashedAtMs).toEqual([bench.clock.now()]);
});

test('a task that is discarded while a deletion is done again does not drop that deletion from the undo log', async () => {
  const [id = 0] = await store(1);
  const profileId = (await bench.must('studio.snapshot', {})).status.activeProfileId ?? 0;
  await bench.must('profiles.pause', { profileId, paused: true });
  const [taskId = 0] = await bench.submit();
  await perform('library.trash', [id]);
  await bench.must('actions.undo', { actionId: null });
  const heldCalls = holdCalls(bench.library, 'moveWithin');
  const redoing = bench.must('actions.redo', { actionId: null });
  await expect.poll(heldCalls.heldCount).toBe(1);
  await bench.must('tasks.discard', { id: taskId });
  heldCalls.end();
  await redoing;
  expect(await inTrash()).toEqual([id]);
  const undone = [await bench.must('actions.undo', { actionId: null }), await bench.must('actions.undo', { actionId: null })];
  expect(undone).toMatchObject([{ action: { kind: 'discard-tasks' } }, { action: { kind: 'trash' } }]);
  expect([await inLibrary(), (await bench.task(taskId)).state]).toEqual([[id], 'waiting']);
});

test('a deletion right after the start of a rename waits for the rename, and refuses no video', async () => {
  const ids = await store(10);
  await bench.must('library.renameFiles', { resultIds: Float64Array.from(ids), template: 'Fox {number}' });
  expect(await perform('library.trash', ids)).toMatchObject({ changed: 10, refused: [] });
});

test('undo restores the videos that the trash still has, and counts the others', async () => {
  const [remaining = 0, deleted = 0] = await store(2);
  await perform('library.trash', [remaining, deleted]);
  await perform('library.deleteForGood', [deleted]);
  expect(await bench.must('actions.undo', { actionId: null })).toMatchObject({ outcome: 'done', missing: { videos: 1 } });
  expect([await inLibrary(), await inTrash()]).toEqual([[remaining], []]);
});

test('undo of an action that an earlier version recorded, without places, restores its videos', async () => {
  const tables = { results: { get: () => undefined }, ifReadable: <T>(read: () => T) => read() };
  const prepared: unknown[] = [];
  const replayer = createTrashReplayer({ tables: tables as never, clock: bench.clock }, async (...values) => {
    prepared.push(values);
    return [];
  });
  expect(await replayer.replay({ action: 'trash', ids: [7] }, 'undo', (write) => write())).toMatchObject({
    ok: true,
    value: { videos: 1 },
  });
  expect(prepared).toEqual([[[7], 'restore', new Map()]]);
});

test('a deletion for good is not in the undo log', async () => {
  const ids = await store(1);
  await perform('library.trash', ids);
  const { undo } = (await bench.must('studio.snapshot', {})).status.actions;
  expect(await bench.must('library.deleteForGood', { resultIds: Float64Array.from(ids) })).toMatchObject({ actionId: null });
  expect((await bench.must('studio.snapshot', {})).status.actions.undo).toEqual(undo);
});

test('refusals are counted by reason, the most frequent first', () => {
  const refused = (['file-in-use', 'file-missing', 'file-in-use'] as const).map((kind, resultId) => ({
    resultId,
    error: kind === 'file-in-use' ? { kind, name: `${resultId}.mp4` } : { kind },
  }));
  expect(reasonsOf(refused)).toEqual([
    { error: { kind: 'file-in-use', name: '0.mp4' }, count: 2 },
    { error: { kind: 'file-missing' }, count: 1 },
  ]);
  expect(reasonsOf([])).toEqual([]);
});
