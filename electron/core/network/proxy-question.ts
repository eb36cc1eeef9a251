// Decides when to ask the user for the credentials of a proxy, and when to ask again. Pure.
import type { ProxyChallenge } from '../ports.ts';

/** A question to the user about one proxy. */
export interface ProxyQuestion extends ProxyChallenge {
  /** `declined`: the user closed the question. It is asked again only at the user's request. */
  readonly state: 'asked' | 'declined';
  /** True if the proxy did not accept the previous credentials. */
  readonly wasRefused: boolean;
}

/** A proxy as `host:port`, the key under which its credentials are stored. */
export const proxyId = ({ host, port }: Pick<ProxyChallenge, 'host' | 'port'>): string => `${host}:${port}`;

/**
 * Returns the question after a challenge, or the identical `current` question if nothing changes. Another proxy
 * replaces the question. For the same proxy, the user is not asked again while the question waits or after
 * declining it, unless the proxy refused credentials that were entered since.
 */
export function questionAfter(current: ProxyQuestion | null, challenge: ProxyChallenge, wasRefused: boolean): ProxyQuestion {
  const isSame = current !== null && proxyId(current) === proxyId(challenge);
  if (isSame && !(wasRefused && current.state === 'declined')) return current;
  return { host: challenge.host, port: challenge.port, realm: challenge.realm, state: 'asked', wasRefused };
}
