// For `npm run dev` only: fetches the window's pages from Vite on loopback. The window keeps its own scheme and policy. The policy differs
// from the product's by a nonce for the tags that Vite writes into the page, and by one loopback socket for hot reload.
import { randomBytes } from 'node:crypto';
import { net } from 'electron';
import { contentPolicy } from '../security/content-security-policy.ts';
import { pageHeaders } from './page-files.ts';
import { isOwnPage } from './schemes.ts';

/** The placeholder that `electron.vite.config.ts` makes Vite write; replaced by a fresh nonce for each page. */
const noncePlaceholder = 'studio-development-nonce';

/** Returns a handler that works like `servePage` and fetches each page from Vite at `server`, e.g. `http://127.0.0.1:5273`. */
export function developmentPages(server: string): (request: Request) => Promise<Response> {
  const socket = `ws://${new URL(server).host}`;
  return async (request) => {
    if (!isOwnPage(request.url) || request.method !== 'GET') return new Response(null, { status: 404 });
    const requestedUrl = new URL(request.url);
    // Vite uses this header to decide whether a style sheet is linked (and needs CSS) or imported by a script (and needs a script).
    const accept = request.headers.get('accept') ?? '*/*';
    const response = await net.fetch(new URL(requestedUrl.pathname + requestedUrl.search, server).href, {
      bypassCustomProtocolHandlers: true,
      headers: { accept },
    });
    const type = response.headers.get('content-type') ?? 'application/octet-stream';
    const headers = pageHeaders(type);
    if (!type.startsWith('text/html')) return new Response(response.body, { status: response.status, headers });
    const nonce = randomBytes(16).toString('base64url');
    const page = (await response.text()).replaceAll(noncePlaceholder, nonce);
    return new Response(page, {
      status: response.status,
      headers: { ...headers, 'content-security-policy': contentPolicy({ nonce, socket }) },
    });
  };
}
