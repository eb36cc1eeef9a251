import { describe, expect, test } from 'vitest';
import type { FaultAction, FaultRule } from '../../../electron/simulator/faults/faults.ts';
import { type SimulatedService, startSimulatedService } from './simulated-service.ts';

const body = { model: 'seedance-1.5-pro', prompt: 'a cat' };

function fault(endpoint: string, action: FaultAction, change: Partial<FaultRule> = {}): FaultRule {
  return { match: { endpoint }, count: 1, action, ...change };
}

const acceptedCount = (service: SimulatedService): number => service.simulator.control.ledger().accepted.length;

describe('a fault', () => {
  test('is set over the control URL, affects the nth request and then ends', async () => {
    const service = await startSimulatedService();
    const rule = { match: { endpoint: 'credits', nth: 2 }, action: { kind: 'status', status: 502 } };
    const response = await service.call('POST', `${service.control}/faults`, rule);
    const statuses = [];
    for (let request = 0; request < 4; request += 1) statuses.push((await service.call('GET', '/v1/credits')).status);
    expect([response.status, statuses]).toEqual([200, [200, 502, 200, 200]]);
  });

  test('for a key affects and counts only requests with that key', async () => {
    const service = await startSimulatedService();
    const rule = { match: { endpoint: 'credits', key: 'sk-second', nth: 2 }, action: { kind: 'status', status: 502 } };
    await service.call('POST', `${service.control}/faults`, rule);
    const read = async (key: string) => (await service.call('GET', '/v1/credits', undefined, { authorization: `Bearer ${key}` })).status;
    const statuses = [];
    for (const key of ['sk-first', 'sk-first', 'sk-second', 'sk-first', 'sk-second', 'sk-second']) statuses.push(await read(key));
    expect(statuses).toEqual([200, 200, 200, 200, 502, 200]);
  });

  test('with an unknown action is rejected', async () => {
    const service = await startSimulatedService();
    const { status } = await service.call('POST', `${service.control}/faults`, { action: { kind: 'explode' } });
    expect([status, service.simulator.control.state().faults]).toEqual([400, []]);
  });

  test('can be a status with the documented body and Retry-After, before anything is accepted', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([fault('create', { kind: 'status', status: 429, retryAfter: 7 })]);
    const { status, headers, body: response } = await service.submit(body);
    expect([status, headers.get('retry-after'), response.error.code, acceptedCount(service)]).toEqual([429, '7', 'rate_limit_exceeded', 0]);
  });

  test('can be a status after the generation was accepted', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([
      fault('create', { kind: 'status', status: 504, when: 'after', body: 'gateway timeout', contentType: 'text/plain' }),
    ]);
    const response = await service.submit(body);
    expect([response.status, response.body, acceptedCount(service)]).toEqual([504, 'gateway timeout', 1]);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('can cut the connection %s the generation is accepted', async (when, count) => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([fault('create', { kind: 'drop', when })]);
    await expect(service.submit(body)).rejects.toThrow('fetch failed');
    expect(acceptedCount(service)).toBe(count);
  });

  test('can leave a request unanswered', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([fault('create', { kind: 'hang', when: 'after' })]);
    const response = fetch(`${service.api}/v1/videos/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(150),
    });
    await expect(response).rejects.toThrow('aborted due to timeout');
    expect(acceptedCount(service)).toBe(1);
  });

  test('can delay a response', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([fault('credits', { kind: 'delay', ms: 120 })]);
    const startedAtMs = performance.now();
    await service.call('GET', '/v1/credits');
    expect(performance.now() - startedAtMs).toBeGreaterThan(110);
  });

  test('can truncate a video, or announce a wrong length', async () => {
    const service = await startSimulatedService();
    const link = (await service.generate()).results[0];
    const length = (await (await fetch(link)).arrayBuffer()).byteLength;
    const outcomes: unknown[] = [];
    for (const action of [
      { kind: 'truncate', bytes: 1_000 },
      { kind: 'wrong-length', delta: 500 },
      { kind: 'wrong-length', delta: -500 },
    ] as const) {
      service.simulator.control.addFaults([fault('result', action)]);
      const response = await fetch(link);
      const outcome = await response.arrayBuffer().then(
        (bytes) => bytes.byteLength,
        () => 'broken off',
      );
      outcomes.push([Number(response.headers.get('content-length')), outcome]);
    }
    expect(outcomes).toEqual([
      [length, 'broken off'],
      [length + 500, 'broken off'],
      [length - 500, length - 500],
    ]);
  });

  test('can send a web page instead of JSON or of a video', async () => {
    const service = await startSimulatedService();
    const link = (await service.generate()).results[0];
    service.simulator.control.addFaults([fault('result', { kind: 'html' }), fault('credits', { kind: 'html' })]);
    const responses = [await service.call('GET', link), await service.call('GET', '/v1/credits')];
    expect(responses.map(({ status, headers, body: page }) => [status, headers.get('content-type'), page.slice(0, 15)])).toEqual(
      Array(2).fill([200, 'text/html; charset=utf-8', '<!doctype html>']),
    );
  });

  test('can slow down a download', async () => {
    const service = await startSimulatedService();
    const link = (await service.generate()).results[0];
    service.simulator.control.addFaults([fault('result', { kind: 'throttle', bytesPerSecond: 50_000 })]);
    const startedAtMs = performance.now();
    const bytes = (await (await fetch(link)).arrayBuffer()).byteLength;
    expect((performance.now() - startedAtMs) / 1_000).toBeGreaterThan((bytes / 50_000) * 0.8);
  });

  test('can make a valid link look expired', async () => {
    const service = await startSimulatedService();
    const link = (await service.generate()).results[0];
    service.simulator.control.addFaults([fault('result', { kind: 'expired-link' })]);
    expect([(await fetch(link)).status, (await fetch(link)).status]).toEqual([403, 200]);
  });

  test('ends when faults are cleared', async () => {
    const service = await startSimulatedService();
    service.simulator.control.addFaults([fault('credits', { kind: 'status', status: 500 }, { count: null })]);
    const broken = await service.call('GET', '/v1/credits');
    await service.call('DELETE', `${service.control}/faults`);
    // The credits call still returns numeric codes.
    expect([broken.status, broken.body.error.code, (await service.call('GET', '/v1/credits')).status]).toEqual([500, 500, 200]);
  });
});
