// Adds the id that identifies a library folder, and the original of each modified copy.
import type { Migration } from '../migrate.ts';

/** Format 120: marker ids of folders, and the original of each modified copy. */
export const libraryMarks: Migration = {
  version: 120,
  sql: `
-- The id in the folder's marker file; null until the studio has read one. A folder without it may be an empty mount point.
ALTER TABLE folder ADD COLUMN libraryId TEXT;
-- Of a modified copy: the result that its tag record names, whose bytes differ. null for originals.
ALTER TABLE result ADD COLUMN changedCopyOf INTEGER REFERENCES result (id);
CREATE INDEX result_of_folder ON result (folderId, id) WHERE storedAtMs IS NOT NULL AND kind = 'video';`,
};
