// The HttpClient of the product: Electron's `net`, so that the system's proxy and certificates count.
//
// Chromium repeats a request by itself when a *reused* connection breaks before an answer, also a POST. For a paid POST that would be a
// second order behind our back. So a POST goes out on a session of its own whose connections were closed before: never on a used one.
import { type ClientRequest, type IncomingMessage, net, type Session, session } from 'electron';
import { type HttpAnswer, type HttpClient, HttpFailure, type HttpRequest } from '../core/ports.ts';
import { failureOf } from './net-failures.ts';

const maxRedirects = 5;

/** Sessions that carry one POST at a time, each on fresh connections. */
function createFreshSessions(): { borrow(): Promise<Session>; giveBack(used: Session): void } {
  const idle: Session[] = [];
  let made = 0;
  return {
    async borrow() {
      const fresh = idle.pop();
      if (fresh === undefined) {
        made += 1;
        return session.fromPartition(`evolink-post-${made}`, { cache: false }); // in memory: no `persist:`
      }
      await fresh.closeAllConnections();
      return fresh;
    },
    giveBack: (used) => {
      idle.push(used);
    },
  };
}

async function* bodyOf(message: IncomingMessage, done: () => void): AsyncGenerator<Uint8Array> {
  try {
    // Electron's message is a Readable with back-pressure, which its types do not say.
    for await (const chunk of message as unknown as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw error instanceof HttpFailure ? error : failureOf(error instanceof Error ? error : new Error(String(error)));
  } finally {
    done();
  }
}

/** Writes the body of a request; a failure of the source ends the request. */
async function writeBody(request: ClientRequest, asked: HttpRequest): Promise<void> {
  if (asked.body !== undefined) {
    for await (const chunk of asked.body.read()) {
      if (asked.signal.aborted) return;
      request.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
  }
  request.end();
}

/** An HttpClient over Electron's `net`. Usable after `ready`. */
export function createNetHttpClient(): HttpClient {
  const fresh = createFreshSessions();
  let reads: Session | null = null;
  const readSession = () => {
    reads ??= session.fromPartition('evolink-reads', { cache: false });
    return reads;
  };

  return {
    async send(asked) {
      asked.signal.throwIfAborted();
      const isRead = asked.method === 'GET';
      const used = isRead ? readSession() : await fresh.borrow();
      const release = () => {
        if (!isRead) fresh.giveBack(used);
      };
      return await new Promise<HttpAnswer>((resolve, reject) => {
        const request = net.request({ method: asked.method, url: asked.url, session: used, redirect: 'manual', credentials: 'omit' });
        let address = asked.url;
        let redirects = 0;
        let released = false;
        const finish = () => {
          asked.signal.removeEventListener('abort', abort);
          if (!released) {
            released = true;
            release();
          }
        };
        const refuse = (failure: HttpFailure) => {
          finish();
          reject(failure);
        };
        const abort = () => {
          request.abort();
          refuse(new HttpFailure('after', 'aborted', 'aborted'));
        };
        asked.signal.addEventListener('abort', abort, { once: true });
        for (const [name, value] of Object.entries(asked.headers)) {
          // Chromium computes Content-Length itself and refuses to be told.
          if (name.toLowerCase() !== 'content-length') request.setHeader(name, value);
        }
        request.on('redirect', (_status, _method, target) => {
          redirects += 1;
          if (!isRead || redirects > maxRedirects || !asked.mayFollow(target)) {
            request.abort();
            refuse(new HttpFailure('after', redirects > maxRedirects ? 'too-many-redirects' : 'redirect-refused', target));
            return;
          }
          if (new URL(target).origin !== new URL(address).origin) request.removeHeader('authorization');
          address = target;
          request.followRedirect();
        });
        request.on('response', (message) => {
          resolve({
            status: message.statusCode,
            header: (name) => {
              const value = message.headers[name];
              return value === undefined ? null : Array.isArray(value) ? (value[0] ?? null) : String(value);
            },
            url: address,
            body: bodyOf(message, finish),
          });
        });
        request.on('error', (error) => refuse(failureOf(error)));
        writeBody(request, asked).catch((error: unknown) => {
          request.abort();
          refuse(new HttpFailure('after', 'connection-lost', error instanceof Error ? error.message : String(error)));
        });
      });
    },
  };
}
