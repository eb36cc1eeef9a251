// One HTTP exchange over Electron's `net`: sends a request, follows no redirect, and returns the response.
import type { Readable } from 'node:stream';
import { type ClientRequest, type IncomingMessage, net, type Session } from 'electron';
import { messageBody } from '../../adapters/http/message-body.ts';
import { HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports.ts';
import { classifyNetError } from './net-error-stage.ts';
import { handleProxyChallenge, type ProxyChallengeHandler } from './proxy-auth.ts';

/** The outcome of one exchange: a response, or a redirect that the caller decides about. */
type Exchange = { readonly kind: 'response'; readonly response: HttpResponse } | { readonly kind: 'redirect'; readonly target: string };

/** The failure of a request that was aborted before anything was sent. */
export const abortedBeforeStart = () => new HttpFailure('before', 'aborted', 'aborted before it began');

/** Calls `done` when the body has been read, or will not be. */
async function* withEndCallback(body: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    onEnd();
  }
}

/** Reads a body to its end, or until it has at least 64 KiB, and returns what was read. Throws where the connection breaks before. */
async function wholeBody(body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= 64 * 1024) break;
  }
  return (async function* () {
    yield* chunks;
  })();
}

/** Writes the body of a request as fast as the connection takes it; a failure of the source aborts the request. */
async function writeBody(request: ClientRequest, httpRequest: HttpRequest): Promise<void> {
  if (httpRequest.body !== undefined) {
    for await (const chunk of httpRequest.body.read()) {
      if (httpRequest.signal.aborted) return;
      await new Promise<void>((resolve) =>
        request.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), undefined, () => resolve()),
      );
    }
  }
  request.end();
}

/** Converts Electron's message to a response. `finish` is called when its body has been read, or will not be. */
function toHttpResponse(message: IncomingMessage, url: string, signal: AbortSignal, finish: () => void): HttpResponse {
  // Electron's message is a Readable, although its types do not say so. A complete message ends; a broken one is destroyed with the error.
  const stream = message as unknown as Readable;
  stream.on('error', () => undefined); // the reader of the body receives the error
  const body = messageBody(stream, () => true, signal);
  return {
    status: message.statusCode,
    header(name) {
      const value = message.headers[name];
      return value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : String(value);
    },
    url,
    body: withEndCallback(body, finish),
  };
}

interface ProxyResponse {
  readonly request: ClientRequest;
  readonly response: HttpResponse;
  readonly url: string;
  /** True when the proxy has refused our name and password. The request may be aborted by then. */
  readonly isRefused: boolean;
}

/** Handles a 407 of the proxy or of the service. */
function onProxyResponse(
  { request, response, url, isRefused }: ProxyResponse,
  accept: (response: HttpResponse) => void,
  rejectWith: (failure: HttpFailure) => void,
): void {
  // The proxy itself responds to a plain http request. It has read the request but not passed it on. A GET costs nothing.
  if (url.startsWith('http:')) {
    if (isRefused) {
      request.abort();
      rejectWith(new HttpFailure('before', 'proxy-sign-in', 'the proxy wants a name and a password'));
    } else accept(response);
    return;
  }
  // Electron reports a proxy's response to CONNECT as a response with a broken body, and an error of the request names the cause. There was
  // no tunnel, so nothing was sent. A complete 407 comes from the service.
  wholeBody(response.body).then((complete) => accept({ ...response, body: complete }), rejectWith);
}

/** Sends one request and follows no redirect. `finish` is called when the connection is no longer needed. */
export function sendRequest(
  httpRequest: HttpRequest,
  url: string,
  headers: HttpRequest['headers'],
  route: { readonly session: Session; readonly proxy: ProxyChallengeHandler },
  finish: () => void,
): Promise<Exchange> {
  return new Promise<Exchange>((resolve, reject) => {
    // A signal that was aborted during the preparation fires no further event, and nothing may be sent any more.
    if (httpRequest.signal.aborted) {
      finish();
      reject(abortedBeforeStart());
      return;
    }
    const request = net.request({ method: httpRequest.method, url, session: route.session, redirect: 'manual', credentials: 'omit' });
    let isRedirected = false;
    const end = () => {
      httpRequest.signal.removeEventListener('abort', abort);
      finish();
    };
    const rejectWith = (failure: HttpFailure) => {
      end();
      reject(failure);
    };
    const abort = () => {
      request.abort();
      rejectWith(new HttpFailure('after', 'aborted', 'aborted'));
    };
    httpRequest.signal.addEventListener('abort', abort, { once: true });
    for (const [name, value] of Object.entries(headers)) {
      // Chromium computes Content-Length itself and refuses the header.
      if (name.toLowerCase() !== 'content-length') request.setHeader(name, value);
    }
    const proxy = handleProxyChallenge(request, route.proxy);
    request.on('redirect', (_status, _method, target) => {
      // The caller follows a redirect with a new request, because Electron would send every header, also the key, to the other origin.
      isRedirected = true;
      request.abort();
      end();
      resolve({ kind: 'redirect', target });
    });
    request.on('response', (message) => {
      const response = toHttpResponse(message, url, httpRequest.signal, end);
      if (message.statusCode !== 407) return resolve({ kind: 'response', response });
      const isRefused = proxy.isRejected() && httpRequest.method === 'GET';
      onProxyResponse({ request, response, url, isRefused }, (complete) => resolve({ kind: 'response', response: complete }), rejectWith);
    });
    request.on('error', (error) => {
      if (!isRedirected) rejectWith(classifyNetError(error, proxy.isRejected()));
    });
    writeBody(request, httpRequest).catch((error: unknown) => {
      if (isRedirected) return;
      request.abort();
      rejectWith(new HttpFailure('after', 'connection-lost', error instanceof Error ? error.message : String(error)));
    });
  });
}
