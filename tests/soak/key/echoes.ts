// Refusals that contain the key, as gateways and debugging proxies return them.
import type { FaultRule } from '../../../electron/simulator/faults/faults.ts';

/**
 * A key that occurs nowhere else on this machine. It contains characters that JSON and URLs escape, because a key may contain any
 * character.
 */
export function canaryKey(next: () => number): string {
  const letters = 'bcdfghjkmnpqrstvwxz23456789';
  const some = (count: number) => Array.from({ length: count }, () => letters[Math.floor(next() * letters.length)]).join('');
  return `sk-${some(14)}"${some(3)}/${some(3)}+${some(3)}%${some(14)}a9f2`;
}

const bodies = (key: string): readonly { readonly body: unknown; readonly contentType?: string }[] => [
  { body: { error: { code: 'unauthorized', message: `Incorrect API key provided: ${key}.`, type: 'auth' } } },
  { body: `<html><body>Bearer ${key} is not known here</body></html>`, contentType: 'text/html' },
  { body: { error: { code: 'x', message: 'see request', request: JSON.stringify({ authorization: `Bearer ${key}` }) } } },
  { body: { error: { code: 'x', message: `/retry?key=${encodeURIComponent(key)}` } } },
];

/** Fault rules that answer the next requests of an endpoint with these statuses. The bodies take turns among the kinds of echoes. */
export function echoFaults(key: string, endpoint: string, statuses: readonly number[]): FaultRule[] {
  const kinds = bodies(key);
  return statuses.map((status, at) => ({
    match: { endpoint, nth: at + 1 },
    count: 1,
    action: { kind: 'status', status, retryAfter: 0, ...kinds[at % kinds.length] },
  }));
}
