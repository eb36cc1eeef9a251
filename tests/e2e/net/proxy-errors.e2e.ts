// Proxies refuse requests in the real Electron. The studio must distinguish each refusal from a request that may have arrived.
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';
import { type Probe, startProbe } from './probe.ts';

let probe: Probe;
let server: Server | null = null;
const sockets = new Set<Socket>();

test.beforeAll(async () => {
  probe = await startProbe();
});
test.afterAll(() => probe.stop());
test.afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
  server = null;
});

/** Starts a proxy on loopback that answers requests to the service with `reply` and ignores Chromium's own. Returns the first lines it receives. */
async function throughProxy(
  scheme: 'http' | 'socks5',
  reply: (socket: Socket, received: Buffer) => void,
  signIns: readonly { name: string; password: string }[] = [],
): Promise<string[]> {
  const received: string[] = [];
  const proxy = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // Chromium closes connections in these tests
    socket.on('data', (data) => {
      if (data.includes('CONNECT ') && !data.includes('service.example')) {
        socket.destroy();
        return;
      }
      received.push(data.toString('latin1').split('\r\n')[0] ?? '');
      reply(socket, data);
    });
  });
  server = proxy;
  const port = await listenOnLoopback(proxy);
  await probe.ask({ proxy: `${scheme}://127.0.0.1:${port}`, signIns });
  return received;
}

const post = () => probe.ask({ via: 'studio', method: 'POST', url: 'https://service.example/v1/videos/generations', body: '{}' });
const nothingWasSent = { stage: 'before', reason: 'connection-failed' };

for (const [code, meaning] of [
  [1, 'a general failure'],
  [2, 'not allowed by its rules'],
  [3, 'the network is unreachable'],
  [4, 'the host is unreachable'],
  [5, 'the connection was refused'],
] as const) {
  test(`a SOCKS proxy that answers "${meaning}" proves that nothing was sent`, async () => {
    const received = await throughProxy('socks5', (socket, data) =>
      socket.write(data.length <= 4 ? Buffer.from([5, 0]) : Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0])),
    );
    expect(await post()).toEqual(nothingWasSent);
    expect(received.length).toBeGreaterThanOrEqual(2);
  });
}

for (const [scheme, reason] of [
  ['Basic realm="office"', 'proxy-sign-in'],
  ['NTLM', 'proxy-sign-in'],
  ['Negotiate', 'connection-failed'],
  ['Unheard-of', 'connection-failed'],
] as const) {
  test(`a proxy that requires ${scheme.split(' ')[0]} authentication proves that nothing was sent`, async () => {
    const received = await throughProxy('http', (socket) =>
      socket.write(`HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${scheme}\r\nContent-Length: 4\r\n\r\nnope`),
    );
    expect(await post()).toEqual({ stage: 'before', reason });
    expect(received).toContain('CONNECT service.example:443 HTTP/1.1');
  });
}

const asksForBasic = (socket: Socket, received: Buffer) => {
  const expectedHeader = `Proxy-Authorization: Basic ${Buffer.from('me:right').toString('base64')}`;
  const [status, text] = received.includes(expectedHeader) ? ['200 OK', 'through'] : ['407 Who', 'nope'];
  socket.write(`HTTP/1.1 ${status}\r\nProxy-Authenticate: Basic realm="office"\r\nContent-Length: ${text?.length}\r\n\r\n${text}`);
};
const get = () => probe.ask({ via: 'studio', method: 'GET', url: 'http://service.example/a.png' });

test('even the first request of each session uses the proxy of the command line', async () => {
  const received: string[] = [];
  const proxy = createHttpServer((incoming, outgoing) => {
    received.push(`${incoming.method} ${incoming.url}`);
    incoming.resume().on('end', () => outgoing.end('through'));
  });
  const port = await listenOnLoopback(proxy);
  const otherProbe = await startProbe([`--proxy-server=http://127.0.0.1:${port}`]);
  try {
    // The requests are sent at the same time, so that each uses its own session. The name has no address, so a request that bypasses the
    // proxy fails.
    const sixPosts = { times: 6, via: 'studio', method: 'POST', url: 'http://service.example/v1/videos/generations', body: '{}' };
    const read = { via: 'studio', method: 'GET', url: 'http://service.example/v1/credits' };
    expect(await otherProbe.ask(read)).toMatchObject({ status: 200, text: 'through' });
    expect(await otherProbe.ask(sixPosts)).toEqual({
      all: Array.from({ length: 6 }, () => expect.objectContaining({ status: 200, text: 'through' })),
    });
    expect(received.filter((line) => line === `POST ${sixPosts.url}`)).toHaveLength(6);
  } finally {
    await otherProbe.stop();
    proxy.close();
  }
});

test('after a proxy has refused a name and password, it gets the next ones', async () => {
  await throughProxy('http', asksForBasic, [
    { name: 'me', password: 'wrong' },
    { name: 'me', password: 'right' },
  ]);
  expect(await get()).toMatchObject({ status: 200, text: 'through' });
});

test('a plain HTTP request that the proxy refuses is reported as a proxy sign-in', async () => {
  // Uses another proxy, so that Chromium remembers no sign-in.
  await throughProxy('http', asksForBasic, [{ name: 'me', password: 'wrong' }]);
  expect(await get()).toEqual({ stage: 'before', reason: 'proxy-sign-in' });
});

for (const status of ['403 Forbidden', '502 Bad Gateway', '302 Found\r\nLocation: https://login.example/']) {
  test(`a proxy that answers CONNECT with ${status.slice(0, 3)} proves that nothing was sent`, async () => {
    await throughProxy('http', (socket) => socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nno`));
    expect(await post()).toEqual(nothingWasSent);
  });
}

test('a proxy that closes the connection without a response is reported as possibly sent', async () => {
  await throughProxy('http', (socket) => socket.end());
  expect(await post()).toEqual({ stage: 'after', reason: 'connection-lost' });
});
