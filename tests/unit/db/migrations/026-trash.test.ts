// Migration 260: every stored video stays in the library, the totals stay right, and they follow a video into and out of the trash.
import { expect, test } from 'vitest';
import { trash } from '../../../../electron/db/migrations/026-trash.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

const rows = `INSERT INTO result (id, taskId, position, kind, state, needsFreshLink, linkRefusals, receivedBytes, attempts, unverifiedTransfers, poster,
    storedAtMs, folderId, path, bytes, modifiedAtMs, sha256) VALUES
  (1, 1, 0, 'video', 'stored', 0, 0, 3, 0, 0, 'none', 5, 1, 'fox.mp4', 3, 1, 'x'),
  (2, 1, 1, 'video', 'missing', 0, 0, 4, 0, 0, 'none', 6, 1, 'owl.mp4', 4, 1, 'y')`;

test('videos stay in the library, and the totals follow a video through the trash', () => {
  const db = databaseBefore(trash.version);
  db.pragma('foreign_keys = OFF');
  db.exec(rows);
  const before = db.prepare('SELECT * FROM result ORDER BY id').all() as object[];
  migrateTo(db, trash.version);
  const unset = { trash: null, trashedAtMs: null, trashedFrom: null };
  expect(db.prepare('SELECT * FROM result ORDER BY id').all()).toEqual(before.map((row) => ({ ...row, ...unset })));
  const totals = () => db.prepare('SELECT videoCount, videoBytes, trashCount, trashBytes FROM library_total').raw().get();
  expect(totals()).toEqual([1, 3, 0, 0]);
  db.exec("UPDATE result SET trash = 'trashed', trashedAtMs = 9, trashedFrom = path");
  expect(totals()).toEqual([0, 0, 2, 3]);
  db.exec("UPDATE result SET state = 'stored' WHERE id = 2");
  expect(totals()).toEqual([0, 0, 2, 7]);
  db.exec("UPDATE result SET trash = 'deleted', state = 'missing' WHERE id = 1");
  expect(totals()).toEqual([0, 0, 1, 4]);
  db.exec('UPDATE result SET trash = NULL, trashedAtMs = NULL, trashedFrom = NULL WHERE id = 2');
  expect(totals()).toEqual([1, 4, 0, 0]);
  db.close();
});

test('the search reads a task again whose video enters or leaves the trash', () => {
  const db = databaseBefore(trash.version);
  db.pragma('foreign_keys = OFF');
  db.exec(rows);
  migrateTo(db, trash.version);
  const newest = () => db.prepare('SELECT max(seq) FROM task_change').pluck().get();
  const before = newest();
  db.exec("UPDATE result SET trash = 'trashed', trashedAtMs = 9, trashedFrom = path WHERE id = 1");
  expect(newest()).toBeGreaterThan(Number(before));
  db.close();
});
