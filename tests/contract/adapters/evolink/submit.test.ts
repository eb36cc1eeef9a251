// Tests the money rule (docs/design/tasks.md) over real sockets, which are cut at every point of a submission.
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvolinkApi } from '../../../../electron/adapters/evolink/evolink-api.ts';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import type { Account, SubmitOutcome } from '../../../../electron/core/ports.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { closedPort, type FaultServer, type Faults, type RawRequest, reply, startFaultServer } from '../http/fault-server.ts';

const key = 'sk-test-0123456789';
const idempotencyKey = 'studio-0123456789abcdef';
const http = createNodeHttpClient();
const body = { model: 'seedance-1.5-pro', prompt: 'a fox in the snow'.repeat(2_000), duration: 5 };
const taskText = '{"created":1761313744,"id":"task-unified-1761313744-vux2jw0k","status":"pending","progress":0}';

let server: FaultServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const account = (origin: string): Account => ({ apiBaseUrl: origin, filesBaseUrl: origin, key, allowsLoopback: true });

async function submit(faults: Faults, speed = 1): Promise<SubmitOutcome> {
  server = await startFaultServer(faults);
  const api = createEvolinkApi({ http, clock: scaledClock(speed), version: '1.2.3' });
  return await api.submit(account(server.origin), body, idempotencyKey, new AbortController().signal);
}

const respondWith = (bytes: Uint8Array): Faults => ({ onRequest: (socket) => socket.write(bytes) });
const respondAndEnd = (bytes: Uint8Array): Faults => ({ onRequest: (socket) => socket.end(bytes) });
const summary = (outcome: SubmitOutcome) => {
  if (outcome.kind === 'accepted') return `accepted ${outcome.task.serviceTaskId}`;
  const reason = outcome.error.kind === 'no-response' ? ` ${outcome.error.reason}` : '';
  return `${outcome.kind} ${outcome.error.kind}${reason}${outcome.kind === 'unknown' ? ` sent=${outcome.wasSent}` : ''}`;
};

describe('a submission', () => {
  it('sends the key, the idempotency key and the body, once', async () => {
    const outcome = await submit(respondWith(reply(200, taskText, { 'idempotency-replayed': 'true' })));
    const request = server?.requests[0] as RawRequest;
    expect([summary(outcome), outcome.kind === 'accepted' && outcome.isReplayed, server?.connections()]).toEqual([
      'accepted task-unified-1761313744-vux2jw0k',
      true,
      1,
    ]);
    expect(request.head).toMatch(/^POST \/v1\/videos\/generations HTTP\/1\.1\r\n/);
    for (const line of [
      `authorization: Bearer ${key}`,
      `idempotency-key: ${idempotencyKey}`,
      'content-type: application/json',
      'accept: application/json',
      'user-agent: evolink-studio/1.2.3',
      `content-length: ${request.body.byteLength}`,
    ]) {
      expect(request.head.toLowerCase()).toContain(line.toLowerCase());
    }
    expect(JSON.parse(request.body.toString())).toEqual(body);
  });

  const nothing = Buffer.alloc(0);
  const serviceErrorText = (code: string) => JSON.stringify({ error: { code, message: 'no', type: 'api_error' } });
  const truncatedResponse = (text: string) => Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n${text}`);
  const resetAfter = (bytes: number) => (socket: Socket, received: number) => {
    if (received >= bytes) socket.resetAndDestroy();
  };

  it.each<[string, Faults, string]>([
    ['a cut after the headers', { onHead: (socket) => Boolean(socket.resetAndDestroy()) }, 'unknown no-response connection-lost sent=true'],
    ['a cut inside the body', { onBodyBytes: resetAfter(10_000) }, 'unknown no-response connection-lost sent=true'],
    ['a cut after the whole body', { onRequest: (socket) => socket.resetAndDestroy() }, 'unknown no-response connection-lost sent=true'],
    ['a clean end without a response', respondAndEnd(nothing), 'unknown no-response connection-lost sent=true'],
    ['garbage', respondAndEnd(Buffer.from('\x16\x03\x01 nonsense\r\n\r\n')), 'unknown no-response connection-lost sent=true'],
    ['half a status line', respondAndEnd(Buffer.from('HTTP/1.1 2')), 'unknown no-response connection-lost sent=true'],
    [
      'half a response without an id',
      respondAndEnd(truncatedResponse('{"created":1761313744,"i')),
      'unknown no-response connection-lost sent=true',
    ],
    ['half a response with its id', respondAndEnd(truncatedResponse(taskText.slice(0, 75))), 'accepted task-unified-1761313744-vux2jw0k'],
    [
      'a complete response that was announced longer',
      respondAndEnd(truncatedResponse(taskText)),
      'accepted task-unified-1761313744-vux2jw0k',
    ],
    ['a page with status 200', respondWith(reply(200, '<html>Sign in</html>')), 'unknown invalid-response sent=true'],
    ['JSON without an id', respondWith(reply(200, '{"status":"pending"}')), 'unknown invalid-response sent=true'],
    ['an empty 200', respondWith(reply(200, '')), 'unknown invalid-response sent=true'],
    ['an error with status 200', respondWith(reply(200, serviceErrorText('internal_error'))), 'unknown invalid-response sent=true'],
    [
      'an error with status 200 that names its request',
      respondWith(reply(200, '{"id":"req-123456","error":{"code":"internal_error","message":"no","type":"api_error"}}')),
      'unknown invalid-response sent=true',
    ],
    [
      'a task that failed at once',
      respondWith(reply(200, taskText.replace('"pending"', '"failed","error":{"code":"service_error","message":"no"}'))),
      'accepted task-unified-1761313744-vux2jw0k',
    ],
    [
      'a task inside a response with its own id',
      respondWith(reply(200, `{"code":200,"id":"req-123456","data":${taskText}}`)),
      'accepted task-unified-1761313744-vux2jw0k',
    ],
    ['201 with an id', respondWith(reply(201, taskText)), 'accepted task-unified-1761313744-vux2jw0k'],
    ['a redirect', respondWith(reply(302, '', { location: 'https://elsewhere.example/' })), 'unknown invalid-response sent=true'],
    ['400', respondWith(reply(400, serviceErrorText('invalid_request'))), 'refused invalid-request'],
    ['401', respondWith(reply(401, serviceErrorText('unauthorized'))), 'account-refused unauthorized'],
    ['402', respondWith(reply(402, serviceErrorText('insufficient_quota'))), 'account-refused insufficient-credits'],
    ['403', respondWith(reply(403, serviceErrorText('model_access_denied'))), 'refused access-denied'],
    ['404', respondWith(reply(404, serviceErrorText('not_found'))), 'refused not-found'],
    ['408', respondWith(reply(408, '')), 'unknown no-response timed-out sent=true'],
    ['409', respondWith(reply(409, serviceErrorText('paid_outcome_unknown'))), 'unknown conflict sent=true'],
    ['413', respondWith(reply(413, '')), 'refused request-too-large'],
    ['422', respondWith(reply(422, serviceErrorText('x'))), 'refused refused'],
    ['a 4xx page of a proxy that timed out', respondWith(reply(499, '<html>Client Closed</html>')), 'unknown invalid-response sent=true'],
    ['429', respondWith(reply(429, serviceErrorText('rate_limit_exceeded'), { 'retry-after': '45' })), 'refused-for-now rate-limited'],
    [
      'a 429 cut in its body',
      respondAndEnd(Buffer.from('HTTP/1.1 429 X\r\ncontent-length: 99\r\n\r\n{"er')),
      'refused-for-now rate-limited',
    ],
    ['500', respondWith(reply(500, serviceErrorText('internal_error'))), 'unknown server-error sent=true'],
    ['502 with a page', respondWith(reply(502, '<html>Bad Gateway</html>')), 'unknown upstream-error sent=true'],
    ['503 of the service', respondWith(reply(503, serviceErrorText('service_unavailable'))), 'refused-for-now service-unavailable'],
    ['503 of a proxy', respondWith(reply(503, '<html>Service Unavailable</html>')), 'unknown upstream-error sent=true'],
    [
      '503 cut in its body',
      respondAndEnd(Buffer.from('HTTP/1.1 503 X\r\ncontent-length: 99\r\n\r\n{"er')),
      'unknown upstream-error sent=true',
    ],
    ['504', respondWith(reply(504, '')), 'unknown upstream-error sent=true'],
  ])('has the right outcome if it ends with %s', async (_name, faults, expected) => {
    const outcome = await submit(faults);
    expect([summary(outcome), server?.connections()]).toEqual([expected, 1]);
  });

  it('reports whether it was sent if its connection is cut while connecting', async () => {
    const outcome = summary(await submit({ onConnect: (socket) => socket.resetAndDestroy() }));
    expect(['unknown no-response connection-lost sent=true', 'unknown no-response connection-failed sent=false']).toContain(outcome);
    expect(server?.requests).toEqual([]);
  });

  it('is refused if the refusal arrives before its body was sent completely', async () => {
    const earlyRefusal: Faults = {
      onHead: (socket) => {
        socket.write(reply(413, serviceErrorText('request_too_large'), { connection: 'close' }));
        return true;
      },
    };
    expect(summary(await submit(earlyRefusal))).toBe('refused request-too-large');
  });

  it('counts as not sent if there was no connection', async () => {
    const api = createEvolinkApi({ http, clock: scaledClock(), version: '1' });
    const signal = new AbortController().signal;
    const unreachable = account(`http://127.0.0.1:${await closedPort()}`);
    expect(summary(await api.submit(unreachable, body, idempotencyKey, signal))).toBe('unknown no-response connection-failed sent=false');
    const aborted = AbortSignal.abort();
    expect(summary(await api.submit(unreachable, body, idempotencyKey, aborted))).toBe('unknown no-response connection-failed sent=false');
  });

  it('times out after 30 s of silence, even during a response, and counts as possibly accepted', async () => {
    expect(summary(await submit({}, 100))).toBe('unknown no-response timed-out sent=true');
    const stalling: Faults = { onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"cre') };
    const outcome = await submit(stalling, 100);
    expect([summary(outcome), outcome.kind === 'unknown' && outcome.raw]).toEqual(['unknown no-response timed-out sent=true', '{"cre']);
  });

  it('stores an unreadable response without the key', async () => {
    const outcome = await submit(respondWith(reply(200, `{"echo":"Bearer ${key}"}`)));
    expect([outcome.kind, outcome.kind === 'unknown' && outcome.raw]).toEqual(['unknown', '{"echo":"Bearer [key]"}']);
  });

  it('is not sent with an invalid base URL or key', async () => {
    const api = createEvolinkApi({ http, clock: scaledClock(), version: '1' });
    const signal = new AbortController().signal;
    const outcome = (changes: Partial<Account>) =>
      api.submit({ ...account('http://127.0.0.1:1'), ...changes }, body, idempotencyKey, signal);
    expect(summary(await outcome({ allowsLoopback: false }))).toBe('refused invalid-base-url');
    expect(summary(await outcome({ apiBaseUrl: 'http://api.evolink.ai' }))).toBe('refused invalid-base-url');
    expect(summary(await outcome({ key: 'sk-a\r\nx: y' }))).toBe('refused key-malformed');
    await expect(api.submit(account('http://127.0.0.1:1'), body, 'short', signal)).rejects.toThrow('idempotency');
  });
});

describe('a poll', () => {
  const poll = async (faults: Faults, speed = 1) => {
    server = await startFaultServer(faults);
    const api = createEvolinkApi({ http, clock: scaledClock(speed), version: '1' });
    const result = await api.getTask(account(server.origin), 'task-unified-1-a', new AbortController().signal);
    return result.ok ? result.value.status : result.error.kind;
  };

  it('returns only the requested task', async () => {
    expect(await poll(respondWith(reply(200, '{"id":"task-unified-1-a","status":"processing"}')))).toBe('processing');
    expect(await poll(respondWith(reply(200, '{"id":"task-unified-2-b","status":"completed"}')))).toBe('invalid-response');
    expect(server?.requests[0]?.head).toMatch(/^GET \/v1\/tasks\/task-unified-1-a HTTP/);
  });

  it('reports the reason if it fails', async () => {
    expect(await poll(respondWith(reply(404, '{"error":{"code":"task_not_found","message":"x","type":"y"}}')))).toBe('not-found');
    expect(await poll(respondWith(reply(404, '{"error":{"code":404,"message":"x","type":"not_found_error"}}')))).toBe('not-found');
    // A proxy or gateway may have sent this page, so it does not prove that the task is gone.
    expect(await poll(respondWith(reply(404, '<html>404 Not Found</html>')))).toBe('invalid-response');
    expect(await poll(respondWith(reply(200, '<html>')))).toBe('invalid-response');
    expect(await poll(respondAndEnd(truncatedResponse('{"id":"task-unified-1-a","status":"comp')))).toBe('no-response');
    expect(await poll({}, 100)).toBe('no-response');
  });

  const truncatedResponse = (text: string) => Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n${text}`);

  it('succeeds although the server has closed the kept-alive connection', async () => {
    server = await startFaultServer({
      onRequest: (socket, _request, index) => {
        if (index % 2 === 0) socket.write(reply(200, '{"id":"task-unified-1-a","status":"pending"}'));
        else socket.destroy();
      },
    });
    const api = createEvolinkApi({ http, clock: scaledClock(), version: '1' });
    const signal = new AbortController().signal;
    for (let round = 0; round < 3; round += 1) {
      expect((await api.getTask(account(server.origin), 'task-unified-1-a', signal)).ok).toBe(true);
    }
  });
});

describe('the list call', () => {
  it('is not found if the service does not support it', async () => {
    for (const status of [404, 405, 501]) {
      server = await startFaultServer(respondWith(reply(status, '')));
      const api = createEvolinkApi({ http, clock: scaledClock(), version: '1' });
      const result = await api.listTasks(account(server.origin), 1, new AbortController().signal);
      expect(!result.ok && result.error.kind).toBe('not-found');
      await server.close();
    }
  });
});
