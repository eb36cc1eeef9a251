// The product's HttpClient in the real Electron against a server made of raw sockets.
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { type Probe, startProbe } from './probe.ts';

let probe: Probe;

test.beforeAll(async () => {
  probe = await startProbe();
});
test.afterAll(() => probe.stop());

const ask = (request: object) => probe.ask(request);

/** A server that reads whole requests and lets `reply` write to, or cut, the socket. */
async function serve(
  reply: (socket: Socket, request: string, count: number) => void,
): Promise<{ url: string; requests: string[]; stop(): void; server: Server }> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined); // a cut is what these tests are about
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < head + 4 + length) return;
      requests.push(text);
      const whole = text;
      text = '';
      reply(socket, whole, requests.length);
    });
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    server,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const keepAlive = (socket: Socket, text: string) =>
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\nConnection: keep-alive\r\n\r\n${text}`);

test('a POST whose connection breaks is not repeated', async () => {
  const server = await serve((socket, _request, count) => (count === 1 ? keepAlive(socket, 'first') : socket.destroy()));
  const post = { via: 'studio', method: 'POST', url: server.url, body: '{"prompt":"x"}' };
  expect(await ask(post)).toMatchObject({ status: 200, text: 'first' });
  expect(await ask(post)).toEqual({ stage: 'after', reason: 'connection-lost' });
  // A repetition by Chromium would have been sent before this one.
  expect(await ask({ ...post, body: '{"prompt":"the last"}' })).toEqual({ stage: 'after', reason: 'connection-lost' });
  expect(server.requests.map((request) => request.split('\r\n\r\n')[1])).toEqual([post.body, post.body, '{"prompt":"the last"}']);
  server.stop();
});

test('without the client Chromium repeats a POST that fails on a used connection', async () => {
  const server = await serve((socket, _request, count) => (count === 1 ? keepAlive(socket, 'first') : socket.destroy()));
  const post = { via: 'plain', method: 'POST', url: server.url, body: '{"prompt":"x"}' };
  await ask(post);
  await ask(post);
  expect(server.requests.length).toBeGreaterThan(2);
  server.stop();
});

test('a refused connection proves that nothing was sent', async () => {
  const server = await serve((socket) => socket.destroy());
  server.stop();
  expect(await ask({ via: 'studio', method: 'POST', url: server.url, body: 'x' })).toEqual({
    stage: 'before',
    reason: 'connection-failed',
  });
});

test('a name that cannot be resolved, as without a network, proves that nothing was sent', async () => {
  expect(await ask({ via: 'studio', method: 'POST', url: 'http://nobody.invalid/', body: 'x' })).toEqual({
    stage: 'before',
    reason: 'connection-failed',
  });
});

test('a POST that is aborted while it is prepared is never sent', async () => {
  const server = await serve((socket) => keepAlive(socket, 'late'));
  // The first one uses a session, so that the second has a used one to close.
  await ask({ via: 'studio', method: 'POST', url: server.url, body: '{}' });
  const aborted = await ask({ via: 'studio', method: 'POST', url: server.url, body: '{}', abort: 'at-once' });
  expect(aborted).toEqual({ stage: 'before', reason: 'aborted' });
  // The session can be used again.
  expect(await ask({ via: 'studio', method: 'POST', url: server.url, body: '{}' })).toMatchObject({ status: 200 });
  expect(server.requests).toHaveLength(2);
  server.stop();
});

test('a POST that is aborted before its response may have arrived', async () => {
  let arrived = (): void => undefined;
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await serve(() => arrived());
  const answer = ask({ via: 'studio', method: 'POST', url: server.url, body: '{}', abort: 'on-command' });
  await arrival;
  probe.abort();
  const aborted = await answer;
  expect(aborted).toEqual({ stage: 'after', reason: 'aborted' });
  expect(server.requests).toHaveLength(1);
  server.stop();
});

test('redirects are followed only where allowed, and the key is not sent to another origin', async () => {
  const target = await serve((socket) => keepAlive(socket, 'target'));
  const server = await serve((socket) => socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target.url}\r\nContent-Length: 0\r\n\r\n`));
  const get = { via: 'studio', method: 'GET', url: server.url, headers: { authorization: 'Bearer sk-test' } };
  expect(await ask({ ...get, follow: false })).toEqual({ stage: 'after', reason: 'redirect-refused' });
  expect(await ask({ ...get, follow: true })).toMatchObject({ status: 200, url: target.url, text: 'target' });
  expect(target.requests.map((request) => /authorization/i.test(request))).toEqual([false]);
  expect(await ask({ ...get, method: 'POST', body: 'x', follow: true })).toEqual({ stage: 'after', reason: 'redirect-refused' });
  server.stop();
  target.stop();
});
