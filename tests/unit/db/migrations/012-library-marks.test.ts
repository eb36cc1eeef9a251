// Folders and results of a database from before markers: everything is as it was, and nothing is known of a marker yet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { libraryMarks } from '../../../../electron/db/migrations/012-library-marks.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createFolderTable } from '../../../../electron/db/tables/folder-table.ts';
import { seedResult, withTables } from '../../../support/seeded-results.ts';

test('rows from before markers survive, their folder unmarked and their videos no copies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'studio.sqlite');
  withTables(path, (tables) => {
    const folderId = tables.results.folderId('/videos');
    const file = { folderId, path: 'a.mp4', bytes: 5, modifiedAtMs: 1, sha256: 'a'.repeat(64), storedAtMs: 1, nextAttemptAtMs: null };
    seedResult(tables, 'task-1', 'https://a/1.mp4', { ...file, state: 'stored' });
    seedResult(tables, 'task-2', 'https://a/2.mp4', { incomingFolderId: folderId });
  });
  // The format of before: what the step adds is taken out again.
  const before = new BetterSqlite(path);
  before.exec('DROP INDEX result_of_folder; ALTER TABLE folder DROP COLUMN libraryId; ALTER TABLE result DROP COLUMN changedCopyOf');
  const earlier = migrations.filter(({ version }) => version < libraryMarks.version);
  before.pragma(`user_version = ${earlier.at(-1)?.version}`);
  before.close();
  const opened = openDatabase({ path, nowMs: 1, slow: () => undefined, migrations: [...earlier, libraryMarks] });
  if (!opened.ok) throw new Error(opened.error.kind);
  onTestFinished(() => opened.value.database.close());
  const folders = createFolderTable(opened.value.database);
  expect(folders.ofPath('/videos')).toEqual({ id: 1, path: '/videos', libraryId: null });
  const file = { path: 'a.mp4', bytes: 5 };
  expect([folders.knownFiles(1, 10), folders.incoming(1, 10)]).toEqual([[file, file], [2]]);
  const copies = opened.value.database.prepare<object, object>('copies', 'SELECT id, state, changedCopyOf FROM result ORDER BY id');
  expect(copies.all({})).toEqual([
    { id: 1, state: 'stored', changedCopyOf: null },
    { id: 2, state: 'available', changedCopyOf: null },
  ]);
  folders.remember('/videos', 'abc');
  folders.remember('/new', 'def');
  expect([folders.ofPath('/videos')?.libraryId, folders.ofPath('/new')?.libraryId]).toEqual(['abc', 'def']);
});
