// A service that says the key back in every refusal, as gateways and debugging proxies do.
import type { FaultRule } from '../../../electron/simulator/faults/faults.ts';

/** Nothing else on this machine looks like it. With letters that JSON and addresses write in another way, since a key may hold any. */
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

/** One refusal of each kind in turn for the next requests of an endpoint. */
export function echoing(key: string, endpoint: string, statuses: readonly number[]): FaultRule[] {
  const kinds = bodies(key);
  return statuses.map((status, at) => ({
    match: { endpoint, nth: at + 1 },
    count: 1,
    action: { kind: 'status', status, retryAfter: 0, ...kinds[at % kinds.length] },
  }));
}
