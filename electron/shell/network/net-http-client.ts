// The HttpClient of the product: Electron's `net`, which uses the system's proxy and certificates.
//
// Chromium repeats a request by itself when a *reused* connection breaks before a response, also a POST. For a paid POST that would be a second,
// unnoticed order. So each POST has a session of its own whose connections were closed before: it never uses a used connection.
import type { Readable } from 'node:stream';
import { type ClientRequest, type IncomingMessage, net, type Session, session } from 'electron';
import { messageBody } from '../../adapters/http/message-body.ts';
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports.ts';
import { classifyNetError } from './net-error-stage.ts';
import { type AnswerProxy, answerProxyChallenge } from './proxy-auth.ts';

const maxRedirects = 5;

/**
 * Opens a session in memory that knows its proxy. A new session learns of the proxy a moment after its creation; earlier requests bypass the proxy
 * (seen with `--proxy-server`: the first request of a session, in one start of forty).
 */
async function openSession(partition: string): Promise<Session> {
  const opened = session.fromPartition(partition, { cache: false }); // in memory: no `persist:`
  await opened.forceReloadProxyConfig();
  return opened;
}

/** Sessions that carry one POST at a time, each on fresh connections. */
function createFreshSessions(): { borrow(): Promise<Session>; giveBack(used: Session): void } {
  const idle: Session[] = [];
  let made = 0;
  return {
    async borrow() {
      const fresh = idle.pop();
      if (fresh === undefined) {
        made += 1;
        return openSession(`evolink-post-${made}`);
      }
      await fresh.closeAllConnections();
      return fresh;
    },
    giveBack: (used) => {
      idle.push(used);
    },
  };
}

/** Calls `done` when the body has been read, or will not be. */
async function* untilDone(body: AsyncIterable<Uint8Array>, done: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    done();
  }
}

/** Reads a body to its end and returns at most its first 64 KiB; throws where the connection breaks. */
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
async function writeBody(request: ClientRequest, asked: HttpRequest): Promise<void> {
  if (asked.body !== undefined) {
    for await (const chunk of asked.body.read()) {
      if (asked.signal.aborted) return;
      await new Promise<void>((resolve) =>
        request.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), undefined, () => resolve()),
      );
    }
  }
  request.end();
}

/** The outcome of one exchange: a response, or a redirect that the caller decides about. */
type Exchange = { readonly kind: 'answer'; readonly answer: HttpResponse } | { readonly kind: 'redirect'; readonly target: string };

/**
 * Resolves the name before a paid request. Without a network Chromium ends a request with an error that may also come after bytes were sent; a name
 * that cannot be resolved first proves that nothing was, and the task waits instead of being unconfirmed. A proxy resolves names itself. Chromium
 * caches the result for the request.
 */
async function mustResolve(via: Session, address: string): Promise<void> {
  const { hostname, href } = new URL(address);
  if ((await via.resolveProxy(href)) !== 'DIRECT') return;
  try {
    await via.resolveHost(hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    throw new HttpFailure('before', 'connection-failed', error instanceof Error ? error.message : String(error));
  }
}

const calledOff = () => new HttpFailure('before', 'aborted', 'aborted before it began');

/** Waits for `ready`, or throws when the signal is aborted: while it is closing, Chromium may never answer. */
async function unlessCalledOff<T>(ready: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw calledOff();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(calledOff());
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([ready, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Converts Electron's message to a response. `finish` is called when its body has been read, or will not be. */
function answerOf(message: IncomingMessage, url: string, signal: AbortSignal, finish: () => void): HttpResponse {
  // Electron's message is a Readable, which its types do not say. It ends only when it is whole; a broken one is destroyed with the error.
  const stream = message as unknown as Readable;
  stream.on('error', () => undefined); // the reader of the body gets it
  const body = messageBody(stream, () => true, signal);
  return {
    status: message.statusCode,
    header(name) {
      const value = message.headers[name];
      return value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : String(value);
    },
    url,
    body: untilDone(body, finish),
  };
}

interface ProxyAnswer {
  readonly request: ClientRequest;
  readonly answer: HttpResponse;
  readonly url: string;
  /** The proxy has refused our name and password, and the request may be aborted. */
  readonly isRefused: boolean;
}

/** Handles a 407: of the proxy, or the service's own. */
function onProxyAnswer(
  { request, answer, url, isRefused }: ProxyAnswer,
  take: (answer: HttpResponse) => void,
  refuse: (failure: HttpFailure) => void,
): void {
  // To a plain http request the proxy itself responds; it has read the request but not passed it on. A GET costs nothing.
  if (url.startsWith('http:')) {
    if (isRefused) {
      request.abort();
      refuse(new HttpFailure('before', 'proxy-sign-in', 'the proxy wants a name and a password'));
    } else take(answer);
    return;
  }
  // Electron shows a proxy's response to CONNECT as a response whose body breaks, with an error of the request that says why: there was no tunnel, so
  // nothing was sent. A complete 407 is the service's own.
  wholeBody(answer.body).then((whole) => take({ ...answer, body: whole }), refuse);
}

/** Sends one request and follows no redirect. `finish` is called when the connection is no longer needed. */
function exchange(
  asked: HttpRequest,
  url: string,
  headers: HttpRequest['headers'],
  through: { readonly session: Session; readonly proxy: AnswerProxy },
  finish: () => void,
): Promise<Exchange> {
  return new Promise<Exchange>((resolve, reject) => {
    // Aborted during the preparation: the event does not come again, and nothing may be sent any more.
    if (asked.signal.aborted) {
      finish();
      reject(calledOff());
      return;
    }
    const request = net.request({ method: asked.method, url, session: through.session, redirect: 'manual', credentials: 'omit' });
    let redirected = false;
    const end = () => {
      asked.signal.removeEventListener('abort', abort);
      finish();
    };
    const refuse = (failure: HttpFailure) => {
      end();
      reject(failure);
    };
    const abort = () => {
      request.abort();
      refuse(new HttpFailure('after', 'aborted', 'aborted'));
    };
    asked.signal.addEventListener('abort', abort, { once: true });
    for (const [name, value] of Object.entries(headers)) {
      // Chromium computes Content-Length itself and refuses the header.
      if (name.toLowerCase() !== 'content-length') request.setHeader(name, value);
    }
    const proxy = answerProxyChallenge(request, through.proxy);
    request.on('redirect', (_status, _method, target) => {
      // Followed with a new request: Electron would send every header, also the key, to the other origin.
      redirected = true;
      request.abort();
      end();
      resolve({ kind: 'redirect', target });
    });
    request.on('response', (message) => {
      const answer = answerOf(message, url, asked.signal, end);
      if (message.statusCode !== 407) return resolve({ kind: 'answer', answer });
      const isRefused = proxy.isTurnedAway() && asked.method === 'GET';
      onProxyAnswer({ request, answer, url, isRefused }, (whole) => resolve({ kind: 'answer', answer: whole }), refuse);
    });
    request.on('error', (error) => {
      if (!redirected) refuse(classifyNetError(error, proxy.isTurnedAway()));
    });
    writeBody(request, asked).catch((error: unknown) => {
      if (redirected) return;
      request.abort();
      refuse(new HttpFailure('after', 'connection-lost', error instanceof Error ? error.message : String(error)));
    });
  });
}

/** An HttpClient over Electron's `net`. Usable after `ready`. `proxy` answers proxies that want a name and password. */
export function createNetHttpClient(proxy: AnswerProxy): HttpClient {
  const fresh = createFreshSessions();
  let opening: Promise<Session> | null = null;
  const readSession = (): Promise<Session> => {
    opening ??= openSession('evolink-reads').catch((error: unknown) => {
      opening = null; // the next read tries again
      throw error;
    });
    return opening;
  };

  async function read(asked: HttpRequest): Promise<HttpResponse> {
    let url = asked.url;
    let { headers } = asked;
    const reads = await unlessCalledOff(readSession(), asked.signal);
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const result = await exchange(asked, url, headers, { session: reads, proxy }, () => undefined);
      if (result.kind === 'answer') return result.answer;
      if (asked.signal.aborted) throw new HttpFailure('after', 'aborted', 'aborted');
      if (!(await asked.allowRedirect(result.target))) throw new HttpFailure('after', 'redirect-refused', result.target);
      if (new URL(result.target).origin !== new URL(url).origin) headers = withoutKey(headers);
      url = result.target;
    }
    throw new HttpFailure('after', 'too-many-redirects', asked.url);
  }

  async function write(asked: HttpRequest): Promise<HttpResponse> {
    const borrowing = fresh.borrow();
    let borrowed = true;
    const giveBack = () => {
      if (borrowed) void borrowing.then(fresh.giveBack, () => undefined); // the caller gets the error of one that never opened
      borrowed = false;
    };
    const ready = borrowing.then(async (used) => {
      await mustResolve(used, asked.url);
      return used;
    });
    const used = await unlessCalledOff(ready, asked.signal).catch((error: unknown) => {
      giveBack();
      throw error;
    });
    const result = await exchange(asked, asked.url, asked.headers, { session: used, proxy }, giveBack);
    if (result.kind === 'redirect') throw new HttpFailure('after', 'redirect-refused', result.target);
    return result.answer;
  }

  return {
    send(asked) {
      if (asked.signal.aborted) return Promise.reject(calledOff());
      return asked.method === 'GET' ? read(asked) : write(asked);
    },
  };
}

/** The headers without the account's key. */
function withoutKey(headers: HttpRequest['headers']): HttpRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}
