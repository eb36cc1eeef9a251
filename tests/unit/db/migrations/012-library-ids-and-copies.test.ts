// Migration 120: folders and results from before marker files are unchanged, and no marker is known yet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { libraryIdsAndCopies } from '../../../../electron/db/migrations/012-library-ids-and-copies.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createFolderTable } from '../../../../electron/db/tables/folder-table.ts';
import { type ResultRow, resultRow } from '../../../../electron/db/tables/library/result-table.ts';
import { databaseBefore } from '../../../support/migrated-database.ts';

test('rows from before marker files are kept, with an unmarked folder and no copies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'studio.sqlite');
  const before = databaseBefore(libraryIdsAndCopies.version, path);
  const task = (id: number) => `(${id}, 1, 'completed', 1, 0, 0, 'm', '{}', 1, 1, 0, 0, 0, 0, 0, 'task-${id}', 1, 1, 100, 1)`;
  before.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs) VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1);
    INSERT INTO folder (id, path) VALUES (1, '/videos');
    INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals, mayBeAccepted,
      overdue, failedLooks, serviceTaskId, acceptedAtMs, followedSinceMs, progress, endedAtMs) VALUES ${task(1)}, ${task(2)};
    INSERT INTO result (taskId, position, kind, state, url, wantsFreshLink, linkRefusals, receivedBytes, attempts, fullFetches, poster,
      storedAtMs, folderId, path, bytes, modifiedAtMs, sha256, incomingFolderId) VALUES
      (1, 0, 'video', 'stored', 'https://a/1.mp4', 0, 0, 0, 0, 0, 'none', 1, 1, 'a.mp4', 5, 1, '${'a'.repeat(64)}', NULL),
      (2, 0, 'video', 'available', 'https://a/2.mp4', 0, 0, 0, 0, 0, 'none', NULL, NULL, NULL, NULL, NULL, NULL, 1)`);
  before.close();
  const opened = openDatabase({ path, nowMs: 1, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  onTestFinished(() => opened.value.database.close());
  const folders = createFolderTable(opened.value.database);
  expect(folders.byPath('/videos')).toEqual({ id: 1, path: '/videos', libraryId: null });
  const file = { path: 'a.mp4', bytes: 5 };
  expect([folders.expectedFiles(1, 10), folders.partialDownloads(1, 10)]).toEqual([[file, file], [2]]);
  const copies = opened.value.database.query<object, Pick<ResultRow, 'id' | 'state' | 'modifiedCopyOf'>>(
    'copies',
    'SELECT id, state, modifiedCopyOf FROM result ORDER BY id',
    resultRow.pick('id', 'state', 'modifiedCopyOf'),
  );
  expect(copies.all({})).toEqual([
    { id: 1, state: 'stored', modifiedCopyOf: null },
    { id: 2, state: 'available', modifiedCopyOf: null },
  ]);
  folders.setLibraryId('/videos', 'abc');
  folders.setLibraryId('/new', 'def');
  expect([folders.byPath('/videos')?.libraryId, folders.byPath('/new')?.libraryId]).toEqual(['abc', 'def']);
});
