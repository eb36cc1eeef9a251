// Adds the source of a derived picture, and how the picture was derived.
import type { Migration } from '../migrate.ts';

/** Format 30: the source picture of a derived picture, and the kind of derivation. */
export const madeReferences: Migration = {
  version: 30,
  sql: `
ALTER TABLE reference ADD COLUMN madeFromId INTEGER REFERENCES reference (id);
ALTER TABLE reference ADD COLUMN madeHow TEXT
  CHECK (madeHow IN ('crop','pad','resize','fill','convert') AND madeFromId IS NOT NULL OR madeHow IS NULL AND madeFromId IS NULL);`,
};
