// Adds the trash of the library: the videos in it, and the files that are being moved into or out of it.
import type { Migration } from '../migrate.ts';

const isInLibrary = (row: 'old' | 'new'): string => `(${row}.state = 'stored' AND ${row}.trash IS NULL)`;
const isInTrash = (row: 'old' | 'new'): string => `(${row}.trash IS 'trashed')`;
const isTrashedFile = (row: 'old' | 'new'): string => `(${row}.state = 'stored' AND ${row}.trash IS 'trashed')`;

/** Format 260: `trash`, `trashedAtMs` and `trashedFrom` of results, the totals of the trash, and `trash_intent`. */
export const trash: Migration = {
  version: 260,
  sql: `
-- NULL: in the library, or never stored. trashed: path is in the trash of the folder. deleted: the file was deleted for good; the row keeps what is known of it.
ALTER TABLE result ADD COLUMN trash TEXT CHECK (trash IN ('trashed','deleted'));
ALTER TABLE result ADD COLUMN trashedAtMs INTEGER CHECK ((trashedAtMs IS NULL) = (trash IS NULL));
-- The path in the folder before the video was deleted.
ALTER TABLE result ADD COLUMN trashedFrom TEXT CHECK (
  (trashedFrom IS NULL) = (trash IS NULL)
  AND (trash IS NULL OR (kind = 'video' AND storedAtMs IS NOT NULL))
  AND (trash IS NOT 'deleted' OR state = 'missing'));
DROP INDEX result_library;
-- With trash as a column and not as a condition: only so SQLite reads the library from the index alone.
CREATE INDEX result_library ON result (storedAtMs, id, trash) WHERE storedAtMs IS NOT NULL AND kind = 'video';
CREATE INDEX result_trash ON result (trashedAtMs, id) WHERE trash = 'trashed';

-- A file that is being moved within its folder or deleted, so that the next start completes what a kill interrupted.
CREATE TABLE trash_intent (
  resultId INTEGER PRIMARY KEY REFERENCES result (id),
  action TEXT NOT NULL CHECK (action IN ('trash','restore','delete')),
  -- Where the file is about to be, relative to its folder.
  path TEXT CHECK ((path IS NULL) = (action = 'delete'))
) STRICT;

ALTER TABLE library_total ADD COLUMN trashCount INTEGER NOT NULL DEFAULT 0;
ALTER TABLE library_total ADD COLUMN trashBytes INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER result_counted_on_update;
CREATE TRIGGER result_counted_on_update AFTER UPDATE OF state, trash ON result
WHEN new.kind = 'video' AND (old.state <> new.state OR old.trash IS NOT new.trash) BEGIN
  UPDATE library_total SET
    videoCount = videoCount + ${isInLibrary('new')} - ${isInLibrary('old')},
    videoBytes = videoBytes + iif(${isInLibrary('new')}, new.bytes, 0) - iif(${isInLibrary('old')}, old.bytes, 0),
    trashCount = trashCount + ${isInTrash('new')} - ${isInTrash('old')},
    trashBytes = trashBytes + iif(${isTrashedFile('new')}, new.bytes, 0) - iif(${isTrashedFile('old')}, old.bytes, 0);
END;

-- The search reads a video again when it enters or leaves the trash.
CREATE TRIGGER result_change_on_trash AFTER UPDATE OF trash ON result WHEN old.trash IS NOT new.trash BEGIN
  DELETE FROM task_change WHERE taskId = new.taskId;
  INSERT INTO task_change (taskId) VALUES (new.taskId);
END;`,
};
