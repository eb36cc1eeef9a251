// The HttpClient of the product: Electron's `net`, which uses the system's proxy and certificates.
//
// Chromium repeats a request by itself when a *reused* connection breaks before a response, also a POST. For a paid POST that would be a second,
// unnoticed order. So each POST has a session of its own whose connections have been closed: it never reuses a connection.
import type { Session } from 'electron';
import { type HttpClient, HttpFailure, type HttpRequest, type HttpResponse } from '../../core/ports.ts';
import { abortedBeforeStart, sendRequest } from './net-exchange.ts';
import { createPostSessions, openSession } from './net-sessions.ts';
import type { ProxyChallengeHandler } from './proxy-auth.ts';

const maxRedirects = 5;

/**
 * Resolves the name before a paid request. If that fails, nothing was sent, and the task waits instead of becoming unconfirmed. Without
 * this step, a missing network ends the request with an error that may also come after bytes were sent. A proxy resolves names itself.
 * Chromium caches the result for the request.
 */
async function assertResolvable(session: Session, address: string): Promise<void> {
  const { hostname, href } = new URL(address);
  if ((await session.resolveProxy(href)) !== 'DIRECT') return;
  try {
    await session.resolveHost(hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    throw new HttpFailure('before', 'connection-failed', error instanceof Error ? error.message : String(error));
  }
}

/** Waits for `operation`, or throws when the signal is aborted, because Chromium may never respond while it is closing. */
async function unlessAborted<T>(operation: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw abortedBeforeStart();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(abortedBeforeStart());
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([operation, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** An HttpClient over Electron's `net`. Usable after `ready`. `proxy` handles the challenges of proxies that require a name and password. */
export function createNetHttpClient(proxy: ProxyChallengeHandler): HttpClient {
  const postSessions = createPostSessions();
  let opening: Promise<Session> | null = null;
  const readSession = (): Promise<Session> => {
    opening ??= openSession('evolink-reads').catch((error: unknown) => {
      opening = null; // the next read tries again
      throw error;
    });
    return opening;
  };

  async function read(httpRequest: HttpRequest): Promise<HttpResponse> {
    let url = httpRequest.url;
    let { headers } = httpRequest;
    const session = await unlessAborted(readSession(), httpRequest.signal);
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const result = await sendRequest(httpRequest, url, headers, { session, proxy }, () => undefined);
      if (result.kind === 'response') return result.response;
      if (httpRequest.signal.aborted) throw new HttpFailure('after', 'aborted', 'aborted');
      if (!(await httpRequest.allowRedirect(result.target))) throw new HttpFailure('after', 'redirect-refused', result.target);
      if (new URL(result.target).origin !== new URL(url).origin) headers = withoutKey(headers);
      url = result.target;
    }
    throw new HttpFailure('after', 'too-many-redirects', httpRequest.url);
  }

  async function write(httpRequest: HttpRequest): Promise<HttpResponse> {
    const acquisition = postSessions.acquire();
    let isAcquired = true;
    const release = () => {
      if (isAcquired) void acquisition.then(postSessions.release, () => undefined); // if the session never opened, the caller has the error
      isAcquired = false;
    };
    const operation = acquisition.then(async (session) => {
      await assertResolvable(session, httpRequest.url);
      return session;
    });
    const session = await unlessAborted(operation, httpRequest.signal).catch((error: unknown) => {
      release();
      throw error;
    });
    const result = await sendRequest(httpRequest, httpRequest.url, httpRequest.headers, { session, proxy }, release);
    if (result.kind === 'redirect') throw new HttpFailure('after', 'redirect-refused', result.target);
    return result.response;
  }

  return {
    send(httpRequest) {
      if (httpRequest.signal.aborted) return Promise.reject(abortedBeforeStart());
      return httpRequest.method === 'GET' ? read(httpRequest) : write(httpRequest);
    },
  };
}

/** The headers without the account's key. */
function withoutKey(headers: HttpRequest['headers']): HttpRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}
