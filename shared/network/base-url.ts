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

/** The used part of `URL`, which main and the window both have; shared/ is compiled against the libraries of neither. */
declare const URL: { new (text: string): Url; canParse(text: string): boolean };

/** `URL.parse` is missing in some runtimes that the studio starts on. */
const parsed = (text: string): Url | null => (URL.canParse(text) ? new URL(text) : null);

/** Returns the normalized address, without trailing slashes, for storing, comparing and calling; null where it cannot be a base URL. */
function plainBaseUrl(text: string): string | null {
  const url = parsed(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostKind(url.hostname) === 'loopback')) return null;
  // Not `href`, which keeps a "?" or "#" with nothing after it.
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The paths of a host's documented calls. Documentation shows whole addresses, and other clients need `/v1` in them. */
const calls = {
  api: /\/v1(?:\/(?:videos\/generations|tasks|credits|models))?$/,
  files: /\/api\/v1(?:\/files(?:\/(?:upload(?:\/(?:base64|stream|url))?|list|quota))?)?$/,
} as const;

/** Returns the base URL in a text that the user typed or pasted: without quotes and without the path of a call; null where there is none. */
export function baseUrlOf(text: string, host: keyof typeof calls = 'api'): string | null {
  const unquoted = text.trim().replace(/^(["'`])(.*)\1$/, '$2');
  return plainBaseUrl(unquoted)?.replace(calls[host], '').replace(/\/+$/, '') ?? null;
}

/** Returns the base URL that an account may call: plain http only for an account that allows loopback. null where it may not be called. */
export function callableBaseUrl(text: string, allowsLoopback: boolean): string | null {
  const base = plainBaseUrl(text);
  if (base === null) return null;
  return allowsLoopback || base.startsWith('https:') ? base : null;
}

/** True when a profile with this base URL talks to this computer. */
export function isLocal(baseUrl: string): boolean {
  const url = parsed(baseUrl);
  return url !== null && hostKind(url.hostname) === 'loopback';
}
