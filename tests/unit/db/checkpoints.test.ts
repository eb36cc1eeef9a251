// Checkpoints in another thread: when they are requested, and what they leave behind.
import { statSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { runCheckpoint } from '../../../electron/db/checkpoints.ts';
import type { Database } from '../../../electron/db/database.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { folderPerTest } from '../../support/folder-per-test.ts';
import { openMigratedFile } from '../../support/migrated-file.ts';
import { writePages } from '../../support/write-pages.ts';

const at = folderPerTest('checkpoints-');

function openFile(): Database {
  const opened = openDatabase({ path: at('studio.sqlite'), nowMs: 0, onSlowStatement: () => {}, openFile: openMigratedFile });
  if (!opened.ok) throw new Error(opened.error.kind);
  onTestFinished(() => opened.value.database.close());
  return opened.value.database;
}

test('a commit requests a checkpoint once the log is large, and leaves the database file as it is', () => {
  const database = openFile();
  let requestCount = 0;
  writePages(database, 600);
  const bytes = () => statSync(at('studio.sqlite')).size;
  const before = bytes();
  database.deferCheckpoints(() => {
    requestCount += 1;
  });
  database.transaction(() => {
    database.transaction(() => {});
    expect(requestCount).toBe(0);
  });
  expect(requestCount).toBe(1);
  writePages(database, 1_500);
  expect([requestCount, bytes()]).toEqual([2, before]);
});

test('a checkpoint of another connection copies all pages, and the next commits request none', () => {
  const database = openFile();
  const requests: string[] = [];
  database.deferCheckpoints(() => requests.push('checkpoint'));
  writePages(database, 1_500);
  runCheckpoint(database.path);
  expect(statSync(at('studio.sqlite')).size).toBeGreaterThan(1_500 * 4_096);
  writePages(database, 10);
  expect(requests).toHaveLength(1);
});

test('a checkpoint that is not due does nothing', () => {
  const database = openFile();
  writePages(database, 100);
  const before = statSync(at('studio.sqlite')).size;
  runCheckpoint(database.path);
  expect(statSync(at('studio.sqlite')).size).toBe(before);
});
