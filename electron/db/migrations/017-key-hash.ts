// A key that is entered again is the same account, also where the one before cannot be read any more.
import type { Migration } from '../migrate.ts';

/** Format 170: salt and hash of a profile’s last key. */
export const keyHash: Migration = {
  version: 170,
  sql: `
-- Salt and hash of the last key (core/key-hash.ts); stays when the key is forgotten. NULL until the key of an earlier version is used.
ALTER TABLE profile ADD COLUMN keyHash TEXT;`,
};
