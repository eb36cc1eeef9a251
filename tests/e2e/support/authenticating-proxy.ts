// A proxy on loopback that requires a name and a password.
import { createServer, request } from 'node:http';
import { listenOnLoopback } from '../../support/listen-on-loopback.ts';

export interface AuthenticatingProxy {
  readonly host: string;
  readonly port: number;
  /** Each request to the addresses in `only`, in order: whether it had the right name and password, and its method. */
  readonly requests: { readonly isSignedIn: boolean; readonly method: string }[];
  stop(): Promise<void>;
}

/**
 * Starts a proxy that forwards http requests with the right name and password. `requests` lists only those to the addresses in `only`, because
 * Chromium also sends requests of its own.
 */
export async function startAuthenticatingProxy(options: {
  name: string;
  password: string;
  only: readonly string[];
}): Promise<AuthenticatingProxy> {
  const expectedHeader = `Basic ${Buffer.from(`${options.name}:${options.password}`).toString('base64')}`;
  const requests: { isSignedIn: boolean; method: string }[] = [];
  const server = createServer((incoming, outgoing) => {
    const url = incoming.url ?? '';
    const isSignedIn = incoming.headers['proxy-authorization'] === expectedHeader;
    if (options.only.some((address) => url.startsWith(address))) requests.push({ isSignedIn, method: incoming.method ?? '' });
    if (!isSignedIn) {
      incoming.resume();
      outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="Office"' }).end('sign in');
      return;
    }
    const { 'proxy-authorization': _mine, 'proxy-connection': _hop, ...headers } = incoming.headers;
    const forwarded = request(url, { method: incoming.method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  // The studio makes no https request in these tests, so every CONNECT is refused.
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
