// Migration 300: the tops of stacks become entries of the library journal, older than any other entry.
import { expect, test } from 'vitest';
import { stackTops } from '../../../../electron/db/migrations/030-stack-tops.ts';
import { databaseBefore, insertRow, migrateTo } from '../../../support/migrated-database.ts';

test('a chosen top becomes an unwritten entry, unless an entry about it exists already', () => {
  const db = databaseBefore(stackTops.version);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  for (const id of [1, 2]) {
    insertRow(db, 'task', { id, profileId: 1, state: 'completed', model: 'veo-3', request: '{}', serviceTaskId: `task-${id}` });
    insertRow(db, 'result', {
      id,
      taskId: id,
      kind: 'video',
      position: 0,
      state: 'stored',
      bytes: 5,
      sha256: `${id}${id}`,
      receivedSha256: `${id}`,
    });
    db.exec(`INSERT INTO stack_top (resultId) VALUES (${id})`);
  }
  db.exec(`INSERT INTO library_fact (subject, field, value, counter, writer, isWritten, isApplied)
    VALUES ('video:2:0:task-2', 'top', 'null', 7, 'other', 1, 1)`);
  migrateTo(db, stackTops.version);
  expect(db.prepare('SELECT subject, value, counter, writer, isWritten, isApplied FROM library_fact ORDER BY subject').raw().all()).toEqual(
    [
      ['video:1:0:task-1', 'true', 1, '0', 0, 1],
      ['video:2:0:task-2', 'null', 7, 'other', 1, 1],
    ],
  );
  expect(db.prepare('SELECT resultId FROM stack_top ORDER BY resultId').pluck().all()).toEqual([1, 2]);
  db.close();
});
