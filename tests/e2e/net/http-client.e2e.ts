// The studio's HttpClient in the real Electron, against a server that reads and writes raw sockets.
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { type Probe, startProbe } from './probe.ts';

let probe: Probe;

test.beforeAll(async () => {
  probe = await startProbe();
});
test.afterAll(() => probe.stop());

const send = (request: object) => probe.ask(request);

/** A server that reads complete requests and lets `reply` write to the socket or destroy it. */
async function serve(
  reply: (socket: Socket, request: string, count: number) => void,
): Promise<{ url: string; requests: string[]; stop(): void; server: Server }> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined); // these tests break connections
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < headEnd + 4 + length) return;
      requests.push(text);
      const request = text;
      text = '';
      reply(socket, request, requests.length);
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
  expect(await send(post)).toMatchObject({ status: 200, text: 'first' });
  expect(await send(post)).toEqual({ stage: 'after', reason: 'connection-lost' });
  // If Chromium repeated the POST, it would do so before this request.
  expect(await send({ ...post, body: '{"prompt":"the last"}' })).toEqual({ stage: 'after', reason: 'connection-lost' });
  expect(server.requests.map((request) => request.split('\r\n\r\n')[1])).toEqual([post.body, post.body, '{"prompt":"the last"}']);
  server.stop();
});

test('Chromium itself repeats a POST that fails on a used connection', async () => {
  const server = await serve((socket, _request, count) => (count === 1 ? keepAlive(socket, 'first') : socket.destroy()));
  const post = { via: 'plain', method: 'POST', url: server.url, body: '{"prompt":"x"}' };
  await send(post);
  await send(post);
  expect(server.requests.length).toBeGreaterThan(2);
  server.stop();
});

test('a refused connection is reported as a request that was not sent', async () => {
  const server = await serve((socket) => socket.destroy());
  server.stop();
  expect(await send({ via: 'studio', method: 'POST', url: server.url, body: 'x' })).toEqual({
    stage: 'before',
    reason: 'connection-failed',
  });
});

test('a name that cannot be resolved is reported as a request that was not sent', async () => {
  expect(await send({ via: 'studio', method: 'POST', url: 'http://nobody.invalid/', body: 'x' })).toEqual({
    stage: 'before',
    reason: 'connection-failed',
  });
});

test('a POST that is aborted while it is prepared is never sent', async () => {
  const server = await serve((socket) => keepAlive(socket, 'late'));
  // After this request its session has been used, so the next request has to close the session first.
  await send({ via: 'studio', method: 'POST', url: server.url, body: '{}' });
  const aborted = await send({ via: 'studio', method: 'POST', url: server.url, body: '{}', abort: 'at-once' });
  expect(aborted).toEqual({ stage: 'before', reason: 'aborted' });
  // The session can be used again.
  expect(await send({ via: 'studio', method: 'POST', url: server.url, body: '{}' })).toMatchObject({ status: 200 });
  expect(server.requests).toHaveLength(2);
  server.stop();
});

test('a POST that is aborted before its response is reported as possibly sent', async () => {
  let markArrived = (): void => undefined;
  const arrival = new Promise<void>((resolve) => {
    markArrived = resolve;
  });
  const server = await serve(() => markArrived());
  const response = send({ via: 'studio', method: 'POST', url: server.url, body: '{}', abort: 'on-command' });
  await arrival;
  probe.abort();
  const aborted = await response;
  expect(aborted).toEqual({ stage: 'after', reason: 'aborted' });
  expect(server.requests).toHaveLength(1);
  server.stop();
});

test('redirects are followed only where allowed, and the key is not sent to another origin', async () => {
  const target = await serve((socket) => keepAlive(socket, 'target'));
  const server = await serve((socket) => socket.end(`HTTP/1.1 302 Found\r\nLocation: ${target.url}\r\nContent-Length: 0\r\n\r\n`));
  const get = { via: 'studio', method: 'GET', url: server.url, headers: { authorization: 'Bearer sk-test' } };
  expect(await send({ ...get, follow: false })).toEqual({ stage: 'after', reason: 'redirect-refused' });
  expect(await send({ ...get, follow: true })).toMatchObject({ status: 200, url: target.url, text: 'target' });
  expect(target.requests.map((request) => /authorization/i.test(request))).toEqual([false]);
  expect(await send({ ...get, method: 'POST', body: 'x', follow: true })).toEqual({ stage: 'after', reason: 'redirect-refused' });
  server.stop();
  target.stop();
});
