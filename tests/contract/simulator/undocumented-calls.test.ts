import { expect, test } from 'vitest';
import { startSimulatedService } from './simulated-service.ts';

test('the task list is paged, filtered and newest first', async () => {
  const service = await startSimulatedService();
  const video = await service.generate();
  const failed = await service.generate({ prompt: '[simulate:service_error]', model: 'sora-2-preview' });
  service.simulator.control.configure({ progressMs: 60_000 });
  const { body: queued } = await service.submit({ model: 'seedance-1.5-pro', prompt: 'a dog' });
  const list = async (query: string) => (await service.call('GET', `/v1/tasks${query}`)).body;
  const ids = async (query: string) => (await list(query)).data.map((item: { id: string }) => item.id);

  expect(await list('?page=1&page_size=20')).toEqual({
    object: 'list',
    total: 3,
    page: 1,
    page_size: 20,
    data: [
      expect.objectContaining({ id: queued.id, status: 'pending', has_results: false, credits_used: 0 }),
      expect.objectContaining({ id: failed.id, status: 'failed', has_error: true, has_results: false }),
      {
        id: video.id,
        model: 'seedance-1.5-pro',
        type: 'video',
        status: 'completed',
        progress: 100,
        created_at: video.created,
        has_results: true,
        result_count: 1,
        has_error: false,
        credits_used: 10,
      },
    ],
  });
  expect([
    await ids('?page=2&page_size=2'),
    await ids('?status=processing'),
    await ids('?model=sora-2-preview'),
    await ids('?type=image'),
  ]).toEqual([[video.id], [queued.id], [failed.id], []]);
});

test('a batch returns the tasks that exist and belong to the account', async () => {
  const service = await startSimulatedService();
  const video = await service.generate();
  const { body } = await service.call('POST', '/v1/tasks/batch', { task_ids: [video.id, 'task-unified-1-abcdefgh'] });
  const tooMany = await service.call('POST', '/v1/tasks/batch', { task_ids: Array(51).fill(video.id) });
  expect([body, tooMany.status]).toEqual([{ code: 200, data: [video] }, 400]);
});

test('the model list contains all 37 models', async () => {
  const service = await startSimulatedService();
  const { body } = await service.call('GET', '/v1/models');
  expect(new Set(body.data.map((model: { id: string }) => model.id)).size).toBe(37);
});

test('without undocumented behaviour all these calls are unknown', async () => {
  const service = await startSimulatedService({ settings: { undocumented: false } });
  const responses = [
    await service.call('GET', '/v1/tasks'),
    await service.call('POST', '/v1/tasks/batch', { task_ids: ['x'] }),
    await service.call('GET', '/v1/models'),
  ];
  expect(responses.map(({ status }) => status)).toEqual([404, 404, 404]);
});
