// The policy for a profile's base URLs: https anywhere, plain http only to this computer, because a key must not cross a network unencrypted. The core
// checks what the user enters, the adapters check what they call.
import { hostKind } from './host-kind.ts';

interface Url {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** The part of the global `URL` used here. Declared because shared/ is compiled without the libraries of Node and of the browser. */
// biome-ignore lint/style/useNamingConvention: the name of the global
declare const URL: { new (text: string): Url; canParse(text: string): boolean };

/** Replaces `URL.parse`, which some supported runtimes lack. */
const parseUrl = (text: string): Url | null => (URL.canParse(text) ? new URL(text) : null);

/** Returns the normalized URL without trailing slashes, for storing, comparing and calling; null when it cannot be a base URL. */
function normalizedBaseUrl(text: string): string | null {
  const url = parseUrl(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostKind(url.hostname) === 'loopback')) return null;
  // Does not use `href`, which keeps a "?" or "#" with nothing after it.
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * The paths of a host's documented calls. Users paste them too: documentation shows whole URLs, and other clients need `/v1` in the base
 * URL.
 */
const callPaths = {
  api: /\/v1(?:\/(?:videos\/generations|tasks|credits|models))?$/,
  files: /\/api\/v1(?:\/files(?:\/(?:upload(?:\/(?:base64|stream|url))?|list|quota))?)?$/,
} as const;

/** Returns the base URL in a text that the user typed or pasted, without quotes and without the path of a call; null when there is none. */
export function baseUrlOf(text: string, host: keyof typeof callPaths = 'api'): string | null {
  const unquoted = text.trim().replace(/^(["'`])(.*)\1$/, '$2');
  return normalizedBaseUrl(unquoted)?.replace(callPaths[host], '').replace(/\/+$/, '') ?? null;
}

/** Returns the base URL if the account may call it, otherwise null. Plain http is only for accounts that allow loopback. */
export function callableBaseUrl(text: string, allowsLoopback: boolean): string | null {
  const base = normalizedBaseUrl(text);
  if (base === null) return null;
  return allowsLoopback || base.startsWith('https:') ? base : null;
}

/** True when a profile with this base URL sends its requests to this computer. */
export function isLocal(baseUrl: string): boolean {
  const url = parseUrl(baseUrl);
  return url !== null && hostKind(url.hostname) === 'loopback';
}
