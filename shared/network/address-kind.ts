// Classifies an IP address: a public host, this computer, or a network that no link may reach. The ranges are those of `ipaddr.js` (IANA's
// special-purpose registries); the policy is ours.
import ipaddr from 'ipaddr.js';

/**
 * `fake-ip`: 198.18.0.0/15 (RFC 2544) and 2001:2::/48 (RFC 5180), reserved for benchmarks. Local proxies in fake-IP mode return such
 * addresses for every public name. `unique-local`: fc00::/7 (RFC 4193), which both private networks and such proxies use.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'unique-local' | 'fake-ip';

type IPv4 = ipaddr.IPv4;
type IPv6 = ipaddr.IPv6;

/** Ranges of `ipaddr.js` that are globally reachable although `ipaddr.js` gives them a special name (AS112 and AMT relays). */
const globalRanges: readonly string[] = ['unicast', 'as112', 'as112v6', 'amt'];

const benchmarkIPv4 = ipaddr.IPv4.parseCIDR('198.18.0.0/15');
const benchmarkIPv6 = ipaddr.IPv6.parseCIDR('2001:2::/48');
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
const translatedLocally = ipaddr.IPv6.parseCIDR('64:ff9b:1::/48');
/** Prefixes whose last 32 bits are an IPv4 address: mapped, compatible (RFC 4291), translated (RFC 6145) and NAT64 (RFC 6052). */
const endsInIPv4 = ['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((prefix) => ipaddr.IPv6.parseCIDR(prefix));
const sixToFour = ipaddr.IPv6.parseCIDR('2002::/16');

/** Returns the kind of an address in text form, with or without a zone (`fe80::1%eth0`). A text that is not an address is `private`. */
export function addressKind(text: string): AddressKind {
  const bare = text.replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return 'private';
  const address = ipaddr.parse(bare);
  return address.kind() === 'ipv4' ? ipv4Kind(address as IPv4) : ipv6Kind(address as IPv6);
}

/** Returns the kind of an IPv4 address in any spelling of inet_aton (`0x7f.1`, `2130706433`); null where the text is not one. */
export function spelledIPv4Kind(text: string): AddressKind | null {
  return ipaddr.IPv4.isValid(text) ? ipv4Kind(ipaddr.IPv4.parse(text)) : null;
}

function ipv4Kind(address: IPv4): AddressKind {
  if (address.match(benchmarkIPv4)) return 'fake-ip';
  const range: string = address.range();
  if (range === 'loopback') return 'loopback';
  return globalRanges.includes(range) ? 'public' : 'private';
}

function ipv6Kind(address: IPv6): AddressKind {
  const range: string = address.range();
  if (range === 'loopback') return 'loopback';
  const embedded = embeddedIPv4(address);
  if (embedded.length > 0) return strictest(embedded.map(ipv4Kind));
  if (address.match(benchmarkIPv6)) return 'fake-ip';
  if (range === 'uniqueLocal') return 'unique-local';
  return address.match(globalUnicast) && globalRanges.includes(range) ? 'public' : 'private';
}

/** Returns every IPv4 address that an IPv6 address may contain; none for a plain IPv6 address. */
function embeddedIPv4(address: IPv6): readonly IPv4[] {
  const bytes = address.toByteArray();
  if (endsInIPv4.some((prefix) => address.match(prefix))) return [ipv4Of(bytes, [12, 13, 14, 15])];
  if (address.match(sixToFour)) return [ipv4Of(bytes, [2, 3, 4, 5])];
  return address.match(translatedLocally) ? locallyTranslated(bytes) : [];
}

/**
 * Returns the possible IPv4 addresses inside an address of NAT64's local-use prefix (RFC 8215). The network chooses the length of its own
 * prefix, and the address does not show that length. So every form of RFC 6052 that fits counts, and no address reaches the local network
 * unnoticed.
 */
function locallyTranslated(bytes: readonly number[]): readonly IPv4[] {
  const isZero = (from: number): boolean => bytes.slice(from).every((byte) => byte === 0);
  const readings = [ipv4Of(bytes, [12, 13, 14, 15])].filter(() => !isZero(12));
  // In the shorter forms byte 8 and every byte after the address are zero.
  if (bytes[8] !== 0) return readings;
  if (isZero(13)) readings.push(ipv4Of(bytes, [9, 10, 11, 12]));
  if (isZero(12)) readings.push(ipv4Of(bytes, [7, 9, 10, 11]));
  if (isZero(11)) readings.push(ipv4Of(bytes, [6, 7, 9, 10]));
  return readings.filter((address) => address.toString() !== '0.0.0.0' || isZero(6));
}

function ipv4Of(bytes: readonly number[], at: readonly number[]): IPv4 {
  return new ipaddr.IPv4(at.map((index) => bytes[index] ?? 0));
}

function strictest(kinds: readonly AddressKind[]): AddressKind {
  return (['private', 'loopback', 'unique-local', 'fake-ip'] as const).find((kind) => kinds.includes(kind)) ?? 'public';
}
