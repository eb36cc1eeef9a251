// Maps the failures of a download to errors, and recognises content that is not a video.
import type { AppError } from '../../../../shared/errors.ts';
import type { HttpFailure, HttpResponse } from '../../../core/ports.ts';
import { decodeText } from '../../evolink/json-fields.ts';
import type { GuardedResponse } from '../../http/guarded-get.ts';
import type { StallTimeout } from '../../http/stall-timeout.ts';

/** Maximum number of bytes of an error response that are read for its message. */
const errorBodyBytes = 16 * 1024;

/** The error of a download whose link the address policy refused. */
export function refusalError({ reason, host }: Extract<GuardedResponse, { kind: 'refused' }>): AppError {
  switch (reason) {
    case 'unique-local':
      return { kind: 'host-needs-permission', host };
    case 'private':
    case 'too-many-redirects':
      return { kind: 'link-blocked', reason };
    case 'malformed':
    case 'not-http':
    case 'not-https':
      return { kind: 'link-blocked', reason: 'not-https' };
  }
}

/** The error of a transfer that failed: the transfer stalled, its connection was lost, or no connection was made. */
export function interruptedError(error: HttpFailure, stallTimeout: StallTimeout): AppError {
  if (stallTimeout.hasStalled()) return { kind: 'no-response', reason: 'timed-out', detail: 'the transfer stood still' };
  const reasonBefore = error.reason === 'proxy-sign-in' ? 'proxy-sign-in' : 'connection-failed';
  const reason = error.stage === 'before' ? reasonBefore : 'connection-lost';
  return { kind: 'no-response', reason, detail: error.message.slice(0, 500) };
}

/** Reads the beginning of an error response as text; empty if it is binary. */
export async function readErrorBody(response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= errorBodyBytes) break;
  }
  const text = decodeText(Buffer.concat(chunks));
  // A fragment of a video is not an error message.
  return text.includes('\0') ? '' : text;
}

/**
 * True for a page, JSON or plain text that a server sends instead of a file. Judges the first 64 bytes: they begin with `<`, `{` or `[`, or are valid
 * UTF-8 without control characters other than tab and line breaks.
 */
export function looksLikeText(head: Uint8Array): boolean {
  const beginning = head.subarray(0, 64);
  if (/^\s*[<{[]/.test(Buffer.from(beginning).toString('latin1'))) return true;
  if (beginning.some((byte) => (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)) || byte === 0x7f)) return false;
  try {
    // `stream`, because the last character may be cut off.
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Describes in a few words the content that the server sent instead of a video, e.g. `a web page`. */
export function describeHead(head: Uint8Array, contentType: string | null): string {
  if (head.byteLength === 0) return 'empty';
  const type = contentType?.split(';')[0]?.trim() ?? '';
  if (/^\s*<(!doctype|html|\?xml)/i.test(Buffer.from(head).toString('latin1', 0, 64)) || type === 'text/html') return 'a web page';
  return type === '' ? 'unknown data' : type.slice(0, 100);
}
