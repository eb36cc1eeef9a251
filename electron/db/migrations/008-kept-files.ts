// Adds the verification of stored files, the folders of partial files, and the file that a move of the library is currently moving.
import type { Migration } from '../migrate.ts';

/** Format 80: verification, quarantined bytes and the folder of partial files; `file_move`. */
export const keptFiles: Migration = {
  version: 80,
  sql: `
-- verified: the bytes were checked when they came. unverified: they never were right, and the person kept them all the same.
ALTER TABLE result ADD COLUMN fileCheck TEXT NOT NULL DEFAULT 'verified' CHECK (fileCheck IN ('verified','unverified'));
-- When all of its bytes were last read and were right.
ALTER TABLE result ADD COLUMN checkedAtMs INTEGER;
-- Bytes of a complete transfer that did not verify and were put aside; null where there are none to be kept.
ALTER TABLE result ADD COLUMN keepableBytes INTEGER;
-- The folder that holds its first bytes while it is still coming.
ALTER TABLE result ADD COLUMN incomingFolderId INTEGER REFERENCES folder (id);
CREATE INDEX result_in_folder ON result (folderId, id, bytes) WHERE state = 'stored' AND kind = 'video';

-- A file on its way from one library folder to another. Together with its result's row this names every copy there is.
--   placing: the row's file is right; a second one is about to appear at folderId/path.
--   placed:  the row's file is the new one; the old one at folderId/path is to be removed.
--   failed:  it stays where its row says, because of the error.
CREATE TABLE file_move (
  resultId INTEGER PRIMARY KEY REFERENCES result (id),
  phase TEXT NOT NULL CHECK (phase IN ('placing','placed','failed')),
  folderId INTEGER NOT NULL REFERENCES folder (id),
  path TEXT,
  error TEXT CHECK (json_valid(error)),
  CHECK ((phase = 'failed') = (error IS NOT NULL)),
  CHECK (phase <> 'placed' OR path IS NOT NULL)
) STRICT;`,
};
