// One request of a simulated host, from its arrival to the end of its reply.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { applyFault, type FaultOutcome } from '../faults/apply-fault.ts';
import type { Damage } from '../faults/damage-reply.ts';
import type { FaultAction, Faults } from '../faults/faults.ts';
import { apiKeyOf } from './api-key-access.ts';
import { type IncomingRequest, json, type Reply, type Route } from './http-reply.ts';
import { sendReply } from './send-reply.ts';

/** Routes and dependencies of one host. */
export interface HostPorts {
  readonly routes: readonly Route[];
  /** null where faults do not apply: on the control host. */
  readonly faults: Faults | null;
  /** The documented error body of this host. */
  readonly errorReply: (endpoint: string, status: number, code: string | null, message: string | null) => Reply;
  /** Runs before every handler, for example to end due tasks. When it returns a reply, the handler does not run. */
  readonly beforeRequest: (endpoint: string) => Reply | null;
  /** Called once per request, when its reply is sent or its connection is cut. */
  readonly onHandled: (request: RecordedRequest) => void;
  /** The simulator's clock. */
  readonly nowMs: () => number;
}

/** A request as the control API lists it. */
export interface RecordedRequest {
  readonly endpoint: string;
  readonly method: string;
  readonly path: string;
  /** The status that the handler or a fault sent; null when the connection was cut or never got a reply. */
  readonly status: number | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly userAgent: string | null;
}

/** Context of all requests of a host. */
export interface RequestContext extends HostPorts {
  /** Aborted when the host stops. */
  readonly stopping: AbortSignal;
  /** The port the host listens on. */
  readonly port: () => number;
}

/** A request with its route and its faults, before it is handled. */
interface RoutedRequest {
  readonly route: Route | null;
  readonly endpoint: string;
  readonly actions: readonly FaultAction[];
  readonly incoming: IncomingRequest;
}

/** Handles one request; never rejects. */
export async function handleRequest(context: RequestContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomBytes(12).toString('hex');
  response.setHeader('x-request-id', requestId);
  // The date is that of the service's clock, which a test may have moved.
  response.setHeader('date', new Date(context.nowMs()).toUTCString());
  response.on('error', () => request.destroy());
  if (isForeign(request, context.port())) {
    await sendReply(response, request.method ?? 'GET', foreignReply(), [], context.stopping);
    return;
  }
  const routed = routeRequest(context, request);
  const { method, path } = routed.incoming;
  let status: number | null = null;
  try {
    status = await serveRouted(context, routed, request, response);
  } finally {
    const header = (name: string): string | null => (typeof request.headers[name] === 'string' ? request.headers[name] : null);
    context.onHandled({
      endpoint: routed.endpoint,
      method,
      path,
      status,
      requestId,
      idempotencyKey: header('idempotency-key'),
      userAgent: header('user-agent'),
    });
  }
}

function foreignReply(): Reply {
  return json(403, {
    error: { code: 'foreign_origin', message: 'Only programs on this computer, by its loopback address.', type: 'simulator' },
  });
}

/** Finds the route and the faults of a request. */
function routeRequest(context: RequestContext, request: IncomingMessage): RoutedRequest {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? 'GET';
  const path = url.pathname;
  const matchedRoute = context.routes
    .map((route) => ({
      route,
      match: route.method === method || (method === 'HEAD' && route.method === 'GET') ? route.pattern.exec(path) : null,
    }))
    .find(({ match }) => match !== null);
  const endpoint = matchedRoute?.route.endpoint ?? 'unknown';
  return {
    route: matchedRoute?.route ?? null,
    endpoint,
    actions: context.faults?.take(endpoint, method, path, apiKeyOf(request.headers)) ?? [],
    incoming: {
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      params: matchedRoute?.match?.slice(1) ?? [],
      stream: request,
    },
  };
}

/** Handles the request and sends the reply. Returns its status; null if the connection was cut or stays open without a reply. */
async function serveRouted(
  context: RequestContext,
  { route, endpoint, actions, incoming }: RoutedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number | null> {
  const entered = route?.enter?.(incoming) ?? null;
  const leave = typeof entered === 'function' ? entered : (): void => undefined;
  let status: number | null = null;
  try {
    const outcome: FaultOutcome =
      entered !== null && typeof entered !== 'function'
        ? { kind: 'reply', reply: entered }
        : await decideOutcome(context, route, incoming, actions);
    if (outcome.kind === 'hang') {
      response.once('close', leave);
      return null;
    }
    leave();
    if (outcome.kind === 'drop') {
      request.socket.destroy();
      return null;
    }
    status = outcome.reply.status;
    await sendReply(response, incoming.method, outcome.reply, damagesIn(actions), context.stopping);
  } catch (error) {
    leave();
    // Either the client closed the connection during its request, or the simulator has a bug, which must be visible.
    if (response.headersSent || request.destroyed) response.destroy();
    else {
      const reply = context.errorReply(endpoint, 500, null, `simulator: ${String(error)}`);
      await sendReply(response, incoming.method, reply, [], context.stopping);
    }
  }
  return status;
}

function damagesIn(actions: readonly FaultAction[]): Damage[] {
  return actions.flatMap((action): Damage[] =>
    action.kind === 'truncate' || action.kind === 'wrong-length' || action.kind === 'html' || action.kind === 'throttle' ? [action] : [],
  );
}

async function decideOutcome(
  context: RequestContext,
  route: Route | null,
  incoming: IncomingRequest,
  actions: readonly FaultAction[],
): Promise<FaultOutcome> {
  const endpoint = route?.endpoint ?? 'unknown';
  const faultOutcome = await applyFault(context, actions, 'before', endpoint);
  if (faultOutcome) return faultOutcome;
  const earlyReply = context.beforeRequest(endpoint);
  const reply =
    earlyReply ??
    (route ? await route.handle(incoming) : context.errorReply(endpoint, 404, null, `Invalid URL (${incoming.method} ${incoming.path})`));
  return (await applyFault(context, actions, 'after', endpoint)) ?? { kind: 'reply', reply };
}

/**
 * True for a request from a web page, because pages can reach loopback too. Recognises three signs: the origin, which browsers send with
 * every request that could change something; the cross-site mark of other requests; and a foreign host name, as after DNS rebinding.
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
