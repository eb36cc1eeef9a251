// Adds the form in which a picture was uploaded, and the time at which the size of a picture was measured again because an earlier version
// had stored a wrong size.
import type { Migration } from '../migrate.ts';

/** Format 200: the form of each upload, and when a picture was measured again. */
export const uploadedForm: Migration = {
  version: 200,
  sql: `
-- Why the copy is not the file as it is, as a JSON list (shared/pictures/normalize.ts). Copies of earlier versions are the file as it is.
ALTER TABLE upload ADD COLUMN normalize TEXT NOT NULL DEFAULT '[]';

-- When the sides were found to be others than before: requests that are older were checked with the wrong ones. NULL: never.
ALTER TABLE reference ADD COLUMN remeasuredAtMs INTEGER;`,
};
