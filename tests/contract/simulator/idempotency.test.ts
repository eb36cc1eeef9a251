import { describe, expect, test } from 'vitest';
import { startSimulatedService } from './simulated-service.ts';

const body = { model: 'seedance-1.5-pro', prompt: 'a cat' };
const keyHeader = { 'idempotency-key': 'key-0123456789abcdef' };

describe('an idempotency key', () => {
  test('gets the first response again and causes no second video', async () => {
    const service = await startSimulatedService();
    const first = await service.submit(body, keyHeader);
    const second = await service.submit(body, keyHeader);
    expect([second.status, second.body, second.headers.get('idempotency-replayed'), first.headers.get('idempotency-replayed')]).toEqual([
      200,
      first.body,
      'true',
      null,
    ]);
    expect(service.simulator.control.ledger().accepted.map(({ idempotencyKey }) => idempotencyKey)).toEqual([keyHeader['idempotency-key']]);
  });

  test('is refused with 409 for another request', async () => {
    const service = await startSimulatedService();
    await service.submit(body, keyHeader);
    const { status, body: response } = await service.submit({ ...body, prompt: 'a dog' }, keyHeader);
    expect([status, response.error.code]).toEqual([409, 'idempotency_conflict']);
  });

  test('is refused with 409 while the first request is still open', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'delay', ms: 200 } }]);
    const first = service.submit(body, keyHeader);
    const hasArrived = () => service.simulator.control.state().faults[0]?.harmed === 1;
    for (let attempt = 0; attempt < 500 && !hasArrived(); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = await service.submit(body, keyHeader);
    expect([second.status, second.body.error.code, (await first).status]).toEqual([409, 'paid_outcome_unknown', 200]);
    expect((await service.submit(body, keyHeader)).headers.get('idempotency-replayed')).toBe('true');
  });

  test('can be used again if its request was refused', async () => {
    const service = await startSimulatedService();
    await service.submit({ ...body, duration: 99 }, keyHeader);
    expect((await service.submit(body, keyHeader)).status).toBe(200);
  });

  test('must have 16 to 96 plain characters', async () => {
    const service = await startSimulatedService();
    const { status, body: response } = await service.submit(body, { 'idempotency-key': 'short' });
    expect([status, response.error.param]).toEqual([400, 'Idempotency-Key']);
  });

  test('has no effect if undocumented behaviour is off', async () => {
    const service = await startSimulatedService({ settings: { undocumented: false } });
    const first = await service.submit(body, keyHeader);
    const second = await service.submit(body, keyHeader);
    expect(first.body.id).not.toBe(second.body.id);
  });
});
