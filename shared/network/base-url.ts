// Where a profile's requests may go: https anywhere, plain http to this computer only. A key must not cross a network in the clear. The core asks this
// about what a person names, the adapters about what they call.
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

/** What is used of the URL that main and the window both have; shared/ is compiled against the libraries of neither. */
declare const URL: { new (text: string): Url; canParse(text: string): boolean };

/** (`URL.parse` is too young for every runtime the studio starts on.) */
const parsed = (text: string): Url | null => (URL.canParse(text) ? new URL(text) : null);

/** The address in the one spelling it is kept, compared and called in, without trailing slashes; null where it cannot be a base URL. */
function plainBaseUrl(text: string): string | null {
  const url = parsed(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostKind(url.hostname) === 'loopback')) return null;
  // Not `href`, which keeps a "?" or "#" with nothing behind it.
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Where a host's documented calls live. Documentation shows whole addresses, and other clients want them with `/v1`. */
const calls = {
  api: /\/v1(?:\/(?:videos\/generations|tasks|credits|models))?$/,
  files: /\/api\/v1(?:\/files(?:\/(?:upload(?:\/(?:base64|stream|url))?|list|quota))?)?$/,
} as const;

/** The base URL in what a person typed or pasted: without quotes and without the path of the service's own calls; null where there is none. */
export function baseUrlOf(text: string, host: keyof typeof calls = 'api'): string | null {
  const unquoted = text.trim().replace(/^(["'`])(.*)\1$/, '$2');
  return plainBaseUrl(unquoted)?.replace(calls[host], '').replace(/\/+$/, '') ?? null;
}

/** The base URL an account may really call: plain http only for an account that allows loopback. */
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
