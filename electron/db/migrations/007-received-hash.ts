// Adds a second hash of a stored video: one of the received bytes, one of the file with the studio's tag record. Earlier files have no
// record, so both hashes are equal.
import type { Migration } from '../migrate.ts';

/** Format 70: the hash of the bytes received, and why a file carries no tag record. */
export const receivedHash: Migration = {
  version: 70,
  sql: `
ALTER TABLE result ADD COLUMN receivedSha256 TEXT;
-- Why the file carries no record; null where it does, and where there is no file.
ALTER TABLE result ADD COLUMN untagged TEXT;
UPDATE result SET receivedSha256 = sha256, untagged = 'older' WHERE sha256 IS NOT NULL;`,
};
