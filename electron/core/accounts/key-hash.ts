// Recognises a key that the user enters again when the stored key can no longer be read: after a restart without a keychain, after a
// reset of the keychain, or after the key was removed.
import { createHash } from 'node:crypto';
import type { Random } from '../ports.ts';

/** Salt and hash of a key as one text, `salt:hash`. Two hashes of the same key differ, so that profiles cannot be compared. */
type KeyHash = string;

/** SHA-256 in hex. A slow hash is not needed: a key is 128 random bits and cannot be guessed. */
const digest = (salt: string, key: string): string => createHash('sha256').update(`${salt}:${key}`).digest('hex');

/** Hashes a key with a fresh salt. */
export function keyHashOf(key: string, random: Random): KeyHash {
  const salt = random.id(32);
  return `${salt}:${digest(salt, key)}`;
}

/** Whether `hash` belongs to this key. */
export function isHashOf(hash: KeyHash, key: string): boolean {
  const [salt = '', hashed] = hash.split(':');
  return hashed === digest(salt, key);
}
