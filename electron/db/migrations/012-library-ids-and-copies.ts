// Adds the id in the marker file of a library folder, and the original of each changed copy.
import type { Migration } from '../migrate.ts';

/** Format 120: `folder.libraryId` and `result.changedCopyOf`. */
export const libraryIdsAndCopies: Migration = {
  version: 120,
  sql: `
-- The id in the folder's marker file; null until the studio has read one. A folder without it may be an empty mount point.
ALTER TABLE folder ADD COLUMN libraryId TEXT;
-- The original of a changed copy: the result that the file's tag record names and whose bytes differ. null for an original.
ALTER TABLE result ADD COLUMN changedCopyOf INTEGER REFERENCES result (id);
CREATE INDEX result_of_folder ON result (folderId, id) WHERE storedAtMs IS NOT NULL AND kind = 'video';`,
};
