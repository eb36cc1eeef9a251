// Finds the references that were taken from a video, so that the video can show what was made from it.
import type { Migration } from '../migrate.ts';

/** Format 250: an index over the source video of references. */
export const referenceSources: Migration = {
  version: 250,
  sql: 'CREATE INDEX reference_source ON reference (sourceResultId) WHERE sourceResultId IS NOT NULL;',
};
