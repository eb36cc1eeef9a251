// What a library folder is known by, and which video another one is a changed copy of.
import type { Migration } from '../migrate.ts';

/** Format 120: marker ids of folders, and which result a modified copy belongs to. */
export const libraryMarks: Migration = {
  version: 120,
  sql: `
-- The id in the folder's marker file; null until one was seen. A folder without it may be an empty mount point.
ALTER TABLE folder ADD COLUMN libraryId TEXT;
-- A file that says it is of this result, and holds other bytes than it; null for the videos themselves.
ALTER TABLE result ADD COLUMN changedCopyOf INTEGER REFERENCES result (id);
CREATE INDEX result_of_folder ON result (folderId, id) WHERE storedAtMs IS NOT NULL AND kind = 'video';`,
};
