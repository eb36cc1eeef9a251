// Decides whether a host may be contacted: by its name or literal address in a URL, and by the addresses that its name resolves to. Every guard against
// requests into the local network (downloads, references, uploaded copies, base URLs) uses this.
import { addressKind, spelledIPv4Kind } from './address-kind.ts';

type HostKind = 'public' | 'loopback' | 'private';

/** Names that never belong to a public host (RFC 6761, RFC 6762, RFC 8375, ICANN's reserved `.internal`). */
const privateSuffixes = ['.local', '.internal', '.lan', '.home.arpa', '.intranet', '.corp', '.home'];

/**
 * Returns the kind of a host in a URL: a name, an IPv4 address in any spelling, or an IPv6 address with or without brackets. Real links never have
 * literal fake-IP or unique local addresses, so both are private.
 */
export function hostKind(host: string): HostKind {
  const name = host.toLowerCase().replace(/\.+$/, '');
  const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
  const literal = bare.includes(':') ? addressKind(bare) : spelledIPv4Kind(bare);
  if (literal !== null) return literal === 'public' || literal === 'loopback' ? literal : 'private';
  if (bare === 'localhost' || bare.endsWith('.localhost')) return 'loopback';
  // A single label can only be a name of the local network. A last label that consists of digits belongs to an address.
  if (!/\.[^.]*[^\d.][^.]*$/.test(bare)) return 'private';
  return privateSuffixes.some((suffix) => bare.endsWith(suffix)) ? 'private' : 'public';
}

/** True for a host that is a literal address and needs no resolving. */
export function isLiteralHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare.includes(':') || spelledIPv4Kind(bare) !== null;
}

/** The kind of addresses that a name resolves to. `unique-local`: addresses that both private networks and local proxies use, so the user must decide. */
export type NameKind = 'public' | 'private' | 'unique-local';

/**
 * Returns the kind of a name from all its addresses; public if it has none. A unique local address beside one of 198.18.0.0/15 comes from
 * the same local proxy: mihomo and sing-box return both for every public name (`fdfe:dcba:9876::b4` with 198.18.0.182). One private address
 * makes the name private, because the system may connect to any of them.
 */
export function nameKind(addresses: readonly string[], allowsLoopback: boolean): NameKind {
  const kinds = addresses.map(addressKind);
  if (kinds.includes('private') || (!allowsLoopback && kinds.includes('loopback'))) return 'private';
  return kinds.includes('unique-local') && !kinds.includes('fake-ip') ? 'unique-local' : 'public';
}
