// Migration 280: results are kept, and the missing ones are found through an index.
import { expect, test } from 'vitest';
import { missingFiles } from '../../../../electron/db/migrations/028-missing-files.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('results of an earlier version are kept unchanged', () => {
  const db = databaseBefore(missingFiles.version);
  db.pragma('foreign_keys = OFF');
  db.exec(`INSERT INTO result (id, taskId, position, kind, state, needsFreshLink, linkRefusals, receivedBytes, attempts, unverifiedTransfers, poster,
      storedAtMs, folderId, path, bytes, modifiedAtMs, sha256)
    VALUES (1, 1, 0, 'video', 'missing', 0, 0, 3, 0, 0, 'none', 5, 1, 'fox.mp4', 3, 1, 'x')`);
  const before = db.prepare('SELECT * FROM result').all();
  expect(before).toHaveLength(1);
  migrateTo(db, missingFiles.version);
  expect(db.prepare('SELECT * FROM result').all()).toEqual(before);
  const plan = db
    .prepare("EXPLAIN QUERY PLAN SELECT id FROM result WHERE state = 'missing' AND kind = 'video' AND trash IS NULL")
    .all() as {
    detail: string;
  }[];
  expect(plan.map(({ detail }) => detail)).toEqual(['SCAN result USING COVERING INDEX result_missing']);
  db.close();
});
