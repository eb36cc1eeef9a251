// Adds the form in which a picture was uploaded, and the time at which the size of a picture was measured again because an earlier version
// had stored a wrong size.
import type { Migration } from '../migrate.ts';

/** Format 200: the form of each upload, and when a picture was measured again. */
export const uploadedForm: Migration = {
  version: 200,
  sql: `
-- Why a normalized copy was uploaded instead of the file, as a JSON list (shared/pictures/normalize.ts). Earlier versions uploaded the file itself.
ALTER TABLE upload ADD COLUMN normalize TEXT NOT NULL DEFAULT '[]';

-- When measuring again corrected the width or height: older requests were checked with wrong values. NULL: never.
ALTER TABLE reference ADD COLUMN remeasuredAtMs INTEGER;`,
};
