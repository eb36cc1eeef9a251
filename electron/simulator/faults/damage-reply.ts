// Damages a reply: truncated, with a wrong length, replaced by an HTML page, or slow.

import type { Reply } from '../routes/http-reply.ts';
import type { FaultAction } from './faults.ts';

/** A fault of the reply; the request itself is handled as usual. */
export type Damage = Extract<FaultAction, { readonly kind: 'truncate' | 'wrong-length' | 'html' | 'throttle' }>;

interface DamagedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | null;
  /** The `Content-Length` that is sent, in bytes. */
  readonly claimedLength: number;
  /** The connection is cut after the chunks. */
  readonly cut: boolean;
  /** null: as fast as the connection allows. */
  readonly bytesPerSecond: number | null;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

const signInPage = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to this network</h1></body></html>';

async function* takeBytes(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let remainingBytes = limit;
  for await (const chunk of source) {
    if (remainingBytes <= 0) return;
    yield chunk.length > remainingBytes ? chunk.subarray(0, remainingBytes) : chunk;
    remainingBytes -= chunk.length;
  }
}

/** Splits chunks into small pieces, so that a slow connection moves evenly. */
async function* splitChunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  if (text.length > 0) yield Buffer.from(text);
}

/** Applies all damages to a reply. Nothing is sent yet: `chunks` opens the body. */
export function damageReply(reply: Reply, damages: readonly Damage[]): DamagedReply {
  const html = damages.find((item) => item.kind === 'html');
  const truncate = damages.find((item) => item.kind === 'truncate');
  const wrongLength = damages.find((item) => item.kind === 'wrong-length');
  const throttle = damages.find((item) => item.kind === 'throttle');

  const { body } = html ? { body: { kind: 'text', contentType: 'text/html; charset=utf-8', text: signInPage } as const } : reply;
  const length = body.kind === 'bytes' ? body.length : body.kind === 'text' ? Buffer.byteLength(body.text) : 0;
  const bytesPerSecond = throttle?.bytesPerSecond ?? null;
  return {
    status: html ? (html.status ?? 200) : reply.status,
    headers: html ? {} : reply.headers,
    contentType: body.kind === 'none' ? null : body.contentType,
    claimedLength: Math.max(0, length + (wrongLength?.delta ?? 0)),
    cut: truncate !== undefined || wrongLength !== undefined,
    bytesPerSecond,
    chunks: () => {
      const allBytes = body.kind === 'bytes' ? body.open() : bytesOf(body.kind === 'text' ? body.text : '');
      const sentBytes = truncate ? takeBytes(allBytes, truncate.bytes) : allBytes;
      return bytesPerSecond === null ? sentBytes : splitChunks(sentBytes, Math.max(1, Math.ceil(bytesPerSecond / 10)));
    },
  };
}
