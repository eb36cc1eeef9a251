// Actions of the user on waiting tasks: pause, order, hold, edit, rerun.
import { expect, test } from 'vitest';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { holdCalls } from '../../../support/held-calls.ts';
import { fox } from '../../../support/studio-bench.ts';
import { submission } from '../../../support/submission.ts';

const at = folderPerTest('queue-controls-');
const bench = benchPerTest(() => at('studio.sqlite'));

const pause = (paused: boolean) => bench.must('profiles.pause', { profileId: bench.profileId, paused });
const submitPrompts = async (...prompts: readonly string[]): Promise<number[]> => {
  const ids: number[] = [];
  for (const prompt of prompts) ids.push(...(await bench.submit({ ...fox, prompt })));
  return ids;
};
const sentPrompts = () => bench.api.submitted.map(({ body }) => body.prompt);
const waitingIds = async () =>
  (await bench.must('studio.snapshot', {})).tasks
    .flatMap((task) => (task.state === 'waiting' ? [task] : []))
    .sort((a, b) => a.queuePosition - b.queuePosition || a.id - b.id)
    .map(({ id }) => id);

test('a paused profile submits nothing, even after a restart, but submitted tasks are polled and saved', async () => {
  const [submittedId = 0] = await submitPrompts('before');
  await pause(true);
  const [id = 0] = await submitPrompts('later');
  await bench.restart();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(60_000);
  expect(bench.api.submitted).toHaveLength(1);
  expect((await bench.taskIn(submittedId, 'completed')).results[0]?.state).toBe('stored');
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]).toMatchObject({ paused: true, holds: [] });
  await pause(false);
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('pending');
});

test('a task that was being prepared when the profile was paused keeps waiting', async () => {
  const image = await bench.must('references.addBytes', { name: 'a.png', bytes: new Uint8Array([1]) });
  const upload = holdCalls(bench.files, 'uploadBase64');
  const [id = 0] = await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId: image.id }] });
  await pause(true);
  upload.release();
  await bench.clock.advance(1_000);
  expect([(await bench.task(id)).state, bench.api.submitted.length]).toEqual(['waiting', 0]);
});

test('nothing is resent while the profile is paused', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await submitPrompts('unconfirmed');
  await pause(true);
  expect(await bench.call('tasks.resend', { actionId: newActionId(), id })).toEqual({ ok: false, error: { kind: 'queue-paused' } });
  await bench.clock.advance(5_000);
  expect(bench.api.submitted).toHaveLength(1);
});

test('tasks are ordered and sent in the requested order, even after a restart', async () => {
  await pause(true);
  const [a = 0, b = 0, c = 0, d = 0] = await submitPrompts('a', 'b', 'c', 'd');
  await bench.must('tasks.move', { ids: [d], to: { before: b } });
  await bench.must('tasks.move', { ids: [a], to: 'last' });
  expect(await bench.must('tasks.move', { ids: [c, 999], to: 'first' })).toEqual({ movedCount: 1 });
  expect(await waitingIds()).toEqual([c, d, b, a]);
  expect(await bench.journalEvents(d)).toContain('moved');
  await bench.restart();
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  await pause(false);
  for (let n = 0; n < 4; n += 1) {
    await bench.clock.advance(1_000);
    bench.api.finish(bench.api.lastTaskId());
    await bench.clock.advance(30_000);
  }
  expect(sentPrompts()).toEqual(['c', 'd', 'b', 'a']);
});

test('many tasks are held, released and discarded at once, except those submitted meanwhile', async () => {
  const [sent = 0] = await submitPrompts('sent');
  await pause(true);
  const ids = await submitPrompts('a', 'b', 'c');
  expect(await bench.must('tasks.holdMany', { ids: [...ids, sent] })).toEqual({ heldCount: 3 });
  expect(await bench.must('tasks.releaseMany', { ids: ids.slice(0, 2) })).toEqual({ releasedCount: 2, skippedIds: [] });
  expect(await bench.must('tasks.discardWaiting', { ids: [...ids, sent], continues: null })).toMatchObject({ discardedCount: 3 });
  expect((await bench.task(sent)).state).toBe('pending');
});

/** Undoes the newest action; returns how many of its tasks could not be taken back. */
async function undo(): Promise<number | null> {
  const replayed = await bench.must('actions.undo', { actionId: null });
  return replayed.outcome === 'done' ? replayed.missing.tasks : null;
}

test('undoing a discard puts each task back at its position, held, once, and never one that may have been accepted', async () => {
  await pause(true);
  const ids = await submitPrompts('a', 'b', 'c', 'd');
  const [a = 0, b = 0, c = 0] = ids;
  await bench.must('tasks.hold', { id: b });
  await bench.must('tasks.discardWaiting', { ids: [a, b, c], continues: null });
  expect((await bench.must('studio.snapshot', {})).status.actions.undo).toMatchObject({ kind: 'discard-tasks', count: 3 });
  expect(await undo()).toBe(0);
  expect(await waitingIds()).toEqual(ids);
  expect([(await bench.taskIn(a, 'waiting')).hold, (await bench.taskIn(b, 'waiting')).hold]).toEqual(['user', 'user']);
  expect(await undo()).toBeNull();

  await pause(false);
  await bench.clock.advance(2_000);
  expect(sentPrompts()).toEqual(['d']);
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  await bench.must('tasks.release', { id: a });
  await bench.clock.advance(2_000);
  expect(await bench.must('tasks.discard', { id: a })).toEqual({ actionId: null });
  expect(await undo()).toBeNull();
});

test('a discard can be undone after a restart, as held tasks, and done again', async () => {
  await pause(true);
  const ids = await submitPrompts('a', 'b', 'c');
  const [a = 0, b = 0] = ids;
  expect(await bench.must('tasks.discard', { id: a })).toEqual({ actionId: expect.any(Number) });
  const { actionId } = await bench.must('tasks.discardWaiting', { ids: [b], continues: null });
  await bench.restart();
  expect([await undo(), await undo()]).toEqual([0, 0]);
  expect(await waitingIds()).toEqual(ids);
  expect((await bench.taskIn(a, 'waiting')).hold).toBe('user');
  await bench.must('actions.redo', { actionId: null });
  await bench.must('actions.redo', { actionId });
  expect(await waitingIds()).toEqual(ids.slice(2));
});

test('the portions of one discard are undone as one action, and a later discard is its own action', async () => {
  await pause(true);
  const ids = await submitPrompts('a', 'b', 'c');
  const [a = 0, b = 0, c = 0] = ids;
  const first = await bench.must('tasks.discardWaiting', { ids: [a], continues: null });
  expect(await bench.must('tasks.discardWaiting', { ids: [b], continues: first.actionId })).toEqual({
    discardedCount: 1,
    actionId: first.actionId,
  });
  await bench.must('tasks.discard', { id: c });
  expect([await undo(), await undo(), await undo()]).toEqual([0, 0, null]);
  expect(await waitingIds()).toEqual(ids);
});

test('a rerun creates a task with the same request for the same account, behind the original', async () => {
  await pause(true);
  const [a = 0, b = 0] = await submitPrompts('a', 'b');
  const { ids } = await bench.must('tasks.rerun', { actionId: newActionId(), ids: [a] });
  const [rerunId = 0] = ids;
  expect(await waitingIds()).toEqual([a, rerunId, b]);
  expect(await bench.task(rerunId)).toMatchObject({
    sourceTaskId: a,
    profileId: bench.profileId,
    request: { ...fox, prompt: 'a' },
    retryOf: null,
  });
  const { lineage } = await bench.must('tasks.read', { id: a });
  expect(lineage).toMatchObject({ source: null, derived: [{ id: rerunId, state: 'waiting' }], attempts: [] });
  expect((await bench.must('tasks.read', { id: rerunId })).lineage.source?.id).toBe(a);
  expect(await bench.call('tasks.rerun', { actionId: newActionId(), ids: [999] })).toMatchObject({ ok: false });
});

test('a task that was opened for editing can return to its queue position', async () => {
  await pause(true);
  const [a = 0, b = 0, c = 0] = await submitPrompts('a', 'b', 'c');
  const { request } = await bench.must('tasks.edit', { id: b });
  const edited = submission({ ...request, prompt: 'b, but better' }, { variations: 2, sourceTaskId: b });
  const { ids } = await bench.must('tasks.submit', edited);
  expect(await waitingIds()).toEqual([a, ...ids, c]);
});

test('a task that was edited and sent again does not come back: only its successor is paid for', async () => {
  await pause(true);
  const [a = 0, b = 0] = await submitPrompts('a', 'b');
  const { request } = await bench.must('tasks.edit', { id: a });
  const edited = submission({ ...request, prompt: 'a, but better' }, { sourceTaskId: a });
  const { ids } = await bench.must('tasks.submit', edited);
  await bench.must('tasks.discard', { id: b });
  expect([await undo(), await undo()]).toEqual([0, null]);
  expect(await waitingIds()).toEqual([...ids, b]);
  await bench.must('tasks.release', { id: b });
  await pause(false);
  await bench.clock.advance(2_000);
  expect(sentPrompts()).toEqual(['a, but better', 'b']);
});

test('a discarded task that was reused and sent, or rerun, does not come back beside its successor', async () => {
  await pause(true);
  const [a = 0, b = 0] = await submitPrompts('a', 'b');
  await bench.must('tasks.discardWaiting', { ids: [a, b], continues: null });
  await bench.must('tasks.submit', {
    actionId: newActionId(),
    request: { ...fox, prompt: 'a' },
    variations: 1,
    sendAnyway: false,
    sourceTaskId: a,
  });
  await bench.must('tasks.rerun', { actionId: newActionId(), ids: [b] });
  expect(await undo()).toBe(2);
});

test('a discard can be undone even if the task had been rerun before it was discarded', async () => {
  await pause(true);
  const [a = 0] = await submitPrompts('a');
  await bench.must('tasks.rerun', { actionId: newActionId(), ids: [a] });
  await bench.must('tasks.discard', { id: a });
  expect(await undo()).toBe(0);
});

test('a task that was opened for editing is remembered after a restart, and can still return to its position', async () => {
  await pause(true);
  const [a = 0, b = 0, c = 0] = await submitPrompts('a', 'b', 'c');
  const { request } = await bench.must('tasks.edit', { id: b });
  await bench.must('composer.saveDraft', { request: { ...request, prompt: 'b, half way' }, actionId: newActionId(), sourceTaskId: b });
  await bench.restart();
  const { status } = await bench.must('studio.snapshot', {});
  expect(status).toMatchObject({ composer: { prompt: 'b, half way' }, composerSource: { taskId: b, isEdit: true } });

  const { ids } = await bench.must('tasks.submit', { actionId: newActionId(), request, variations: 1, sendAnyway: false, sourceTaskId: b });
  expect(await waitingIds()).toEqual([a, ...ids, c]);
  // The edited task was sent, so the composer now holds a copy of it.
  expect((await bench.must('studio.snapshot', {})).status.composerSource).toEqual({ taskId: b, isEdit: false });
  await bench.must('composer.saveDraft', { request, actionId: newActionId(), sourceTaskId: null });
  expect((await bench.must('studio.snapshot', {})).status.composerSource).toBeNull();
});

test('the requests per second belong to a profile, and a 429 shows how far they are lowered', async () => {
  await bench.must('profiles.setRequestRate', { profileId: bench.profileId, requestsPerSecond: 2 });
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.submit(fox, 10);
  await bench.clock.advance(2_900);
  expect(bench.api.submitted.length).toBeLessThanOrEqual(6);
  expect(bench.api.submitted.length).toBeGreaterThanOrEqual(5);
  await bench.restart();
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]).toMatchObject({ requestsPerSecond: 2, throttle: null });
});
