// The relatives of a video: its sources, the videos made from it, its takes and videos with the same content; and the top of a stack.
import { beforeEach, expect, test } from 'vitest';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';
import { submission } from '../../../support/submission.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
});

/** Makes one video; returns its result id and its task. */
async function make(request: GenerationRequest, sourceTaskId: number | null = null): Promise<{ resultId: number; taskId: number }> {
  const { ids } = await bench.must('tasks.submit', submission(request, { sourceTaskId, sendAnyway: true }));
  await bench.clock.settle();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(25_000);
  const [resultId = 0] = (await bench.must('library.index', {})).resultIds;
  return { resultId, taskId: ids[0] ?? 0 };
}
const relatives = (resultId: number) => bench.must('takes.relatives', { of: { kind: 'video', id: resultId } });
const nothing = { takes: [], sourceVideos: [], derivedVideos: [], sameContent: [] };

test('a take made from the task of a video is listed as a take, not as a video made from it', async () => {
  const first = await make(fox);
  const take = await make(fox, first.taskId);
  const changed = await make({ ...fox, prompt: 'an owl' }, first.taskId);
  expect(await relatives(first.resultId)).toMatchObject({ takes: [take.resultId], sourceVideos: [], derivedVideos: [changed.resultId] });
  expect(await relatives(take.resultId)).toMatchObject({ takes: [first.resultId], sourceVideos: [], derivedVideos: [] });
  expect(await relatives(changed.resultId)).toMatchObject({ takes: [], sourceVideos: [first.resultId], derivedVideos: [] });
});

test('a task without a video has the takes of its request, what it was made from, and what was made from it', async () => {
  const source = await make(fox);
  const changed = { ...fox, prompt: 'an owl' };
  const { ids } = await bench.must('tasks.submit', submission(changed, { sourceTaskId: source.taskId, sendAnyway: true }));
  const taskId = ids[0] ?? 0;
  const take = await make(changed, source.taskId);
  const derived = await make({ ...fox, prompt: 'a tern' }, taskId);
  expect(await bench.must('takes.relatives', { of: { kind: 'task', id: taskId } })).toEqual({
    takes: [take.resultId],
    sourceVideos: [source.resultId],
    derivedVideos: [derived.resultId],
    sameContent: [],
  });
  expect(await bench.call('takes.relatives', { of: { kind: 'task', id: 9_999 } })).toMatchObject({ ok: false, error: { what: 'task' } });
});

test('a video made with a frame of another one is related to it in both directions', async () => {
  const source = await make(fox);
  const frame = await bench.must('references.addFrame', {
    resultId: source.resultId,
    atSeconds: 2,
    name: 'frame.png',
    bytes: new Uint8Array(1_000).fill(3),
  });
  const derived = await make({ ...fox, prompt: 'it runs on', references: [{ role: 'first-frame', referenceId: frame.id }] });
  expect(await relatives(source.resultId)).toMatchObject({ derivedVideos: [derived.resultId] });
  expect(await relatives(derived.resultId)).toMatchObject({ sourceVideos: [source.resultId] });
});

test('videos of other requests with the same bytes are listed; takes with the same bytes are not', async () => {
  const first = await make(fox);
  const take = await make(fox);
  const other = await make({ ...fox, prompt: 'an owl' });
  const hashes = new Set(
    (await bench.must('library.records', { resultIds: [first.resultId, take.resultId, other.resultId] })).items.map(
      ({ receivedSha256 }) => receivedSha256,
    ),
  );
  // The fake library stores the same bytes for every link.
  expect(hashes.size).toBe(1);
  expect((await relatives(first.resultId)).sameContent).toEqual([other.resultId]);
  expect((await relatives(other.resultId)).sameContent).toEqual([take.resultId, first.resultId]);
});

test('a video stays on top of its stack until another video is put there, and undo shows the earlier one', async () => {
  const firstId = (await make(fox)).resultId;
  const secondId = (await make(fox)).resultId;
  const other = (await make({ ...fox, prompt: 'an owl' })).resultId;
  const readStacks = () => bench.must('takes.stacks', { ids: [firstId, other, secondId, 999] });
  const { stackIds, topIds } = await readStacks();
  expect(topIds).toEqual([]);
  expect([stackIds[0] === stackIds[2], stackIds[0] === stackIds[1], stackIds[3]]).toEqual([true, false, 0]);
  await bench.must('takes.putOnTop', { resultId: firstId });
  expect((await readStacks()).topIds).toEqual([firstId]);
  await bench.must('takes.putOnTop', { resultId: secondId });
  expect((await bench.call('takes.putOnTop', { resultId: 999 })).ok).toBe(false);
  expect((await readStacks()).topIds).toEqual([secondId]);
  const { topRevision } = (await bench.must('studio.snapshot', {})).status.judgement;
  expect(await bench.must('actions.undo', { actionId: null })).toMatchObject({ action: { kind: 'put-on-top' }, missing: { videos: 0 } });
  expect((await readStacks()).topIds).toEqual([firstId]);
  await bench.must('actions.undo', { actionId: null });
  expect((await readStacks()).topIds).toEqual([]);
  await bench.must('actions.redo', { actionId: null });
  await bench.must('actions.redo', { actionId: null });
  expect((await readStacks()).topIds).toEqual([secondId]);
  expect((await bench.must('studio.snapshot', {})).status.judgement.topRevision).toBeGreaterThan(topRevision);
});

test('a video that does not exist has no relatives', async () => {
  expect(await bench.call('takes.relatives', { of: { kind: 'video', id: 999 } })).toEqual({
    ok: false,
    error: { kind: 'unknown-item', what: 'result' },
  });
  expect(await relatives((await make(fox)).resultId)).toEqual(nothing);
});
