// A file host that supports Range and ETag. It can fail in every way that a download must survive, and counts the bytes that it sends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../../support/listen-on-loopback.ts';

export interface FileServer {
  readonly origin: string;
  /** The path of each request, and the two headers that matter. */
  readonly requests: { readonly path: string; readonly range: string | undefined; readonly ifRange: string | undefined }[];
  bytesSent(): number;
  close(): Promise<void>;
}

export interface FileBehaviour {
  readonly bytes: Buffer;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Cuts the connection after this many bytes of the response body. */
  readonly cutAfterBytes?: number;
  /** Stops sending after this many bytes and keeps the connection open. */
  readonly stallAfterBytes?: number;
  /** Whether the body is sent in chunks, without Content-Length. */
  readonly isChunked?: boolean;
  /** The Content-Length to announce, if it differs from the real length. */
  readonly announcedBytes?: number;
  readonly contentType?: string;
  readonly ignoresRange?: boolean;
  /** Replaces the Content-Range of a 206 response. */
  readonly contentRange?: string;
  readonly status?: number;
  readonly location?: string;
  /** Sends this many bytes every few milliseconds. By default pieces follow each other at once. */
  readonly pieceBytes?: number;
  /** The size of the first piece, if it differs from the others. */
  readonly firstPieceBytes?: number;
  /** Ends the body early without an error, as servers without Content-Length do. */
  readonly endAfterBytes?: number;
}

/** Starts the server. `behave` returns the behaviour for each request. Its arguments are the path and the number of the request, from 0. */
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

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  behaviour: FileBehaviour,
  addSentBytes: (bytes: number) => void,
): void {
  response.on('error', () => undefined);
  const etag = behaviour.etag === undefined ? '"v1"' : behaviour.etag;
  if (etag !== null) response.setHeader('etag', etag);
  if (behaviour.lastModified !== undefined && behaviour.lastModified !== null) response.setHeader('last-modified', behaviour.lastModified);
  response.setHeader('content-type', behaviour.contentType ?? 'video/mp4');
  if (behaviour.location !== undefined) response.setHeader('location', behaviour.location);
  const start = rangeStart(request, behaviour, etag);
  let body = behaviour.bytes;
  let status = behaviour.status ?? 200;
  if (start !== null && behaviour.status === undefined) {
    if (start >= behaviour.bytes.byteLength) {
      response.writeHead(416, { 'content-range': `bytes */${behaviour.bytes.byteLength}` }).end();
      return;
    }
    status = 206;
    body = behaviour.bytes.subarray(start);
    response.setHeader(
      'content-range',
      behaviour.contentRange ?? `bytes ${start}-${behaviour.bytes.byteLength - 1}/${behaviour.bytes.byteLength}`,
    );
  }
  if (start === null && behaviour.status === 206) response.setHeader('content-range', behaviour.contentRange ?? 'bytes */*');
  if (behaviour.endAfterBytes !== undefined) body = body.subarray(0, behaviour.endAfterBytes);
  if (behaviour.isChunked !== true) response.setHeader('content-length', String(behaviour.announcedBytes ?? body.byteLength));
  response.writeHead(status);
  const limit = Math.min(behaviour.cutAfterBytes ?? behaviour.stallAfterBytes ?? body.byteLength, body.byteLength);
  const sendFrom = (at: number) => {
    if (response.destroyed) return;
    if (at < limit) {
      const pieceBytes = (at === 0 ? behaviour.firstPieceBytes : undefined) ?? behaviour.pieceBytes ?? 65_536;
      const piece = body.subarray(at, Math.min(limit, at + pieceBytes));
      addSentBytes(piece.byteLength);
      // Waits until this piece was handed over before sending the next one, so that a cut happens at the intended byte.
      response.write(piece, () =>
        behaviour.pieceBytes === undefined ? sendFrom(at + piece.byteLength) : setTimeout(sendFrom, 3, at + piece.byteLength),
      );
    } else if (behaviour.cutAfterBytes !== undefined || (behaviour.announcedBytes ?? 0) > body.byteLength)
      setTimeout(() => response.destroy(), 5);
    else if (behaviour.stallAfterBytes === undefined) response.end();
  };
  sendFrom(0);
}

function rangeStart(request: IncomingMessage, behaviour: FileBehaviour, etag: string | null): number | null {
  const match = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  if (match === null || behaviour.ignoresRange === true) return null;
  const condition = request.headers['if-range'];
  if (condition !== undefined && condition !== etag && condition !== behaviour.lastModified) return null;
  return Number(match[1]);
}
