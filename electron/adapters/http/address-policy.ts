// Which addresses of others the studio talks to: result links and references by URL. A link comes from outside (the service, a page,
// a person's clipboard), so it must never be able to make the studio knock at the computer's own network.
import { hostKind, isLiteralHost, nameKind } from '../../../shared/network/host-kind.ts';
import type { NetworkReach } from '../../core/ports.ts';

/** Why an address is not asked. `unique-local`: its name leads where only the person can say whether that is a proxy or their own network. */
export type AddressRefusal = 'malformed' | 'not-http' | 'not-https' | 'private' | 'unique-local';

/**
 * What an address is for. A `result` link is https alone. A `reference` may be plain http, which the contract's URL upload takes too, and
 * carries no credentials, which would end up in the service's hands.
 */
export type AddressUse = 'result' | 'reference';

/** Why an address is not asked by what stands in it, before its name is looked up; null when nothing is against it. */
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

/** The same address over https; null where it is no plain http address. A port that is http's own is left out. */
export function upgradeToHttps(text: string): string | null {
  const url = parse(text);
  if (url === null || url.protocol !== 'http:') return null;
  url.protocol = 'https:';
  return url.href;
}

/** Finds out where a name leads; injected, so that tests need no DNS. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * Why an address is not asked, by what stands in it and by where its name leads; null when it may be. A name that does not resolve here says
 * nothing: behind a proxy only the proxy can resolve it.
 */
export async function resolveRefusal(text: string, use: AddressUse, lookup: Lookup, reach: NetworkReach): Promise<AddressRefusal | null> {
  const written = urlRefusal(text, use, reach.allowsLoopback);
  if (written !== null) return written;
  const { hostname } = new URL(text);
  if (isLiteralHost(hostname) || hostKind(hostname) === 'loopback') return null;
  let addresses: readonly string[];
  try {
    addresses = await lookup(hostname);
  } catch {
    return null;
  }
  const kind = nameKind(addresses, reach.allowsLoopback);
  if (kind === 'public') return null;
  return kind === 'unique-local' && reach.allowsHost?.(hostname) === true ? null : kind;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
