// Resolves host names with the system's resolver, with a time limit: a slow name server must not delay a transfer.
import { lookup } from 'node:dns/promises';
import type { Lookup } from './address-policy.ts';

const timeoutMs = 3_000;

/**
 * Resolves a host name to all its addresses with the system's resolver. Rejects if there is no address, or if the resolver takes longer
 * than three seconds.
 */
export const dnsLookup: Lookup = async (host) => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no response from the name server')), timeoutMs);
  });
  const addresses = lookup(host, { all: true });
  addresses.catch(() => undefined);
  try {
    return (await Promise.race([addresses, timeout])).map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
};
