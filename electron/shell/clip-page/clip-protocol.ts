// Handles every request of the clip page: its own files, and its jobs. The page has no preload, no IPC and no other access. The scheme is
// handled in the page's own session only, so no other window can reach it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClipFailure, parseFailure, type Work } from './clip-messages.ts';
import type { ClipQueue, WorkItem } from './clip-queue.ts';

/** The URL scheme of the hidden page; registered only in the page's own session. */
export const clipSchemeName = 'studio-work';
/** The address that the hidden page is loaded from. */
export const clipPageUrl = `${clipSchemeName}://clip/clip.html`;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The page's only Trusted Types policy, for the address of its JPEG worker.
  'trusted-types jpeg-worker',
].join('; ');

const contentTypes: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
/** The page and its scripts, all in one folder; no other file is served. */
const pageFilePattern = /^\/(clip\.html|assets\/[\w-][\w.-]*\.js)$/;
const jobPathPattern = /^\/jobs\/([\w-]{36})\/(abandoned|source|done|failed|parts\/(?:clip|poster|filmstrip|picture))$/;

const maxSourceBytes = 64 * 1024 * 1024;
const maxPartBytes: Readonly<Record<Work['kind'], number>> = {
  clip: 1024 * 1024 * 1024,
  poster: 8 * 1024 * 1024,
  image: 0,
  picture: 256 * 1024 * 1024,
};
const maxJsonBytes = 16 * 1024;

function emptyResponse(status: number): Response {
  return new Response(null, { status });
}

async function servePageFile(folder: string, path: string): Promise<Response> {
  if (!pageFilePattern.test(path)) return emptyResponse(404);
  const bytes = await readFile(join(folder, path)).catch(() => null);
  if (!bytes) return emptyResponse(404);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': contentTypes[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}

async function serveSourceRange(item: WorkItem, header: string | null): Promise<Response> {
  const range = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header ?? '');
  if (!item.source || !range) return emptyResponse(416);
  const start = Number(range[1]);
  const end = Number(range[2]) + 1;
  if (start >= end || end > item.source.size || end - start > maxSourceBytes) return emptyResponse(416);
  const bytes = await item.source.read(start, end);
  return new Response(bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes, {
    status: 206,
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(end - start), 'cache-control': 'no-store' },
  });
}

/** Reads a body up to a limit, so that a faulty page cannot fill this process's memory. */
async function readBody(request: Request, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

async function readJsonBody(request: Request): Promise<unknown> {
  const bytes = await readBody(request, maxJsonBytes);
  try {
    return bytes ? JSON.parse(Buffer.from(bytes).toString('utf8')) : null;
  } catch {
    return null;
  }
}

function waitUntilOver(item: WorkItem): Promise<Response> {
  const respond = () => emptyResponse(item.isAbandoned ? 200 : 204);
  if (item.endSignal.aborted) return Promise.resolve(respond());
  return new Promise((resolve) => item.endSignal.addEventListener('abort', () => resolve(respond()), { once: true }));
}

async function serveNextJob(queue: ClipQueue): Promise<Response> {
  const item = await queue.next();
  return item ? Response.json({ id: item.id, ...item.work }, { headers: { 'cache-control': 'no-store' } }) : emptyResponse(410);
}

async function receiveResult(queue: ClipQueue, item: WorkItem, action: string, request: Request): Promise<Response> {
  if (action === 'done') queue.finish(item.id, await readJsonBody(request));
  else if (action === 'failed') queue.fail(item.id, parseFailure(await readJsonBody(request)));
  else {
    const bytes = await readBody(request, maxPartBytes[item.work.kind]);
    if (!bytes) {
      // The normalized copy of a huge picture can be this large; with any other job the page is faulty.
      const reason = item.work.kind === 'picture' ? 'too-much' : 'internal';
      queue.fail(item.id, new ClipFailure(reason, 'the clip page sent more than a result can be'));
      return emptyResponse(413);
    }
    queue.addPart(item.id, action.slice('parts/'.length), bytes);
  }
  return emptyResponse(204);
}

/**
 * Creates the request handler of the page's session. `pageFolder` is the built renderer. GET `/jobs/next` waits for the next job of the
 * queue; the requests below `/jobs/<id>/` read its source and deliver its parts, result or failure.
 */
export function createClipProtocol(queue: ClipQueue, pageFolder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'clip') return emptyResponse(404);
    if (request.method === 'GET' && url.pathname === '/jobs/next') return serveNextJob(queue);
    const [, id, action] = jobPathPattern.exec(url.pathname) ?? [];
    if (id === undefined || action === undefined)
      return request.method === 'GET' ? servePageFile(pageFolder, url.pathname) : emptyResponse(405);
    const item = queue.running(id);
    // A job that has ended is treated like an unknown one.
    if (!item) return emptyResponse(410);
    if (request.method === 'POST') return receiveResult(queue, item, action, request);
    if (action === 'abandoned') return waitUntilOver(item);
    if (action === 'source') return serveSourceRange(item, request.headers.get('range')).catch(() => emptyResponse(500));
    return emptyResponse(405);
  };
}
