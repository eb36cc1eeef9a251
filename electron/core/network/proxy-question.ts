// The question for a proxy's name and password, as pure decisions: when it is asked, and when again.
import type { ProxyChallenge } from '../ports.ts';

/** A question that waits for its answer. */
export interface ProxyQuestion extends ProxyChallenge {
  /** `declined`: the user put the question away; it is asked again only on their word. */
  readonly state: 'asked' | 'declined';
  /** The proxy did not take what was given before. */
  readonly wasRefused: boolean;
}

/** A proxy as one string, `host:port`: the key under which its credentials are stored. */
export const proxyId = ({ host, port }: Pick<ProxyChallenge, 'host' | 'port'>): string => `${host}:${port}`;

/**
 * The question once `challenge` came; the very `current` one where nothing changes. Another proxy takes its place. The same one does not ask again
 * while the question waits, nor after the user put it away, unless what was given then is refused.
 */
export function questionAfter(current: ProxyQuestion | null, challenge: ProxyChallenge, wasRefused: boolean): ProxyQuestion {
  const isSame = current !== null && proxyId(current) === proxyId(challenge);
  if (isSame && !(wasRefused && current.state === 'declined')) return current;
  return { host: challenge.host, port: challenge.port, realm: challenge.realm, state: 'asked', wasRefused };
}
