// Migration 170: a profile keeps its key and its revision; the hash is added when the key is next used.
import { expect, test } from 'vitest';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('a profile of an earlier version keeps its encrypted key and has no hash yet', () => {
  const db = databaseBefore(170);
  db.exec(
    `INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, keySealed, keyLastFour, keyRevision)
     VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, x'0102', '1234', 3)`,
  );
  migrateTo(db, 170);
  expect(db.prepare('SELECT hex(keySealed) AS keySealed, keyLastFour, keyRevision, keyHash FROM profile').all()).toEqual([
    { keySealed: '0102', keyLastFour: '1234', keyRevision: 3, keyHash: null },
  ]);
  db.close();
});
