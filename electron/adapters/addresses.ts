// Which addresses the studio talks to, as pure functions: base URLs of profiles, result links, references by URL. A link comes from
// outside (the service, a page, a person's clipboard), so it must never be able to make the studio knock at the computer's own network.
import { isIPv4, isIPv6 } from 'node:net';

export type HostKind = 'public' | 'loopback' | 'private';

/** Names that never belong to a public host (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved `.internal`). */
const PRIVATE_SUFFIXES = ['.local', '.internal', '.lan', '.home.arpa', '.intranet', '.corp', '.home'];

/** [network, prefix length, kind]: IANA's special-purpose registry for IPv4, as far as it is not globally reachable. */
const IPV4_RANGES: readonly (readonly [string, number, HostKind])[] = [
  ['127.0.0.0', 8, 'loopback'],
  ['0.0.0.0', 8, 'private'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['169.254.0.0', 16, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'private'],
  ['192.0.2.0', 24, 'private'],
  ['192.88.99.0', 24, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'private'],
  ['198.51.100.0', 24, 'private'],
  ['203.0.113.0', 24, 'private'],
  ['224.0.0.0', 4, 'private'],
  ['240.0.0.0', 4, 'private'],
];

/** The kind of a host as it stands in a URL: a name, an IPv4 address in any spelling, or an IPv6 address with or without brackets. */
export function hostKind(host: string): HostKind {
  const name = host.toLowerCase().replace(/\.+$/, '');
  const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  if (bare.includes(':')) return ipv6Kind(bare);
  const ipv4 = ipv4Number(bare);
  if (ipv4 !== null) return ipv4Kind(ipv4);
  if (bare === 'localhost' || bare.endsWith('.localhost')) return 'loopback';
  // A single label can only be a name of the local network.
  if (!bare.includes('.')) return 'private';
  return PRIVATE_SUFFIXES.some((suffix) => bare.endsWith(suffix)) ? 'private' : 'public';
}

/**
 * The kind of an address that a name resolved to. 198.18.0.0/15 counts as public here: proxies in "fake IP" mode answer with such addresses
 * for every public name, and refusing them would refuse the whole world.
 */
export function resolvedKind(address: string): HostKind {
  const ipv4 = isIPv4(address) ? ipv4Number(address) : null;
  if (ipv4 !== null && isWithin(ipv4, '198.18.0.0', 15)) return 'public';
  return hostKind(address);
}

/** A profile's base URL without trailing slashes, or null: https anywhere, http on loopback only; no credentials, query or fragment. */
export function normalBaseUrl(text: string): string | null {
  const url = parse(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostKind(url.hostname) === 'loopback')) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The base URL an account may really call: loopback only for an account that allows it. */
export function callableBaseUrl(text: string, allowsLoopback: boolean): string | null {
  const base = normalBaseUrl(text);
  if (base === null) return null;
  return allowsLoopback || new URL(base).protocol === 'https:' ? base : null;
}

/** Why a result link is not fetched; null when it may be. Used for the link itself and for every redirect target. */
export function downloadLinkRefusal(text: string, allowsLoopback: boolean): 'not-https' | 'private' | null {
  const url = parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'not-https';
  const kind = hostKind(url.hostname);
  if (kind === 'loopback' && allowsLoopback) return null;
  if (kind !== 'public') return 'private';
  return url.protocol === 'https:' ? null : 'not-https';
}

/** Why a reference's address is not fetched; null when it may be. Plain http is allowed: the contract's URL upload takes it too. */
export function referenceAddressRefusal(text: string, allowsLoopback: boolean): 'malformed' | 'not-http' | 'private' | null {
  const url = parse(text);
  if (url === null) return 'malformed';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http';
  if (url.username !== '' || url.password !== '') return 'malformed';
  const kind = hostKind(url.hostname);
  return kind === 'public' || (kind === 'loopback' && allowsLoopback) ? null : 'private';
}

/** Finds out where a name leads; injected, so that tests need no DNS. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/**
 * True when a name resolves to an address of the own network. A name that does not resolve here says nothing: behind a proxy only the proxy
 * can resolve it. Literal addresses are judged by `hostKind` and not looked up.
 */
export async function leadsInside(text: string, lookup: Lookup, allowsLoopback: boolean): Promise<boolean> {
  const url = parse(text);
  if (url === null) return true;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIPv4(host) || isIPv6(host) || hostKind(host) === 'loopback') return false;
  try {
    const addresses = await lookup(host);
    return addresses.some((address) => {
      const kind = resolvedKind(address);
      return kind === 'private' || (kind === 'loopback' && !allowsLoopback);
    });
  } catch {
    return false;
  }
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** inet_aton's reading: one to four parts, each decimal, octal (0…) or hexadecimal (0x…); null when it is no such number. */
function ipv4Number(text: string): number | null {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => !/^(0x[0-9a-f]*|[0-9]+)$/.test(part))) return null;
  const numbers = parts.map((part) => {
    if (part.startsWith('0x')) return part.length === 2 ? 0 : Number.parseInt(part.slice(2), 16);
    return part.length > 1 && part.startsWith('0') ? Number.parseInt(part, 8) : Number.parseInt(part, 10);
  });
  const last = numbers.at(-1) ?? Number.NaN;
  if (numbers.some(Number.isNaN) || last >= 256 ** (5 - numbers.length)) return null;
  let value = last;
  for (const [index, number] of numbers.slice(0, -1).entries()) {
    if (number > 255) return null;
    value += number * 256 ** (3 - index);
  }
  return value;
}

function ipv4Kind(value: number): HostKind {
  return IPV4_RANGES.find(([network, prefix]) => isWithin(value, network, prefix))?.[2] ?? 'public';
}

function isWithin(value: number, network: string, prefix: number): boolean {
  const step = 2 ** (32 - prefix);
  return Math.floor(value / step) === Math.floor((ipv4Number(network) ?? 0) / step);
}

function ipv6Kind(text: string): HostKind {
  const groups = ipv6Groups(text);
  if (groups === null) return 'private';
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const high = [a, b, c, d, e].every((group) => group === 0);
  if (high && f === 0 && g === 0 && h === 1) return 'loopback';
  // IPv4 inside: mapped (::ffff:0:0/96), compatible (::/96), NAT64 (64:ff9b::/96), 6to4 (2002::/16).
  if (high && (f === 0xffff || f === 0)) return ipv4Kind(g * 65_536 + h);
  if (a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0) return ipv4Kind(g * 65_536 + h);
  if (a === 0x2002) return ipv4Kind(b * 65_536 + c);
  // Everything else outside 2000::/3 is link-local, unique local, multicast or unassigned; Teredo and documentation lie inside it.
  if (a < 0x2000 || a > 0x3fff) return 'private';
  return (a === 0x2001 && (b === 0 || b === 0xdb8)) || a === 0x3ffe ? 'private' : 'public';
}

function ipv6Groups(text: string): number[] | null {
  const address = text.replace(/%.*$/, '');
  if (!isIPv6(address)) return null;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  let plain = address;
  if (dotted !== null) {
    const value = ipv4Number(dotted[2] ?? '') ?? 0;
    plain = `${dotted[1]}${Math.floor(value / 65_536).toString(16)}:${(value % 65_536).toString(16)}`;
  }
  const [left = '', right] = plain.split('::');
  const toGroups = (side: string) => (side === '' ? [] : side.split(':').map((group) => Number.parseInt(group, 16)));
  if (right === undefined) return toGroups(left);
  const head = toGroups(left);
  const tail = toGroups(right);
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
