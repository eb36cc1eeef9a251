// A proxy on loopback that requires a name and a password, as in an office.
import { createServer, request } from 'node:http';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';

export interface SigningProxy {
  readonly host: string;
  readonly port: number;
  /** Each request for `only` in order: whether it came with the right name and password, and its method. */
  readonly requests: { readonly isSignedIn: boolean; readonly method: string }[];
  stop(): Promise<void>;
}

/** Forwards plain http requests that are signed in. `requests` lists only those to the addresses `only`, because Chromium makes requests of its own. */
export async function startSigningProxy(given: { name: string; password: string; only: readonly string[] }): Promise<SigningProxy> {
  const right = `Basic ${Buffer.from(`${given.name}:${given.password}`).toString('base64')}`;
  const requests: { isSignedIn: boolean; method: string }[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = incoming.url ?? '';
    const isSignedIn = incoming.headers['proxy-authorization'] === right;
    if (given.only.some((address) => url.startsWith(address))) requests.push({ isSignedIn, method: incoming.method ?? '' });
    if (!isSignedIn) {
      incoming.resume();
      outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="Office"' }).end('who is there?');
      return;
    }
    const { 'proxy-authorization': _mine, 'proxy-connection': _hop, ...headers } = incoming.headers;
    const onward = request(url, { method: incoming.method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  // The studio itself makes no https request here.
  server.on('connect', (_request, socket) => socket.destroy());
  const port = await listenOnLoopback(server);
  return {
    host: '127.0.0.1',
    port,
    requests,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
