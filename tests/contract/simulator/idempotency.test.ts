import { describe, expect, test } from 'vitest';
import { run } from './simulated-service.ts';

const body = { model: 'seedance-1.5-pro', prompt: 'a cat' };
const withKey = { 'idempotency-key': 'key-0123456789abcdef' };

describe('an idempotency key', () => {
  test('repeats the first response instead of making a second video', async () => {
    const running = await run();
    const first = await running.submit(body, withKey);
    const second = await running.submit(body, withKey);
    expect([second.status, second.body, second.headers.get('idempotency-replayed'), first.headers.get('idempotency-replayed')]).toEqual([
      200,
      first.body,
      'true',
      null,
    ]);
    expect(running.simulator.control.ledger().accepted.map(({ idempotencyKey }) => idempotencyKey)).toEqual([withKey['idempotency-key']]);
  });

  test('is refused with 409 for another request', async () => {
    const running = await run();
    await running.submit(body, withKey);
    const { status, body: answer } = await running.submit({ ...body, prompt: 'a dog' }, withKey);
    expect([status, answer.error.code]).toEqual([409, 'idempotency_conflict']);
  });

  test('is refused with 409 while the first request is still open', async () => {
    const running = await run();
    running.simulator.control.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'delay', ms: 200 } }]);
    const first = running.submit(body, withKey);
    const hasArrived = () => running.simulator.control.state().faults[0]?.harmed === 1;
    for (let attempt = 0; attempt < 500 && !hasArrived(); attempt += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = await running.submit(body, withKey);
    expect([second.status, second.body.error.code, (await first).status]).toEqual([409, 'paid_outcome_unknown', 200]);
    expect((await running.submit(body, withKey)).headers.get('idempotency-replayed')).toBe('true');
  });

  test('of a refused request can be used again', async () => {
    const running = await run();
    await running.submit({ ...body, duration: 99 }, withKey);
    expect((await running.submit(body, withKey)).status).toBe(200);
  });

  test('must have 16 to 96 plain characters', async () => {
    const running = await run();
    const { status, body: answer } = await running.submit(body, { 'idempotency-key': 'short' });
    expect([status, answer.error.param]).toEqual([400, 'Idempotency-Key']);
  });

  test('has no effect if undocumented behaviour is off', async () => {
    const running = await run({ settings: { undocumented: false } });
    const first = await running.submit(body, withKey);
    const second = await running.submit(body, withKey);
    expect(first.body.id).not.toBe(second.body.id);
  });
});
