// Stores the fields of the file host's reply to an upload, for support: name, size, type, URLs, times.
import type { Migration } from '../migrate.ts';

/** Format 60: the file host’s reply with each upload; null for earlier uploads. */
export const uploadReply: Migration = {
  version: 60,
  sql: 'ALTER TABLE upload ADD COLUMN reply TEXT CHECK (json_valid(reply));',
};
