// Migration 280: results are kept, and the missing ones are found through an index.
import { expect, test } from 'vitest';
import { missingFiles } from '../../../../electron/db/migrations/028-missing-files.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('results of an earlier version are kept unchanged', () => {
  const db = databaseBefore(missingFiles.version);
  const before = db.prepare('SELECT * FROM result').all();
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
