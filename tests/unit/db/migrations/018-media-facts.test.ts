// Migration 180: videos and pictures of earlier versions stay as they are; their metadata is unknown until their content is read.
import { expect, test } from 'vitest';
import { mediaFacts } from '../../../../electron/db/migrations/018-media-facts.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('a picture and a video of an earlier version are kept, without the new metadata', () => {
  const db = databaseBefore(mediaFacts.version);
  db.exec(`INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, width, height, origin, addedAtMs)
    VALUES (1, '${'a'.repeat(64)}', 'image', 'image/jpeg', 'fox.jpg', 5, 640, 360, 'file', 1)`);
  // The task of the video does not matter here.
  db.pragma('foreign_keys = OFF');
  db.exec(`INSERT INTO result (id, taskId, position, kind, state, url, wantsFreshLink, linkRefusals, receivedBytes, attempts, fullFetches, poster)
    VALUES (1, 1, 0, 'video', 'available', 'https://files.example/fox.mp4', 0, 0, 3, 0, 0, 'none')`);
  migrateTo(db, mediaFacts.version);
  expect(db.prepare('SELECT id, name, width, normalize, decoded FROM reference').all()).toEqual([
    { id: 1, name: 'fox.jpg', width: 640, normalize: null, decoded: null },
  ]);
  expect(db.prepare('SELECT id, kind, url, receivedBytes, codec FROM result').all()).toEqual([
    { id: 1, kind: 'video', url: 'https://files.example/fox.mp4', receivedBytes: 3, codec: null },
  ]);
  const columns = db.prepare("SELECT name, \"notnull\" AS required FROM pragma_table_info('result') WHERE name = 'codec'").all();
  expect(columns).toEqual([{ name: 'codec', required: 0 }]);
  db.close();
});
