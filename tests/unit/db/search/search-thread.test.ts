// The search thread over files: responds in order, recovers when the index becomes writable, and stops.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import type { IndexProgress, SearchThread } from '../../../../electron/db/search/search-port.ts';
import { createSearchThread } from '../../../../electron/db/search/search-thread.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { openSearchLibrary, searchRequest } from '../../../support/search-library.ts';
import { createSearchTexts } from '../../../support/search-texts.ts';
import { writePages } from '../../../support/write-pages.ts';

const at = folderPerTest('search-thread-');
const matchAll = searchRequest({ kind: 'and', parts: [] });
const opened: SearchThread[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.stop()));
});

/** A thread over a library of `tasks` tasks, whose index is at `indexPath`. */
function startThread(tasks: number, indexPath = at('search.sqlite')) {
  const library = openSearchLibrary(at('studio.sqlite'), createSearchTexts(31));
  library.addTasks(tasks);
  library.close();
  const progress: IndexProgress[] = [];
  const reports: string[] = [];
  const thread = createSearchThread(
    { databasePath: at('studio.sqlite'), indexPath, databaseId: 'a' },
    { onProgress: (now) => progress.push(now), onReport: ({ kind }) => reports.push(kind) },
  );
  opened.push(thread);
  return { thread, progress, reports };
}

async function countFound(thread: SearchThread): Promise<number | string> {
  const outcome = await thread.search(matchAll);
  return outcome.kind === 'found' ? outcome.result.entryIds.length + outcome.result.unindexedTaskCount : outcome.kind;
}

test('completes the index without a search and reports its progress', async () => {
  const { thread, progress } = startThread(300);
  thread.start();
  await expect.poll(() => progress.at(-1)).toEqual({ indexedTaskCount: 300, totalTaskCount: 300 });
});

test('responds to several searches in their order', async () => {
  const { thread } = startThread(50);
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((n) => thread.search(matchAll).then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3]);
});

test('reports the search as unavailable while the index cannot be written, and searches again afterwards', async () => {
  mkdirSync(at('search.sqlite'));
  const { thread, reports } = startThread(10, at('search.sqlite', 'missing', 'search.sqlite'));
  expect(await countFound(thread)).toBe('unavailable');
  await expect.poll(() => reports).toEqual(['stalled']);
  mkdirSync(at('search.sqlite', 'missing'));
  expect(await countFound(thread)).toBeGreaterThan(5);
});

test('runs the checkpoint of the database, so that main does not, and leaves the log to the connection that closes last', async () => {
  const { thread } = startThread(10);
  const main = openDatabase({ path: at('studio.sqlite'), nowMs: 0, onSlowStatement: () => {} });
  if (!main.ok) throw new Error(main.error.kind);
  const { database } = main.value;
  database.deferCheckpoints(() => thread.checkpoint());
  const fileBytes = () => statSync(at('studio.sqlite')).size;
  const before = fileBytes();
  writePages(database, 1_500);
  expect(fileBytes()).toBe(before);
  await expect.poll(fileBytes).toBeGreaterThan(before);
  await thread.stop();
  database.close();
  expect(existsSync(at('studio.sqlite-wal'))).toBe(false);
});

test('reports the search as unavailable after a stop, and does not start again', async () => {
  const { thread, reports } = startThread(10);
  expect(await countFound(thread)).toBeGreaterThan(5);
  await thread.stop();
  expect(await countFound(thread)).toBe('unavailable');
  thread.start();
  thread.databaseChanged();
  expect(reports).toEqual([]);
});
