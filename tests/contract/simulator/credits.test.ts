import { expect, test } from 'vitest';
import { startSimulatedService } from './simulated-service.ts';

test('credits are reserved at submission, charged at completion and refunded after a failure', async () => {
  const service = await startSimulatedService({ settings: { credits: 100, progressMs: 10_000 } });
  const remaining = async () => (await service.call('GET', '/v1/credits')).body.data.user.remaining_credits;
  const { body: good } = await service.submit({ model: 'seedance-1.5-pro', prompt: 'a cat' });
  const afterFirst = await remaining();
  const { body: bad } = await service.submit({ model: 'seedance-1.5-pro', prompt: '[simulate:service_error]' });
  const afterSecond = await remaining();
  service.simulator.control.advance(10_000);
  await service.waitForEnd(good.id);
  await service.waitForEnd(bad.id);

  expect([afterFirst, afterSecond, await remaining()]).toEqual([89, 78, 90]);
  const { accepted, entries } = service.simulator.control.ledger();
  expect(accepted.map(({ taskId, status, reservedCredits, priceCredits }) => [taskId, status, reservedCredits, priceCredits])).toEqual([
    [good.id, 'completed', 11, 10],
    [bad.id, 'failed', 11, 10],
  ]);
  expect(entries.slice(0, 2).map(({ taskId, kind, credits, balance }) => [taskId, kind, credits, balance])).toEqual([
    [good.id, 'reserved', 11, 89],
    [bad.id, 'reserved', 11, 78],
  ]);
  expect(new Set(entries.slice(2).map(({ taskId, kind, credits }) => `${taskId} ${kind} ${credits}`))).toEqual(
    new Set([`${good.id} charged 10`, `${bad.id} refunded 11`]),
  );
});

test('the credits response contains the key and the account', async () => {
  const service = await startSimulatedService();
  await service.generate();
  expect((await service.call('GET', '/v1/credits')).body).toEqual({
    data: {
      token: { remaining_credits: 99_990, unlimited_credits: false, used_credits: 10 },
      user: { remaining_credits: 990, used_credits: 10 },
    },
    message: '',
    success: true,
  });
});

test('keys of different accounts have separate credits', async () => {
  const service = await startSimulatedService();
  await service.generate();
  const { body } = await service.call('GET', '/v1/credits', undefined, { authorization: 'Bearer sk-other' });
  expect(body.data.user).toEqual({ remaining_credits: 1_000, used_credits: 0 });
});
