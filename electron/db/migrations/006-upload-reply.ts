// What the file host said of an upload, field by field, for the person who asks: name, size, type, addresses, times.
import type { Migration } from '../migrate.ts';

/** Format 60: the file host’s reply with each upload; null for uploads before it. */
export const uploadReply: Migration = {
  version: 60,
  sql: 'ALTER TABLE upload ADD COLUMN reply TEXT CHECK (json_valid(reply));',
};
