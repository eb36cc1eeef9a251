// The search through the IPC contract: in a studio in memory, and in one whose database is a file, where a thread searches.
import { expect, test } from 'vitest';
import { createDatabaseSearchThread } from '../../../../electron/db/search/search-thread.ts';
import type { CallInput } from '../../../../shared/ipc.ts';
import { entryTarget } from '../../../../shared/search/entry.ts';
import { studioFolderPerTest } from '../../../support/folder-per-test.ts';
import { searchRequest } from '../../../support/search-library.ts';
import { type Bench, fox, startBench } from '../../../support/studio-bench.ts';

function searchFor(text: string): CallInput<'library.search'> {
  const { query: _, derivedCollections: _derived, ...request } = searchRequest({ kind: 'and', parts: [] });
  return { text, ...request };
}

async function search(bench: Bench, text: string): Promise<number[]> {
  const { entryIds } = await bench.must('library.search', searchFor(text));
  return [...entryIds].map((id) => entryTarget(id).id);
}

test('a task is found by a word of its prompt as soon as it is submitted', async () => {
  const bench = startBench();
  await bench.connect();
  const [first] = await bench.submit();
  const [second] = await bench.submit({ ...fox, prompt: '红色的狐狸在雪地里' });
  expect(await search(bench, 'SNOW')).toEqual([first]);
  expect(await search(bench, '狐狸')).toEqual([second]);
  expect(await search(bench, '-狐狸')).toEqual([first]);
  expect(await search(bench, 'ratio:16:9 now')).toEqual([first]);
  await bench.studio.stop({ withinMs: 0 });
});

const folder = studioFolderPerTest('library-search-');

test('the search thread finds tasks from before and after its start, also after a restart', async () => {
  const bench = folder.start({ searchThread: createDatabaseSearchThread });
  await bench.connect();
  const [first] = await bench.submit();
  expect(await search(bench, 'fox')).toEqual([first]);
  const [second] = await bench.submit({ ...fox, prompt: 'a fox at dawn' });
  expect(await search(bench, 'fox dawn')).toEqual([second]);
  await bench.studio.stop({ withinMs: 0 });
  const next = folder.start({ searchThread: createDatabaseSearchThread });
  expect(await search(next, 'fox')).toEqual([second, first]);
});
