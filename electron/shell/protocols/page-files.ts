// Serves the built pages through `studio-app://app/…`: a fixed folder, no directory listing, no file outside it.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentPolicy } from '../security/content-security-policy.ts';
import { isOwnPage } from './schemes.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** Returns the file inside `folder` for an address; null for an address outside the studio's pages. */
export function pageFile(folder: string, address: string): string | null {
  if (!isOwnPage(address)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const file = normalize(join(folder, name === '/' ? 'index.html' : name));
  return file.startsWith(folder + sep) && extname(file) in contentTypes ? file : null;
}

/** Answers one request for a page or an asset of it. */
export async function servePage(folder: string, request: Request): Promise<Response> {
  const file = pageFile(folder, request.url);
  if (file === null || request.method !== 'GET') return new Response(null, { status: 404 });
  try {
    const body = await readFile(file);
    return new Response(new Uint8Array(body), { headers: pageHeaders(contentTypes[extname(file)] ?? 'application/octet-stream') });
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** The headers of every page and asset. */
export function pageHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentPolicy(null),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}

/** Returns the same response and calls `onConsumed` when its body was read to the end: blocking this process after that does not delay the page. */
export function onBodyConsumed(response: Response, onConsumed: () => void): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) {
    onConsumed();
    return response;
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          onConsumed(); // the body has ended
          throw error;
        });
        if (!done) {
          controller.enqueue(value);
          return;
        }
        controller.close();
        onConsumed();
      },
      cancel: onConsumed,
    },
    // Nothing is read ahead: the next read shows that the previous chunk was taken.
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
