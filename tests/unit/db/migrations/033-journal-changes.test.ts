// Migration 330: recorded changes of videos, and the entries of the library journal from before stay.
import { expect, test } from 'vitest';
import { journalChanges } from '../../../../electron/db/migrations/033-journal-changes.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('the new table is empty and takes only JSON, and the entries of an earlier version are kept', () => {
  const db = databaseBefore(journalChanges.version);
  const rows = [
    ['tag:a-1-tag', 'name', '"sea"', 3, 'a', 1, 1],
    ['video:1:0:task-1', 'rating', '4', 9, 'a', 0, 1],
  ];
  const insertEntry = db.prepare(
    'INSERT INTO library_journal_entry (subject, field, value, counter, writer, isWritten, isApplied) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const row of rows) insertEntry.run(row);
  migrateTo(db, journalChanges.version);
  expect(db.prepare('SELECT * FROM library_journal_entry ORDER BY subject').raw().all()).toEqual(rows);
  expect(db.prepare('SELECT count(*) FROM library_journal_change').pluck().get()).toBe(0);
  const insertChange = db.prepare("INSERT INTO library_journal_change (field, items, counter, writer) VALUES ('rating', ?, 1, 'a')");
  insertChange.run('[["4",[1,2]]]');
  expect(() => insertChange.run('[[4,')).toThrow('CHECK');
  db.close();
});
