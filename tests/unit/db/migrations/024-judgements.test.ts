// Migration 240: adds what the user decides about videos; every row of earlier versions stays, and changes of judgements reach the search index.
import { expect, test } from 'vitest';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('an earlier database keeps its rows, and its videos can be judged', () => {
  const db = databaseBefore(240);
  db.pragma('foreign_keys = ON');
  db.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, keyRevision)
    VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, 0);
    INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals, acceptanceUnknown, overdue, failedPolls)
      VALUES (7, 1, 'draft', 0, 0, 0, 'm', '{}', 1, 1, 0, 0, 0, 0, 0);
    INSERT INTO result (id, taskId, position, kind, state, data, needsFreshLink, linkRefusals, receivedBytes, attempts, unverifiedTransfers, storedAtMs, poster, verification)
      VALUES (9, 7, 0, 'element', 'stored', '{}', 0, 0, 0, 0, 0, 5, 'none', 'verified');`);
  const before = db.prepare('SELECT * FROM result').all();
  migrateTo(db, 240);
  expect(db.prepare('SELECT * FROM result').all()).toEqual(before);
  const changes = (): unknown[] => db.prepare('SELECT taskId FROM task_change').pluck().all();
  const recordedBy = (sql: string): unknown[] => {
    db.exec(`DELETE FROM task_change; ${sql}`);
    return changes();
  };
  expect(recordedBy("INSERT INTO video_judgement VALUES (9, 3, NULL, 0, '', '')")).toEqual([7]);
  expect(recordedBy('UPDATE video_judgement SET rating = 4')).toEqual([7]);
  expect(recordedBy('DELETE FROM video_judgement')).toEqual([7]);
  expect(recordedBy("INSERT INTO tag (name, foldedName, lastUsedAtMs) VALUES ('Fox', 'fox', 1)")).toEqual([]);
  expect(recordedBy('INSERT INTO video_tag VALUES (9, 1)')).toEqual([7]);
  expect(db.prepare('SELECT videoCount FROM tag').pluck().all()).toEqual([1]);
  expect(recordedBy('DELETE FROM video_tag')).toEqual([7]);
  expect(db.prepare('SELECT videoCount FROM tag').pluck().all()).toEqual([0]);
});

test.each([
  "INSERT INTO video_judgement VALUES (9, 6, NULL, 0, '', '')",
  "INSERT INTO video_judgement VALUES (9, 0, 'maybe', 0, '', '')",
  "INSERT INTO tag (name, foldedName, lastUsedAtMs) VALUES ('', 'x', 1)",
  "INSERT INTO collection (name, foldedName, position, kind) VALUES ('a', 'a', 1, 'smart')",
  "INSERT INTO collection (name, foldedName, position, kind, query) VALUES ('a', 'a', 1, 'manual', 'fox')",
  "INSERT INTO collection (id, parentId, name, foldedName, position, kind) VALUES (1, 1, 'a', 'a', 1, 'manual')",
  'INSERT INTO video_tag VALUES (1, 1)',
])('the schema refuses: %s', (sql) => {
  const db = databaseBefore(250);
  db.pragma('foreign_keys = ON');
  expect(() => db.exec(sql)).toThrow(/constraint/i);
});
