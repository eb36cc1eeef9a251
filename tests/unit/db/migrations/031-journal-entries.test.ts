// Migration 310: the table of the library journal is named after its rows.
import { expect, test } from 'vitest';
import { journalEntries } from '../../../../electron/db/migrations/031-journal-entries.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('the renamed table keeps every row, its key and both indexes', () => {
  const db = databaseBefore(journalEntries.version);
  const rows = [
    ['collection:a-1-collection', 'name', '"Best of"', 3, 'a', 0, 1],
    ['tag:b-1-tag', 'name', 'null', 7, 'b', 1, 0],
    ['video:1:0:task-1', 'rating', '4', 9, 'a', 1, 1],
  ];
  const insertEntry = (table: string) =>
    db.prepare(`INSERT INTO ${table} (subject, field, value, counter, writer, isWritten, isApplied) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  for (const row of rows) insertEntry('library_fact').run(row);
  migrateTo(db, journalEntries.version);
  expect(db.prepare('SELECT * FROM library_journal_entry ORDER BY subject').raw().all()).toEqual(rows);
  expect(() => insertEntry('library_journal_entry').run(rows[0])).toThrow('UNIQUE');
  expect(
    db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'library_journal_entry' AND sql IS NOT NULL ORDER BY name",
      )
      .pluck()
      .all(),
  ).toEqual(['library_journal_entry_to_apply', 'library_journal_entry_to_write']);
  db.close();
});
