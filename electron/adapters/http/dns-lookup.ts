// Resolves host names with the system's resolver, within three seconds: a slow name server must not hold up a transfer.
import { lookup } from 'node:dns/promises';
import type { Lookup } from './address-policy.ts';

const LIMIT_MS = 3_000;

/**
 * Resolves a host name to all its addresses with the system's resolver. Rejects when there is none or the resolver takes longer than three
 * seconds.
 */
export const dnsLookup: Lookup = async (host) => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer from the name server')), LIMIT_MS);
  });
  const answer = lookup(host, { all: true });
  answer.catch(() => undefined);
  try {
    return (await Promise.race([answer, limit])).map(({ address }) => address);
  } finally {
    clearTimeout(timer);
  }
};
