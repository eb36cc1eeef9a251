// Migration 200: uploads of earlier versions count as the unchanged file, and no picture counts as measured again.
import { expect, test } from 'vitest';
import { uploadedForm } from '../../../../electron/db/migrations/020-uploaded-form.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('an upload and a picture of an earlier version are kept unchanged', () => {
  const db = databaseBefore(uploadedForm.version);
  const sha256 = 'a'.repeat(64);
  db.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, keyRevision)
      VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, 0);
    INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, width, height, origin, addedAtMs)
      VALUES (1, '${sha256}', 'image', 'image/jpeg', 'fox.jpg', 5, 640, 360, 'file', 1);
    INSERT INTO upload (profileId, sha256, fileId, url, uploadedAtMs, expiresAtMs)
      VALUES (1, '${sha256}', 'file_1', 'https://files.example/file_1', 1, 2)`);
  migrateTo(db, uploadedForm.version);
  expect(db.prepare('SELECT fileId, url, normalize FROM upload').all()).toEqual([
    { fileId: 'file_1', url: 'https://files.example/file_1', normalize: '[]' },
  ]);
  expect(db.prepare('SELECT name, width, remeasuredAtMs FROM reference').all()).toEqual([
    { name: 'fox.jpg', width: 640, remeasuredAtMs: null },
  ]);
  db.close();
});
