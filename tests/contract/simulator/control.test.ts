import { expect, test } from 'vitest';
import { startSimulatedService } from './simulated-service.ts';

test('the ledger contains every accepted request with its body, its key and the fields that had no effect', async () => {
  const service = await startSimulatedService({ settings: { progressMs: 60_000 } });
  const body = { model: 'sora-2-preview', prompt: 'a cat', quality: '1080p', colour: 'red' };
  const { body: task } = await service.submit(body, { 'idempotency-key': 'key-0123456789abcdef' });
  await service.submit({ ...body, duration: 1 });
  const { body: ledger } = await service.call('GET', `${service.control}/ledger`);
  expect(ledger.accepted).toEqual([
    {
      taskId: task.id,
      atMs: expect.any(Number),
      account: '002SIMULATOR0000000',
      model: 'sora-2-preview',
      body,
      idempotencyKey: 'key-0123456789abcdef',
      ignored: ['quality', 'colour'],
      status: 'pending',
      reservedCredits: 8,
      priceCredits: 6.4,
    },
  ]);
});

test('the state contains the clock, the settings, the uploads and the requests', async () => {
  const service = await startSimulatedService();
  await service.call('GET', '/v1/credits');
  const { body } = await service.call('GET', `${service.control}/state`);
  expect(body.settings.progressMs).toBe(50);
  expect(body.requests).toEqual([
    {
      endpoint: 'credits',
      method: 'GET',
      path: '/v1/credits',
      status: 200,
      requestId: expect.any(String),
      idempotencyKey: null,
      userAgent: expect.any(String),
    },
  ]);
});

test('the clock only moves forward, and all times follow it', async () => {
  const service = await startSimulatedService({ settings: { progressMs: 3_600_000 } });
  const { body: task } = await service.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' });
  const back = await service.call('POST', `${service.control}/clock`, { advanceMs: -1 });
  await service.call('POST', `${service.control}/clock`, { advanceMs: 3_600_000 });
  expect([back.status, (await service.waitForEnd(task.id)).duration]).toEqual([
    400,
    expect.toSatisfy((seconds: number) => seconds >= 3_600),
  ]);
});

test('settings can be changed while it runs, and an unknown setting is rejected without effect', async () => {
  const service = await startSimulatedService();
  const good = await service.call('POST', `${service.control}/settings`, { credits: 5, errorStyle: 'contract', deniedModels: ['veo3'] });
  const bad = await service.call('POST', `${service.control}/settings`, { progressMs: 1, colour: 'red' });
  const { body } = await service.call('GET', '/v1/credits');
  expect([good.status, good.body.errorStyle, bad.status, body.data.user.remaining_credits]).toEqual([200, 'contract', 400, 5]);
  expect(service.simulator.control.state().settings.progressMs).toBe(50);
});

test('nothing can be controlled without the random part of the control URL', async () => {
  const service = await startSimulatedService();
  const { origin } = new URL(service.control);
  expect([(await fetch(`${origin}/state`)).status, (await fetch(`${origin}/${'x'.repeat(32)}/state`)).status]).toEqual([404, 404]);
});
