// Adds metadata that is read from the content of stored videos and of reference pictures.
import type { Migration } from '../migrate.ts';

/** Format 180: codecs of videos, and whether pictures can be decoded and are normalized. */
export const mediaFacts: Migration = {
  version: 180,
  sql: `
-- How the picture is coded, e.g. 'h264' (adapters/video-codec.ts). NULL: not read yet, or not known.
ALTER TABLE result ADD COLUMN codec TEXT;

-- Why a picture is not uploaded as it is, as a JSON list (shared/pictures/normalize.ts); '[]': it is. NULL: not read yet, or no picture.
ALTER TABLE reference ADD COLUMN normalize TEXT;
-- Whether the whole picture could be decoded. NULL: not tried yet, or no picture.
ALTER TABLE reference ADD COLUMN decoded INTEGER CHECK (decoded IN (0, 1));`,
};
