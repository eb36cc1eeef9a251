// Serves a stored file as an object store does: validators, conditional requests, one byte range (RFC 9110 §§ 8.8, 13, 14).
import type { BlobStore } from '../tables/blob-store.ts';
import type { IncomingRequest, Reply } from './http-reply.ts';

/** A served file, with the values of its validators. */
export interface StoredFile {
  /** Its name in the blob store. */
  readonly blob: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Sent as `Last-Modified`, in whole seconds. */
  readonly modifiedMs: number;
  readonly contentType: string;
}

type Range = { readonly start: number; readonly end: number } | 'whole' | 'unsatisfiable';

/** Parses `Range`. Ignores a malformed header and a header with several ranges, because the whole file is a correct reply to both. */
function readRange(header: string | undefined, bytes: number): Range {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'whole';
  const [, first = '', last = ''] = match;
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - suffix), end: bytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= bytes) return 'unsatisfiable';
  return { start, end: last === '' ? bytes : Math.min(bytes, Number(last) + 1) };
}

function matches(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((item) => item.trim().replace(/^W\//, '') === etag);
}

/** Returns the reply for GET and HEAD: 200, 206, 304, 412 or 416. `extra` headers are added to each. */
export function serveFile(
  blobs: BlobStore,
  file: StoredFile,
  incoming: IncomingRequest,
  extra: Readonly<Record<string, string>> = {},
): Reply {
  const etag = `"${file.sha256.slice(0, 32)}"`;
  const modified = new Date(Math.floor(file.modifiedMs / 1_000) * 1_000).toUTCString();
  const headers = { etag, 'last-modified': modified, 'accept-ranges': 'bytes', ...extra };
  const request = incoming.headers;

  if (request['if-match'] !== undefined && !matches(request['if-match'], etag)) return { status: 412, headers, body: { kind: 'none' } };
  const isUnchanged =
    request['if-none-match'] !== undefined
      ? matches(request['if-none-match'], etag)
      : request['if-modified-since'] !== undefined && Date.parse(request['if-modified-since']) >= Date.parse(modified);
  if (isUnchanged) return { status: 304, headers, body: { kind: 'none' } };

  // If-Range: only an equal strong tag, or exactly the same date, proves that the range belongs to the file that the client has.
  const condition = request['if-range'];
  const isRangeAllowed = incoming.method === 'GET' && (condition === undefined || condition === etag || condition === modified);
  const range = isRangeAllowed ? readRange(request.range, file.bytes) : 'whole';
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${file.bytes}` }, body: { kind: 'none' } };
  const { start, end } = range === 'whole' ? { start: 0, end: file.bytes } : range;
  return {
    status: range === 'whole' ? 200 : 206,
    headers: range === 'whole' ? headers : { ...headers, 'content-range': `bytes ${start}-${end - 1}/${file.bytes}` },
    body: { kind: 'bytes', contentType: file.contentType, length: end - start, open: () => blobs.read(file.blob, start, end) },
  };
}
