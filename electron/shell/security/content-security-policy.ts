// The Content-Security-Policy of the window's pages, sent as a response header with every one of them.

/** Additions for `npm run dev`: a nonce for Vite's inline tags, and one loopback socket for hot reload. */
export interface DevelopmentAdditions {
  readonly nonce: string;
  readonly socket: string;
}

/** The policy as one header value. Without `development` it holds no `unsafe-*`, no nonce and no host. */
export function contentPolicy(development: DevelopmentAdditions | null): string {
  const nonce = development === null ? '' : ` 'nonce-${development.nonce}'`;
  const socket = development === null ? '' : ` ${development.socket}`;
  return [
    "default-src 'none'",
    `script-src 'self'${nonce}`,
    `style-src 'self'${nonce}`,
    "img-src 'self' studio-media: blob:",
    'media-src studio-media: blob:',
    "font-src 'self'",
    `connect-src 'self' studio-media:${socket}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
