// Tests the HTTP client of tests and child processes: when a request may have been sent, which hosts get the key, and how a body ends.
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { HttpFailure, type HttpRequest } from '../../../../electron/core/ports.ts';
import { closedPort, type Faults, reply, startFaultServer } from './fault-server.ts';

const http = createNodeHttpClient();

async function startServer(faults: Faults) {
  const server = await startFaultServer(faults);
  onTestFinished(() => server.close());
  return server;
}

const request = (url: string, changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: { authorization: 'Bearer sk-secret' },
  signal: new AbortController().signal,
  allowRedirect: () => true,
  ...changes,
});

const bodyOf = (text: string, announcedBytes = text.length) => ({
  bytes: announcedBytes,
  async *read() {
    yield Buffer.from(text);
  },
});

async function outcome(httpRequest: HttpRequest): Promise<string> {
  try {
    const response = await http.send(httpRequest);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    return `${response.status} ${Buffer.concat(chunks).toString()}`;
  } catch (error) {
    return error instanceof HttpFailure ? `${error.stage} ${error.reason}` : `threw ${String(error)}`;
  }
}

describe('a request', () => {
  it('counts as not sent while there is no connection', async () => {
    expect(await outcome(request(`http://127.0.0.1:${await closedPort()}/`))).toBe('before connection-failed');
    expect(await outcome(request('http://no-such-name.invalid/'))).toBe('before connection-failed');
    expect(await outcome(request('http://127.0.0.1:1/', { signal: AbortSignal.abort() }))).toBe('before aborted');
    const plain = await startServer({ onConnect: (socket) => socket.end('no TLS here') });
    expect(await outcome(request(plain.origin.replace('http:', 'https:'), { method: 'POST', body: bodyOf('x') }))).toBe(
      'before connection-failed',
    );
    expect(plain.requests).toEqual([]);
  });

  it('counts as possibly sent as soon as there is a connection', async () => {
    const controller = new AbortController();
    const silent = await startServer({ onRequest: () => controller.abort() });
    expect(await outcome(request(silent.origin, { signal: controller.signal }))).toBe('after aborted');
    const resetting = await startServer({ onRequest: (socket) => socket.resetAndDestroy() });
    expect(await outcome(request(resetting.origin, { method: 'POST', body: bodyOf('x') }))).toBe('after connection-lost');
  });

  it('is never repeated if it is a POST', async () => {
    const server = await startServer({
      onRequest: (socket, _request, index) => (index === 0 ? socket.write(reply(200, 'ok')) : socket.destroy()),
    });
    expect(await outcome(request(server.origin, { method: 'POST', body: bodyOf('a') }))).toBe('200 ok');
    expect(await outcome(request(server.origin, { method: 'POST', body: bodyOf('b') }))).toBe('after connection-lost');
    expect([server.requests.map(({ body }) => body.toString()), server.connections()]).toEqual([['a', 'b'], 2]);
  });

  it('fails if its body does not have the announced length', async () => {
    const server = await startServer({ onRequest: (socket) => socket.write(reply(200, 'ok')) });
    expect(await outcome(request(server.origin, { method: 'POST', body: bodyOf('abc', 4) }))).toMatch(/^(before|after) connection-/);
    expect(await outcome(request(server.origin, { method: 'POST', body: bodyOf('abc', 2) }))).toMatch(/^(before|after) connection-/);
    expect(server.requests).toEqual([]);
  });
});

describe('a response', () => {
  it('yields everything received before it was cut', async () => {
    const server = await startServer({ onRequest: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabcde') });
    const response = await http.send(request(server.origin));
    const chunks: string[] = [];
    const read = async () => {
      for await (const chunk of response.body) chunks.push(Buffer.from(chunk).toString());
    };
    await expect(read()).rejects.toMatchObject({ stage: 'after', reason: 'connection-lost' });
    expect(chunks.join('')).toBe('abcde');
  });

  it('can be aborted in the middle', async () => {
    const server = await startServer({ onRequest: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabcde') });
    const controller = new AbortController();
    const response = await http.send(request(server.origin, { signal: controller.signal }));
    const read = async () => {
      for await (const _chunk of response.body) controller.abort();
    };
    await expect(read()).rejects.toMatchObject({ reason: 'aborted' });
  });
});

describe('a redirect', () => {
  it('is followed without the key to another origin, and with the key to the same origin', async () => {
    const other = await startServer({ onRequest: (socket) => socket.write(reply(200, 'other')) });
    const server = await startServer({
      onRequest: (socket, { head }) => {
        const location = head.startsWith('GET /far') ? `${other.origin}/x` : '/near-end';
        socket.write(head.startsWith('GET /near-end') ? reply(200, 'same') : reply(302, '', { location }));
      },
    });
    expect(await outcome(request(`${server.origin}/far`))).toBe('200 other');
    expect(await outcome(request(`${server.origin}/near`))).toBe('200 same');
    expect([other.requests[0]?.head.includes('sk-secret'), server.requests.at(-1)?.head.includes('sk-secret')]).toEqual([false, true]);
  });

  it('is followed only if the caller allows its target, at most five times, and never for a POST', async () => {
    const server = await startServer({ onRequest: (socket) => socket.write(reply(307, 'moved', { location: '/again' })) });
    const targets: string[] = [];
    const allowRedirect = (url: string) => targets.push(url) < 2;
    expect(await outcome(request(server.origin, { allowRedirect }))).toBe('after redirect-refused');
    expect(targets).toEqual([`${server.origin}/again`, `${server.origin}/again`]);
    expect(await outcome(request(server.origin))).toBe('after too-many-redirects');
    expect(await outcome(request(server.origin, { method: 'POST', body: bodyOf('x') }))).toBe('307 moved');
    const unsupported = await startServer({ onRequest: (socket) => socket.write(reply(302, '', { location: 'file:///etc/passwd' })) });
    expect(await outcome(request(unsupported.origin))).toBe('after redirect-refused');
  });
});
