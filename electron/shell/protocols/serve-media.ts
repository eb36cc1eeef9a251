// Serves `studio-media://<kind>/<id>`: ids, never paths. The core finds the file of an id; this file serves its HTTP ranges.
// `net.fetch('file://…')` cannot be used: seeking in a video snaps back to its start.
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { rangeResponse } from '../../core/media/http-range.ts';
import { appHost, appScheme, mediaScheme, parsedAddress } from './schemes.ts';

type MediaKind = 'video' | 'poster' | 'filmstrip' | 'reference';
const kinds: readonly MediaKind[] = ['video', 'poster', 'filmstrip', 'reference'];

interface MediaFile {
  readonly absolutePath: string;
  readonly bytes: number;
  readonly mimeType: string;
}

/** Parses a media address; null if it is not of the form `studio-media://<kind>/<id>`. */
export function parseMediaUrl(address: string): { readonly kind: MediaKind; readonly id: number } | null {
  const url = parsedAddress(address);
  if (url === null || url.protocol !== `${mediaScheme}:`) return null;
  const kind = kinds.find((candidate) => candidate === url.host);
  const id = /^\/([1-9]\d{0,14})$/.exec(url.pathname)?.[1];
  return kind === undefined || id === undefined ? null : { kind, id: Number(id) };
}

/** Answers one media request, whole or in part. */
export async function serveMedia(locate: (kind: MediaKind, id: number) => Promise<MediaFile | null>, request: Request): Promise<Response> {
  const parsed = parseMediaUrl(request.url);
  if (parsed === null || (request.method !== 'GET' && request.method !== 'HEAD')) return new Response(null, { status: 404 });
  const file = await locate(parsed.kind, parsed.id);
  if (file === null) return new Response(null, { status: 404 });
  const { status, headers, start, end } = rangeResponse(request.headers.get('range'), file.bytes);
  const responseHeaders = {
    ...headers,
    'content-type': file.mimeType,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    // Only the studio's own page may draw a frame of its videos into a canvas.
    'access-control-allow-origin': `${appScheme}://${appHost}`,
  };
  if (status === 416 || request.method === 'HEAD' || end < start) return new Response(null, { status, headers: responseHeaders });
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file.absolutePath, 'r');
  } catch {
    return new Response(null, { status: 404 });
  }
  const stream = handle.createReadStream({ start, end, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers: responseHeaders });
}
