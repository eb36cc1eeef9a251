// Where a profile's requests may go: https anywhere, plain http to this computer only. A key must not cross a network in the clear.
import { hostKind } from '../../shared/network/host-kind.ts';

/** (`URL.parse` is too young for every runtime the studio starts on.) */
const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** The address without its last slash, or null where it cannot be a base URL. */
export function baseUrlOf(text: string): string | null {
  const url = parsed(text.trim());
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && hostKind(url.hostname) === 'loopback')) return null;
  return url.href.replace(/\/+$/, '');
}

/** True when a profile with this base URL talks to this computer. */
export function isLocal(baseUrl: string): boolean {
  const url = parsed(baseUrl);
  return url !== null && hostKind(url.hostname) === 'loopback';
}
