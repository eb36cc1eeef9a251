// The policy for addresses from outside: result links and references by URL. These come from the service, a page or the clipboard, so they
// must never make the studio send a request into the local network.
import { hostKind, isLiteralHost, nameKind } from '../../../shared/network/host-kind.ts';
import type { NetworkAccess } from '../../core/ports.ts';

/** Why an address is refused. `unique-local`: only the user can say whether its name resolves to a proxy or to their own network. */
export type AddressRefusal = 'malformed' | 'not-http' | 'not-https' | 'private' | 'unique-local';

/**
 * The use of an address. A `result` link must be https. A `reference` may be plain http, which the service's URL upload accepts too. It
 * must not contain credentials, because they would be passed on to the service.
 */
export type AddressUse = 'result' | 'reference';

/** Checks an address without resolving its name; returns null if it may be requested. */
export function urlRefusal(text: string, use: AddressUse, allowsLoopback: boolean): AddressRefusal | null {
  const url = parse(text);
  if (url === null) return 'malformed';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http';
  if (use === 'reference' && (url.username !== '' || url.password !== '')) return 'malformed';
  const kind = hostKind(url.hostname);
  if (kind === 'loopback' && allowsLoopback) return null;
  if (kind !== 'public') return 'private';
  return use === 'reference' || url.protocol === 'https:' ? null : 'not-https';
}

/** Returns the same address over https; null if it is not a plain http address. Drops the default port of http. */
export function upgradeToHttps(text: string): string | null {
  const url = parse(text);
  if (url === null || url.protocol !== 'http:') return null;
  url.protocol = 'https:';
  return url.href;
}

/** Resolves a name to its addresses; injected, so that tests need no DNS. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * Checks an address and the addresses that its name resolves to; returns null if it may be requested. A name that does not resolve here is
 * accepted: behind a proxy only the proxy can resolve it.
 */
export async function resolveRefusal(text: string, use: AddressUse, lookup: Lookup, access: NetworkAccess): Promise<AddressRefusal | null> {
  const urlReason = urlRefusal(text, use, access.allowsLoopback);
  if (urlReason !== null) return urlReason;
  const { hostname } = new URL(text);
  if (isLiteralHost(hostname) || hostKind(hostname) === 'loopback') return null;
  let addresses: readonly string[];
  try {
    addresses = await lookup(hostname);
  } catch {
    return null;
  }
  const kind = nameKind(addresses, access.allowsLoopback);
  if (kind === 'public') return null;
  return kind === 'unique-local' && access.allowsHost?.(hostname) === true ? null : kind;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
