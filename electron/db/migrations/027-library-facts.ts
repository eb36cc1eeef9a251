// Adds the contents of the journal in the library folder: the newest fact about each field of a video, a tag or a collection, from any
// writer.
import type { Migration } from '../migrate.ts';

/** Format 270: the facts of the library journal, and the uids of tags and collections in journals. */
export const libraryFacts: Migration = {
  version: 270,
  sql: `
-- A fact about something that this database does not have yet, such as a video before the rebuild finds it, waits with isApplied = 0.
CREATE TABLE library_fact (
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  -- Of two facts about one field, the one with the higher counter is newer, and with equal counters the one with the higher writer.
  counter INTEGER NOT NULL,
  -- The identity of the database that wrote it.
  writer TEXT NOT NULL,
  -- 0: not yet in the journal of the library folder.
  isWritten INTEGER NOT NULL CHECK (isWritten IN (0, 1)),
  isApplied INTEGER NOT NULL CHECK (isApplied IN (0, 1)),
  PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX library_fact_to_write ON library_fact (subject, field) WHERE isWritten = 0;
CREATE INDEX library_fact_to_apply ON library_fact (subject, field) WHERE isApplied = 0;

-- Ids are local to a database. Journals name a tag or a collection by a uid; one of this database may have several, from databases that made it as well.
CREATE TABLE library_uid (
  uid TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('tag','collection')),
  localId INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX library_uid_of ON library_uid (kind, localId);`,
};
