// Decides when to ask the user for a proxy's credentials, and when to ask again. Pure.
import type { ProxyChallenge } from '../ports.ts';

/** A question that waits for the user. */
export interface ProxyQuestion extends ProxyChallenge {
  /** `declined`: the user closed the question; it is asked again only at the user's request. */
  readonly state: 'asked' | 'declined';
  /** The proxy did not accept the previous credentials. */
  readonly wasRefused: boolean;
}

/** A proxy as one string, `host:port`: the key under which its credentials are stored. */
export const proxyId = ({ host, port }: Pick<ProxyChallenge, 'host' | 'port'>): string => `${host}:${port}`;

/**
 * The question after a challenge; the identical `current` one when nothing changes. Another proxy replaces it. The same proxy does not ask again
 * while the question waits, nor after the user declined, unless credentials given since are refused.
 */
export function questionAfter(current: ProxyQuestion | null, challenge: ProxyChallenge, wasRefused: boolean): ProxyQuestion {
  const isSame = current !== null && proxyId(current) === proxyId(challenge);
  if (isSame && !(wasRefused && current.state === 'declined')) return current;
  return { host: challenge.host, port: challenge.port, realm: challenge.realm, state: 'asked', wasRefused };
}
