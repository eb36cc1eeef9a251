// One click on a button that costs money creates its tasks once, however often the call arrives: twice at once, after a reload of the window,
// or after a restart of the studio.
import { expect, test } from 'vitest';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const actionId = 'press-00000001';
const at = folderPerTest('presses-');
const bench = benchPerTest(() => at('studio.sqlite'));

async function restart(): Promise<void> {
  await bench.restart();
  await bench.clock.settle();
}
const submission = { request: fox, variations: 2, sendAnyway: false, sourceTaskId: null };
const submit = (id = actionId) => bench.must('tasks.submit', { actionId: id, ...submission });
const sentCount = async () => {
  await bench.clock.advance(5_000);
  return bench.api.submitted.length;
};

test('two calls with one action id at the same time create tasks once, and both return them', async () => {
  const [first, second] = await Promise.all([submit(), submit()]);
  expect(first.ids).toHaveLength(2);
  expect(second.ids).toEqual(first.ids);
  expect(await sentCount()).toBe(2);
});

test('the same action id after a restart, and after the tasks have ended, returns the tasks of the first call', async () => {
  const { ids } = await submit();
  await sentCount();
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(60_000);
  await restart();
  expect((await submit()).ids).toEqual(ids);
  expect(await sentCount()).toBe(2);
});

test('another action id creates other tasks', async () => {
  const first = await submit();
  const second = await submit('press-00000002');
  expect(second.ids).not.toEqual(first.ids);
  expect(await sentCount()).toBe(4);
});

test('a refused call created nothing, so the same action id may create tasks once the reason is gone', async () => {
  const blocked = { ...submission, actionId, request: { ...fox, prompt: '' } };
  expect(await bench.call('tasks.submit', blocked)).toMatchObject({ ok: false, error: { kind: 'request-blocked' } });
  expect((await submit()).ids).toHaveLength(2);
});

test('a repeated call is answered even if its files or its profile have been removed', async () => {
  const { ids } = await submit();
  expect(await bench.must('tasks.submit', { ...submission, actionId, request: { ...fox, prompt: '' } })).toEqual({ ids });
});

test('a draft that was edited and submitted twice by one action is submitted once', async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  const { ids } = await submit();
  await bench.clock.settle();
  await bench.must('tasks.edit', { id: ids[1] ?? 0 });
  const again = { actionId: 'press-00000002', request: fox, variations: 1, sendAnyway: false, sourceTaskId: ids[1] ?? null };
  const [first, second] = await Promise.all([bench.must('tasks.submit', again), bench.must('tasks.submit', again)]);
  expect(second).toEqual(first);
  expect(await bench.must('tasks.submit', again)).toEqual(first);
  await bench.must('settings.change', { maxConcurrentTasks: 8 });
  expect(await sentCount()).toBe(2);
});

test('a rerun with the same action id creates one task, even after a restart', async () => {
  const { ids } = await submit();
  const again = () => bench.must('tasks.rerun', { actionId: 'press-00000002', ids });
  const [first, second] = await Promise.all([again(), again()]);
  expect(second).toEqual(first);
  await restart();
  expect(await again()).toEqual(first);
  expect(await sentCount()).toBe(4);
});

test('a resend with the same action id sends once, even if the first resend is unconfirmed by then', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const { ids } = await submit();
  const [id = 0] = ids;
  await sentCount();
  await bench.must('tasks.discard', { id: ids[1] ?? 0 });
  await bench.must('tasks.resend', { id, actionId: 'press-00000002' });
  expect(await sentCount()).toBe(3);
  expect((await bench.task(id)).state).toBe('unconfirmed');
  await bench.must('tasks.resend', { id, actionId: 'press-00000002' });
  expect(await sentCount()).toBe(3);
  await restart();
  await bench.must('tasks.resend', { id, actionId: 'press-00000002' });
  expect(await sentCount()).toBe(3);
  await bench.must('tasks.resend', { id, actionId: 'press-00000003' });
  expect(await sentCount()).toBe(4);
});

test('a batch call that is repeated after the batch was finished and the studio restarted creates nothing more', async () => {
  const items = [{ request: fox, count: 3 }];
  const submitBatch = () => bench.must('tasks.submitBatch', { actionId, items, sendAnyway: false });
  const { ids } = await submitBatch();
  await restart();
  expect(await submitBatch()).toEqual({ ids });
  expect(await sentCount()).toBe(3);
});

test('the composer’s stored draft keeps the action id of its next click', async () => {
  await bench.must('composer.saveDraft', { request: fox, actionId, sourceTaskId: null });
  await restart();
  const { status } = await bench.must('studio.snapshot', {});
  expect(status).toMatchObject({ composer: fox, composerActionId: actionId });
});
