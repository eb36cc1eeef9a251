// A file host with Range, ETag and every failed transfer that a download must survive. Counts the bytes it sends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../../support/listen-on-loopback.ts';

export interface FileServer {
  readonly origin: string;
  /** The requests: path and the two headers that matter. */
  readonly requests: { readonly path: string; readonly range: string | undefined; readonly ifRange: string | undefined }[];
  bytesSent(): number;
  close(): Promise<void>;
}

export interface FileBehaviour {
  readonly bytes: Buffer;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Cuts the connection after this many bytes of the response body. */
  readonly cutAfter?: number;
  /** Stalls after this many bytes. */
  readonly stallAfter?: number;
  /** No Content-Length: the body is sent in chunks. */
  readonly chunked?: boolean;
  /** A wrong Content-Length. */
  readonly announcedLength?: number;
  readonly contentType?: string;
  readonly ignoresRange?: boolean;
  /** Replaces Content-Range of a 206. */
  readonly contentRange?: string;
  readonly status?: number;
  readonly location?: string;
  /** Sends slowly: this many bytes every few milliseconds. */
  readonly pieceBytes?: number;
  /** Another size for the first piece. */
  readonly firstPieceBytes?: number;
  /** Ends the body early without an error, as servers without Content-Length do. */
  readonly endAfter?: number;
}

/** `behave` is called for every request with its number, from 0. */
export async function startFileServer(behave: (path: string, number: number) => FileBehaviour): Promise<FileServer> {
  const requests: FileServer['requests'] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, range: request.headers.range, ifRange: request.headers['if-range'] as string | undefined });
    respond(request, response, behave(path, requests.length - 1), (bytes) => {
      sent += bytes;
    });
  });
  const port = await listenOnLoopback(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    bytesSent: () => sent,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(request: IncomingMessage, response: ServerResponse, is: FileBehaviour, count: (bytes: number) => void): void {
  response.on('error', () => undefined);
  const etag = is.etag === undefined ? '"v1"' : is.etag;
  if (etag !== null) response.setHeader('etag', etag);
  if (is.lastModified !== undefined && is.lastModified !== null) response.setHeader('last-modified', is.lastModified);
  response.setHeader('content-type', is.contentType ?? 'video/mp4');
  if (is.location !== undefined) response.setHeader('location', is.location);
  const start = rangeStart(request, is, etag);
  let body = is.bytes;
  let status = is.status ?? 200;
  if (start !== null && is.status === undefined) {
    if (start >= is.bytes.byteLength) {
      response.writeHead(416, { 'content-range': `bytes */${is.bytes.byteLength}` }).end();
      return;
    }
    status = 206;
    body = is.bytes.subarray(start);
    response.setHeader('content-range', is.contentRange ?? `bytes ${start}-${is.bytes.byteLength - 1}/${is.bytes.byteLength}`);
  }
  if (start === null && is.status === 206) response.setHeader('content-range', is.contentRange ?? 'bytes */*');
  if (is.endAfter !== undefined) body = body.subarray(0, is.endAfter);
  if (is.chunked !== true) response.setHeader('content-length', String(is.announcedLength ?? body.byteLength));
  response.writeHead(status);
  const limit = Math.min(is.cutAfter ?? is.stallAfter ?? body.byteLength, body.byteLength);
  const send = (at: number) => {
    if (response.destroyed) return;
    if (at < limit) {
      const pieceBytes = (at === 0 ? is.firstPieceBytes : undefined) ?? is.pieceBytes ?? 65_536;
      const piece = body.subarray(at, Math.min(limit, at + pieceBytes));
      count(piece.byteLength);
      // The next piece is sent only after this one was handed over, so that a cut is where it was meant to be.
      response.write(piece, () => (is.pieceBytes === undefined ? send(at + piece.byteLength) : setTimeout(send, 3, at + piece.byteLength)));
    } else if (is.cutAfter !== undefined || (is.announcedLength ?? 0) > body.byteLength) setTimeout(() => response.destroy(), 5);
    else if (is.stallAfter === undefined) response.end();
  };
  send(0);
}

function rangeStart(request: IncomingMessage, is: FileBehaviour, etag: string | null): number | null {
  const match = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  if (match === null || is.ignoresRange === true) return null;
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== etag && condition !== is.lastModified) return null;
  return Number(match[1]);
}
