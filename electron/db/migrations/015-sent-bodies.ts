// Adds the hash of the body that was sent with a task's idempotency key, so that one key never stands for two bodies.
import type { Migration } from '../migrate.ts';

/** Format 150: the hash of the body that was sent with an idempotency key. */
export const sentBodies: Migration = {
  version: 150,
  // The hash is unknown for tasks that earlier versions sent. Such a task keeps its key.
  sql: 'ALTER TABLE task ADD COLUMN bodySha256 TEXT CHECK (length(bodySha256) = 64);',
};
