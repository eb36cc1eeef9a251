// Adds a hash of the key: a key that is entered again is recognised as the same account, even if the stored key can no longer be decrypted.
import type { Migration } from '../migrate.ts';

/** Format 170: salt and hash of a profile’s last key. */
export const keyHash: Migration = {
  version: 170,
  sql: `
-- Salt and hash of the last key (core/key-hash.ts); stays when the key is forgotten. NULL until the key of an earlier version is used.
ALTER TABLE profile ADD COLUMN keyHash TEXT;`,
};
