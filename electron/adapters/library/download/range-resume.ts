// Decides whether a download may resume where it stopped. It may resume only if the file on the server certainly has the same content (RFC
// 9110, §§ 13.1.5 and 14).
import type { HttpResponse } from '../../../core/ports.ts';
import type { PartialFileNote } from './partial-file.ts';

/** The bytes of a response, as its headers describe them. */
export interface ResponseRange {
  /** `etag` and `lastModified` are the validators of the content; null without the header. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** The size of the whole file; null if the response does not say. */
  readonly totalBytes: number | null;
  /** The byte where a partial response begins; 0 for a complete response, null if the response does not say. */
  readonly start: number | null;
}

/** Reads the headers of a response with status 200, 206 or another success (RFC 9110 § 14.4). */
export function parseByteRange(response: Pick<HttpResponse, 'status' | 'header'>): ResponseRange {
  const etag = response.header('etag');
  const lastModified = response.header('last-modified');
  if (response.status !== 206) return { etag, lastModified, totalBytes: fileLength(response), start: 0 };
  const match = /^bytes\s+(\d+)-(\d+)\/(\d+|\*)$/.exec(response.header('content-range')?.trim() ?? '');
  if (match === null) return { etag, lastModified, totalBytes: null, start: null };
  const total = match[3] === '*' ? null : Number(match[3]);
  return { etag, lastModified, totalBytes: total, start: Number(match[1]) };
}

/**
 * True for a response that contains the whole file. Besides 200, some hosts and proxies respond to a plain GET with 203 (a transformed 200, RFC 9110
 * § 15.3.4) or with a 206 whose range is the whole file (`bytes 0-9/10`).
 */
export function isCompleteResponse({ status, header }: Pick<HttpResponse, 'status' | 'header'>): boolean {
  if (status !== 206) return status === 200 || status === 203;
  const match = /^bytes\s+0-(\d+)\/(\d+)$/.exec(header('content-range')?.trim() ?? '');
  return match !== null && Number(match[1]) + 1 === Number(match[2]);
}

/**
 * Returns the headers that request the bytes after the first `receivedBytes`; null if the partial file cannot be resumed from this link.
 */
export function rangeRequest(note: PartialFileNote | null, url: string, receivedBytes: number): Readonly<Record<string, string>> | null {
  if (note === null) return null;
  const validator = isStrong(note.etag) ? note.etag : note.url === url ? note.lastModified : null;
  return validator === null ? null : { range: `bytes=${receivedBytes}-`, 'if-range': validator };
}

/**
 * True if the bytes of the response continue the partial file. A new link for the same result has another URL, so both length and ETag must
 * be equal. With the same link, one of them may be missing, because the server has accepted our `If-Range`.
 */
export function isSameContent(note: PartialFileNote | null, url: string, receivedBytes: number, range: ResponseRange): boolean {
  if (note === null || range.start !== receivedBytes) return false;
  if (note.url !== url)
    return range.totalBytes !== null && range.totalBytes === note.totalBytes && range.etag === note.etag && isStrong(note.etag);
  if (range.etag !== null && note.etag !== null && range.etag !== note.etag) return false;
  return note.totalBytes === null || range.totalBytes === null || range.totalBytes === note.totalBytes;
}

function isStrong(etag: string | null): etag is string {
  return etag !== null && /^"[^"]*"$/.test(etag);
}

/**
 * Returns the length of the file; null if unknown. Content-Length counts the transferred bytes, which differ from the file's if it is
 * compressed.
 */
function fileLength(response: Pick<HttpResponse, 'header'>): number | null {
  const encoding = response.header('content-encoding');
  const length = response.header('content-length');
  if (length === null || !/^\d+$/.test(length) || (encoding !== null && encoding !== 'identity')) return null;
  return Number(length);
}
