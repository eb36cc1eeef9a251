// The reply of a handler as a value: the server sends it, perhaps damaged by a fault.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { collectBytes } from '../collect-bytes.ts';

type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'bytes'; readonly contentType: string; readonly length: number; readonly open: () => AsyncIterable<Uint8Array> };

/** A reply before it is sent. The server adds `Content-Type`, the length and the request id. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** A request as handlers get it. */
export interface IncomingRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The groups of the route's pattern. */
  readonly params: readonly string[];
  /** The body, not read yet. */
  readonly stream: IncomingMessage;
}

/** Which requests a handler serves. */
export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** The name by which fault rules match. */
  readonly endpoint: string;
  /** Runs when the request arrives, before any fault. Returns a reply to send at once, or a function to call when the request is over. */
  readonly enter?: (incoming: IncomingRequest) => Reply | (() => void) | null;
  readonly handle: (incoming: IncomingRequest) => Reply | Promise<Reply>;
}

/** Creates a reply with a JSON body. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { kind: 'text', contentType: 'application/json; charset=utf-8', text: JSON.stringify(value) } };
}

/** Creates a reply with a text body of any content type. */
export function text(status: number, contentType: string, value: string): Reply {
  return { status, headers: {}, body: { kind: 'text', contentType, text: value } };
}

/** Reads the body as a JSON object of up to `limit` bytes; otherwise returns `'too-large'` or `'not-json'`. */
export async function readJson(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Readonly<Record<string, unknown>> | 'too-large' | 'not-json'> {
  const bytes = await collectBytes(stream, limit);
  if (bytes === 'too-large') return bytes;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : 'not-json';
  } catch {
    return 'not-json';
  }
}
