// What a handler answers, as a value: the server sends it, perhaps damaged by a fault first.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'bytes'; readonly contentType: string; readonly length: number; readonly open: () => AsyncIterable<Uint8Array> };

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The groups of the route's pattern. */
  readonly params: readonly string[];
  readonly stream: IncomingMessage;
}

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** The name faults use. */
  readonly endpoint: string;
  /** Runs as the request arrives, before any fault: answers at once, or gives what to do when the request is over. */
  readonly enter?: (incoming: Incoming) => Reply | (() => void) | null;
  readonly handle: (incoming: Incoming) => Reply | Promise<Reply>;
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { kind: 'text', contentType: 'application/json; charset=utf-8', text: JSON.stringify(value) } };
}

export function text(status: number, contentType: string, value: string): Reply {
  return { status, headers: {}, body: { kind: 'text', contentType, text: value } };
}

/** The request's body as JSON, up to `limit` bytes; `'too-large'` and `'not-json'` otherwise. Only objects count as JSON here. */
export async function readJson(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Readonly<Record<string, unknown>> | 'too-large' | 'not-json'> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > limit) return 'too-large';
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : 'not-json';
  } catch {
    return 'not-json';
  }
}
