// One loopback listener of the simulated service: guards, routes, request ids, faults, and the sending of replies.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Damage, damageReply } from '../faults/damage-reply.ts';
import type { FaultAction, Faults } from '../faults/faults.ts';
import { keyIn } from './api-key-access.ts';
import { type Incoming, json, type Reply, type Route } from './http-reply.ts';

export interface HostPorts {
  readonly routes: readonly Route[];
  readonly faults: Faults | null;
  /** The documented error body of this host. */
  readonly errorReply: (endpoint: string, status: number, code: string | null, message: string | null) => Reply;
  /** Runs before every handler, e.g. to settle what is due; a reply from it is the answer. */
  readonly before: (endpoint: string) => Reply | null;
  readonly seen: (request: SeenRequest) => void;
  readonly nowMs: () => number;
}

export interface SeenRequest {
  readonly endpoint: string;
  readonly method: string;
  readonly path: string;
  /** What the handler or a fault answered; null when the connection was cut or never answered. */
  readonly status: number | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly userAgent: string | null;
}

export interface HttpHost {
  /** Resolves with the port in use; port 0 takes a free one. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * A page in a browser can reach loopback too. It always names its origin where it could change something, browsers mark what any
 * page loads as coming from another site, and after DNS rebinding the host is a foreign name: all three are turned away.
 */
function isForeign(request: IncomingMessage, port: number): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  return (
    origin !== undefined ||
    site === 'cross-site' ||
    site === 'same-site' ||
    ![`127.0.0.1:${port}`, `localhost:${port}`].includes(host ?? '')
  );
}

type Outcome = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'drop' } | { readonly kind: 'hang' };

export function createHttpHost(ports: HostPorts): HttpHost {
  const stopping = new AbortController();
  let port = 0;

  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  /** What the faults of one moment make of the request; null: nothing, or only a delay. */
  const strike = async (actions: readonly FaultAction[], when: 'before' | 'after', endpoint: string): Promise<Outcome | null> => {
    let outcome: Outcome | null = null;
    for (const action of actions) {
      switch (action.kind) {
        case 'delay':
          if ((action.when ?? 'before') === when) await pause(action.ms);
          break;
        case 'drop':
        case 'hang':
          if ((action.when ?? 'before') === when) outcome ??= { kind: action.kind };
          break;
        case 'status':
          if ((action.when ?? 'before') === when) outcome ??= { kind: 'reply', reply: faultReply(action, endpoint) };
          break;
        case 'expired-link':
          if (when === 'before')
            outcome ??= { kind: 'reply', reply: ports.errorReply(endpoint, 403, 'AccessDenied', 'Request has expired') };
          break;
        default: // harm on the way out: see `damage.ts`
          break;
      }
    }
    return outcome;
  };

  const faultReply = (action: FaultAction & { readonly kind: 'status' }, endpoint: string): Reply => {
    const retry: Record<string, string> = action.retryAfter === undefined ? {} : { 'retry-after': String(action.retryAfter) };
    if (action.body === undefined) {
      const reply = ports.errorReply(endpoint, action.status, action.code ?? null, action.message ?? null);
      return { ...reply, headers: { ...reply.headers, ...retry } };
    }
    if (typeof action.body !== 'string') return json(action.status, action.body, retry);
    return {
      status: action.status,
      headers: retry,
      body: { kind: 'text', contentType: action.contentType ?? 'text/plain', text: action.body },
    };
  };

  const decide = async (route: Route | null, incoming: Incoming, actions: readonly FaultAction[]): Promise<Outcome> => {
    const endpoint = route?.endpoint ?? 'unknown';
    const struck = await strike(actions, 'before', endpoint);
    if (struck) return struck;
    const early = ports.before(endpoint);
    const reply =
      early ??
      (route ? await route.handle(incoming) : ports.errorReply(endpoint, 404, null, `Invalid URL (${incoming.method} ${incoming.path})`));
    return (await strike(actions, 'after', endpoint)) ?? { kind: 'reply', reply };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomBytes(12).toString('hex');
    response.setHeader('x-request-id', requestId);
    // By the service's clock, which a test may have set.
    response.setHeader('date', new Date(ports.nowMs()).toUTCString());
    response.on('error', () => request.destroy());
    if (isForeign(request, port)) {
      await send(
        response,
        request.method ?? 'GET',
        json(403, {
          error: { code: 'foreign_origin', message: 'Only programs on this computer, by its loopback address.', type: 'simulator' },
        }),
        [],
        stopping.signal,
      );
      return;
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    const path = url.pathname;
    const found = ports.routes
      .map((route) => ({
        route,
        match: route.method === method || (method === 'HEAD' && route.method === 'GET') ? route.pattern.exec(path) : null,
      }))
      .find(({ match }) => match !== null);
    const endpoint = found?.route.endpoint ?? 'unknown';
    const actions = ports.faults?.take(endpoint, method, path, keyIn(request.headers)) ?? [];
    const incoming: Incoming = {
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      params: found?.match?.slice(1) ?? [],
      stream: request,
    };
    const entered = found?.route.enter?.(incoming) ?? null;
    const leave = typeof entered === 'function' ? entered : (): void => undefined;
    let status: number | null = null;
    try {
      const outcome: Outcome =
        entered !== null && typeof entered !== 'function'
          ? { kind: 'reply', reply: entered }
          : await decide(found?.route ?? null, incoming, actions);
      if (outcome.kind === 'hang') {
        response.once('close', leave);
        return;
      }
      leave();
      if (outcome.kind === 'drop') {
        request.socket.destroy();
        return;
      }
      const damages = actions.flatMap((action): Damage[] =>
        action.kind === 'truncate' || action.kind === 'wrong-length' || action.kind === 'html' || action.kind === 'throttle'
          ? [action]
          : [],
      );
      status = outcome.reply.status;
      await send(response, method, outcome.reply, damages, stopping.signal);
    } catch (error) {
      leave();
      // The other side went away in the middle of its own request, or the simulator has a bug: the latter must be visible.
      if (response.headersSent || request.destroyed) response.destroy();
      else await send(response, method, ports.errorReply(endpoint, 500, null, `simulator: ${String(error)}`), [], stopping.signal);
    } finally {
      const header = (name: string): string | null => (typeof request.headers[name] === 'string' ? request.headers[name] : null);
      ports.seen({ endpoint, method, path, status, requestId, idempotencyKey: header('idempotency-key'), userAgent: header('user-agent') });
    }
  };

  const server: Server = createServer((request, response) => void answer(request, response));
  // A large upload over a throttled line may take longer than Node's five minutes.
  server.requestTimeout = 0;

  return {
    listen: (wanted) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(wanted, '127.0.0.1', () => {
          server.off('error', reject);
          port = (server.address() as AddressInfo).port;
          resolve(port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        stopping.abort();
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function send(
  response: ServerResponse,
  method: string,
  reply: Reply,
  damages: readonly Damage[],
  signal: AbortSignal,
): Promise<void> {
  const body = damageReply(reply, damages);
  for (const [name, value] of Object.entries(body.headers)) response.setHeader(name, value);
  if (body.contentType !== null) response.setHeader('content-type', body.contentType);
  // A lie about the length leaves the connection in no state to be used again.
  if (body.cut) response.setHeader('connection', 'close');
  if (reply.status !== 204 && reply.status !== 304) response.setHeader('content-length', body.claimedLength);
  response.writeHead(body.status);
  if (method === 'HEAD' || reply.status === 304 || reply.status === 204) {
    response.end();
    return;
  }
  for await (const chunk of body.chunks()) {
    if (response.destroyed || signal.aborted) return;
    if (!response.write(chunk)) await drained(response);
    if (body.bytesPerSecond !== null) {
      await sleep((chunk.length / body.bytesPerSecond) * 1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  if (!body.cut) response.end();
  else response.socket?.end(() => response.destroy());
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
