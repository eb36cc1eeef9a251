// `HttpClient` over node:http and node:https, for tests and child processes (the product uses Electron's `net`, which knows the system's
// proxy and certificates). Determines exactly whether any byte of a request may have been sent.
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports.ts';
import { messageBody, messageOf } from './message-body.ts';

const maxRedirects = 5;

interface NodeHttpClient extends HttpClient {
  /** Closes idle connections. */
  close(): void;
}

/**
 * Creates a client with its own connection pools for GET; a POST always opens a new connection. Callers must `close` the client, or the
 * process stays alive.
 */
export function createNodeHttpClient(): NodeHttpClient {
  // Only GETs reuse connections: if the server closes a reused connection, the client cannot know whether the request arrived.
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

  const open = (request: HttpRequest, url: URL, headers: Readonly<Record<string, string>>): ClientRequest => {
    const isSecure = url.protocol === 'https:';
    const agent = request.method === 'GET' ? (isSecure ? agents.https : agents.http) : false;
    const allHeaders = request.body === undefined ? headers : { ...headers, 'content-length': String(request.body.bytes) };
    return (isSecure ? https : http).request(url, { method: request.method, headers: allHeaders, agent });
  };

  return {
    async send(request) {
      let url = new URL(request.url);
      let headers = request.headers;
      for (let redirects = 0; ; redirects += 1) {
        const response = await sendOnce(() => open(request, url, headers), request);
        const target = request.method === 'GET' ? redirectTarget(response, url) : null;
        if (target === null) return toHttpResponse(response, url, request.signal);
        response.destroy();
        if (redirects === maxRedirects) throw new HttpFailure('after', 'too-many-redirects', `more than ${maxRedirects} redirects`);
        const isWeb = target.protocol === 'https:' || target.protocol === 'http:';
        if (!isWeb || !(await request.allowRedirect(target.href)))
          throw new HttpFailure('after', 'redirect-refused', `redirected to ${target.host}`);
        if (target.origin !== url.origin) headers = withoutSecrets(headers);
        url = target;
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Sends a request. Repeats a GET once when the server has just closed the reused connection. */
async function sendOnce(open: () => ClientRequest, request: HttpRequest): Promise<IncomingMessage> {
  const first = open();
  try {
    return await exchangeOn(first, request);
  } catch (error) {
    const isStale = first.reusedSocket && request.method === 'GET' && error instanceof HttpFailure && error.reason === 'connection-lost';
    if (!isStale) throw error;
    return await exchangeOn(open(), request);
  }
}

function exchangeOn(outgoing: ClientRequest, request: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let mayHaveBeenSent = false;
    let hasResponse = false;
    const removeAbortListener = () => request.signal.removeEventListener('abort', onAbort);
    const fail = (reason: HttpFailure['reason'], detail: string) => {
      if (hasResponse) return;
      removeAbortListener();
      outgoing.destroy();
      reject(new HttpFailure(mayHaveBeenSent ? 'after' : 'before', reason, detail));
    };
    const onAbort = () => fail('aborted', 'aborted');
    if (request.signal.aborted) {
      outgoing.on('error', () => undefined);
      fail('aborted', 'aborted before it began');
      return;
    }
    request.signal.addEventListener('abort', onAbort, { once: true });
    outgoing.on('error', (error) => {
      fail(request.signal.aborted ? 'aborted' : mayHaveBeenSent ? 'connection-lost' : 'connection-failed', messageOf(error));
    });
    outgoing.on('close', () => fail(mayHaveBeenSent ? 'connection-lost' : 'connection-failed', 'closed without a response'));
    outgoing.on('socket', (socket) => {
      const isSecure = (socket as Partial<TLSSocket>).encrypted === true;
      if (!socket.connecting && (!isSecure || outgoing.reusedSocket)) mayHaveBeenSent = true;
      else
        socket.once(isSecure ? 'secureConnect' : 'connect', () => {
          mayHaveBeenSent = true;
        });
    });
    outgoing.on('response', (response) => {
      hasResponse = true;
      removeAbortListener();
      // The connection can break before the body is read. The reader gets the error later; until then the error must not be uncaught.
      response.on('error', () => undefined);
      resolve(response);
    });
    if (request.body === undefined) outgoing.end();
    else
      sendBody(outgoing, request.body, () => hasResponse).catch((error: unknown) => {
        fail(mayHaveBeenSent ? 'connection-lost' : 'connection-failed', `the body could not be sent: ${messageOf(error)}`);
      });
  });
}

/** Sends exactly the announced number of bytes, read no faster than the connection takes them. */
async function sendBody(outgoing: ClientRequest, body: NonNullable<HttpRequest['body']>, hasResponse: () => boolean): Promise<void> {
  let sent = 0;
  for await (const chunk of body.read()) {
    if (outgoing.destroyed || hasResponse()) return;
    sent += chunk.byteLength;
    if (sent > body.bytes) throw new Error('the body is longer than it was said to be');
    if (!outgoing.write(chunk)) await waitForDrain(outgoing);
  }
  if (sent < body.bytes) throw new Error('the body is shorter than it was said to be');
  outgoing.end();
}

function waitForDrain(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'response'] as const) outgoing.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'response'] as const) outgoing.once(event, done);
    if (outgoing.destroyed) done();
  });
}

function redirectTarget(response: IncomingMessage, from: URL): URL | null {
  const status = response.statusCode ?? 0;
  const location = response.headers.location;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, from.href)) return null;
  return new URL(location, from.href);
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|proxy-authorization)$/i.test(name)));
}

function toHttpResponse(response: IncomingMessage, url: URL, signal: AbortSignal): HttpResponse {
  return {
    status: response.statusCode ?? 0,
    header(name) {
      const value = response.headers[name.toLowerCase()];
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
    },
    url: url.href,
    body: messageBody(response, () => response.complete, signal),
  };
}
