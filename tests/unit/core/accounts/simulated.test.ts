// Only tasks made by the studio's own simulator count as simulated. A gateway on this computer may lead to the real service.
import { expect, test } from 'vitest';
import { newActionId } from '../../../support/action-id.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { type Bench, createWorld, fox } from '../../../support/studio-bench.ts';

let bench: Bench;

const gateway = { profileId: null, name: 'Gateway', key: 'sk-abcdefgh1234', apiBaseUrl: 'http://127.0.0.1:8080', filesBaseUrl: null };
const estimate = async () =>
  (await bench.must('tasks.estimate', { keys: [{ model: fox.model, durationSeconds: 5, quality: '720p', generateAudio: true }] }))
    .simulated;

test('a gateway on this computer counts as real for tasks, batches, reruns and estimates', async () => {
  bench = startBenchInTest();
  await bench.must('profiles.connect', gateway);
  const [id = 0] = await bench.submit();
  const { ids: batchIds } = await bench.must('tasks.submitBatch', {
    actionId: newActionId(),
    items: [{ request: fox, count: 1 }],
    sendAnyway: false,
  });
  const { ids: rerunIds } = await bench.must('tasks.rerun', { actionId: newActionId(), ids: [id] });
  for (const taskId of [id, ...batchIds, ...rerunIds]) expect((await bench.task(taskId)).simulated).toBe(false);
  expect(await estimate()).toBe(false);
});

test('the simulator’s own profile is simulated', async () => {
  bench = startBenchInTest();
  await bench.must('profiles.useSimulator', {});
  const [id = 0] = await bench.submit();
  expect((await bench.task(id)).simulated).toBe(true);
  expect(await estimate()).toBe(true);
});

test('a profile at the address of the running built-in simulator is simulated as well', async () => {
  bench = startBenchInTest();
  const { apiBaseUrl, filesBaseUrl } = await bench.must('profiles.useSimulator', {});
  await bench.must('profiles.connect', { ...gateway, apiBaseUrl, filesBaseUrl });
  const [id = 0] = await bench.submit();
  expect((await bench.task(id)).simulated).toBe(true);
  expect(await estimate()).toBe(true);
});

test('a former address of the simulator proves nothing, because another program may use it now', async () => {
  const world = createWorld();
  world.simulator.ready = new Promise(() => {});
  bench = startBenchInTest({ world });
  await bench.must('profiles.connect', { ...gateway, apiBaseUrl: `http://127.0.0.1:${world.simulator.port}` });
  const [id = 0] = await bench.submit();
  expect((await bench.task(id)).simulated).toBe(false);
});

test('once its profile points elsewhere, a rerun of a simulated task is real, and so is a waiting task when it is sent', async () => {
  bench = startBenchInTest();
  const { apiBaseUrl, filesBaseUrl } = await bench.must('profiles.useSimulator', {});
  const { id: profileId } = await bench.must('profiles.connect', { ...gateway, apiBaseUrl, filesBaseUrl });
  await bench.must('profiles.pause', { profileId, paused: true });
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'waiting')).simulated).toBe(true);
  await bench.must('profiles.connect', { ...gateway, profileId, apiBaseUrl: 'https://api.evolink.ai', filesBaseUrl: null });
  await bench.must('profiles.pause', { profileId, paused: false });
  const { ids } = await bench.must('tasks.rerun', { actionId: newActionId(), ids: [id] });
  expect((await bench.task(ids[0] ?? 0)).simulated).toBe(false);
  await bench.clock.advance(2_000);
  expect((await bench.taskIn(id, 'pending')).simulated).toBe(false);
});

test('an unconfirmed task that is resent to the real service counts as real', async () => {
  bench = startBenchInTest();
  const { apiBaseUrl, filesBaseUrl } = await bench.must('profiles.useSimulator', {});
  const { id: profileId } = await bench.must('profiles.connect', { ...gateway, apiBaseUrl, filesBaseUrl });
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'unconfirmed')).simulated).toBe(true);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('profiles.connect', { ...gateway, profileId, apiBaseUrl: 'https://api.evolink.ai', filesBaseUrl: null });
  await bench.must('profiles.pause', { profileId, paused: false });
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.advance(2_000);
  expect((await bench.taskIn(id, 'pending')).simulated).toBe(false);
});

test('a video from a gateway is marked as real in its file', async () => {
  bench = startBenchInTest();
  await bench.must('profiles.connect', gateway);
  await bench.submit();
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(60_000);
  const [item] = (await bench.must('library.records', { resultIds: (await bench.must('library.index', {})).resultIds })).items;
  expect(item?.simulated).toBe(false);
});
