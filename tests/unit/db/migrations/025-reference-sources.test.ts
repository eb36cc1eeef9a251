// Migration 250: references are kept, and those taken from a video are found through an index.
import { expect, test } from 'vitest';
import { referenceSources } from '../../../../electron/db/migrations/025-reference-sources.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('references of an earlier version are kept unchanged', () => {
  const db = databaseBefore(referenceSources.version);
  db.exec(`INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, origin, addedAtMs, lastUsedAtMs)
    VALUES (1, '${'a'.repeat(64)}', 'image', 'image/png', 'fox.png', 5, 'bytes', 1, 1)`);
  const before = db.prepare('SELECT * FROM reference').all();
  migrateTo(db, referenceSources.version);
  expect(db.prepare('SELECT * FROM reference').all()).toEqual(before);
  const plan = db.prepare('EXPLAIN QUERY PLAN SELECT id FROM reference WHERE sourceResultId = 7').all() as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH reference USING COVERING INDEX reference_source (sourceResultId=?)']);
  db.close();
});
