// Adds an index of the videos whose files are missing, because the studio counts these videos and searches for all of them at once.
import type { Migration } from '../migrate.ts';

/** Format 280: the index of missing videos. */
export const missingFiles: Migration = {
  version: 280,
  sql: `CREATE INDEX result_missing ON result (id, state, kind, trash) WHERE state = 'missing' AND kind = 'video' AND trash IS NULL;`,
};
