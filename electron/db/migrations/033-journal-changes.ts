// Changes of videos that are to become entries of the library journal, so that an action on many videos does not write an entry for each
// of them in its own transactions.
import type { Migration } from '../migrate.ts';

/** Format 330: `library_journal_change`, the recorded changes whose entries are not in `library_journal_entry` yet. */
export const journalChanges: Migration = {
  version: 330,
  sql: `
-- Written in the transaction of the change. The row is deleted when all of its entries are stored.
CREATE TABLE library_journal_change (
  id INTEGER PRIMARY KEY,
  -- As in library_journal_entry.
  field TEXT NOT NULL,
  -- Pairs of a value (JSON in a string) and the ids of the results that received it: [["true",[7,8]]].
  items TEXT NOT NULL CHECK (json_valid(items)),
  counter INTEGER NOT NULL,
  writer TEXT NOT NULL
) STRICT;`,
};
