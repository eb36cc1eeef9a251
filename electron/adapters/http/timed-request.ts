// One request and its whole response within a time limit. Reports exactly whether anything was sent, because a repeated submission may cost
// money.

import type { AppErrorOf } from '../../../shared/errors.ts';
import { type Clock, type HttpClient, HttpFailure, type HttpRequest } from '../../core/ports.ts';
import { decodeText } from '../evolink/json-fields.ts';
import type { ReadResponse } from '../evolink/parse-service-error.ts';
import { redactKey } from '../evolink/redact-key.ts';

/** Responses are JSON of a few KiB. Reading stops after this many bytes. */
const responseLimitBytes = 4 * 1024 * 1024;

/** A response whose status line arrived, of any status. */
export interface TimedSuccess extends ReadResponse {
  readonly kind: 'response';
  /**
   * Set if the connection broke during the body, or if the time or size limit was reached. `text` then contains only the beginning of the
   * body.
   */
  readonly bodyError: AppErrorOf<'no-response'> | null;
}

/**
 * The outcome of a request: a response, or `no-response` if no status line arrived. The reason in `error` tells whether the request may
 * have arrived.
 */
export type TimedResponse = TimedSuccess | { readonly kind: 'no-response'; readonly error: AppErrorOf<'no-response'> };

/** The time limit of a running request. `restart` is called while a slow upload progresses. */
export interface TimeLimit {
  restart(): void;
}

/**
 * Sends a request and reads its response. Does not follow redirects. `connection-failed` (also when the time limit was reached before there was a
 * connection) and `proxy-sign-in` mean that nothing was sent; `timed-out` and `connection-lost` mean that the request may have arrived.
 */
export async function timedRequest(
  ports: { readonly http: HttpClient; readonly clock: Clock },
  request: Omit<HttpRequest, 'signal' | 'allowRedirect'>,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly redact: string; onLimit?(limit: TimeLimit): void },
): Promise<TimedResponse> {
  if (options.signal.aborted)
    return { kind: 'no-response', error: { kind: 'no-response', reason: 'connection-failed', detail: 'stopped before it began' } };
  const controller = new AbortController();
  let isTimedOut = false;
  const startTimer = () =>
    ports.clock.setTimer(options.timeoutMs, () => {
      isTimedOut = true;
      controller.abort();
    });
  let cancelTimer = startTimer();
  options.onLimit?.({
    restart() {
      cancelTimer();
      cancelTimer = startTimer();
    },
  });
  const onAbort = () => controller.abort();
  options.signal.addEventListener('abort', onAbort, { once: true });
  const noResponse = (error: unknown): AppErrorOf<'no-response'> => {
    const failure = asFailure(error);
    const detail = isTimedOut
      ? `no response within ${Math.round(options.timeoutMs / 1_000)} s`
      : redactKey(failure.message, options.redact, true).slice(0, 500);
    if (failure.reason === 'proxy-sign-in') return { kind: 'no-response', reason: 'proxy-sign-in', detail };
    if (failure.stage === 'before') return { kind: 'no-response', reason: 'connection-failed', detail };
    return { kind: 'no-response', reason: isTimedOut ? 'timed-out' : 'connection-lost', detail };
  };
  try {
    const response = await ports.http.send({ ...request, signal: controller.signal, allowRedirect: () => false });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    let bodyError: AppErrorOf<'no-response'> | null = null;
    try {
      for await (const chunk of response.body) {
        chunks.push(chunk);
        bytes += chunk.byteLength;
        if (bytes > responseLimitBytes) {
          bodyError = { kind: 'no-response', reason: 'connection-lost', detail: 'the response is longer than 4 MiB' };
          break;
        }
      }
    } catch (error) {
      bodyError = noResponse(error);
    }
    const text = redactKey(decodeText(Buffer.concat(chunks)), options.redact, bodyError === null);
    return { kind: 'response', status: response.status, header: (name) => response.header(name), text, bodyError };
  } catch (error) {
    return { kind: 'no-response', error: noResponse(error) };
  } finally {
    cancelTimer();
    options.signal.removeEventListener('abort', onAbort);
  }
}

/** Assumes the worst for any other transport error: something may have been sent. */
function asFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  return new HttpFailure('after', 'connection-lost', error instanceof Error ? error.message : String(error));
}
