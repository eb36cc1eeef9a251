// Names the table after its rows: each is the newest entry of the library journal about one field.
import type { Migration } from '../migrate.ts';

/** Format 310: `library_fact` becomes `library_journal_entry`, with the same columns and rows. */
export const journalEntries: Migration = {
  version: 310,
  sql: `ALTER TABLE library_fact RENAME TO library_journal_entry;
DROP INDEX library_fact_to_write;
DROP INDEX library_fact_to_apply;
CREATE INDEX library_journal_entry_to_write ON library_journal_entry (subject, field) WHERE isWritten = 0;
CREATE INDEX library_journal_entry_to_apply ON library_journal_entry (subject, field) WHERE isApplied = 0;`,
};
