// A process that indexes an existing library is killed repeatedly. The next process continues, and in the end the index is complete.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createEntryReader } from '../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex } from '../../../electron/db/search/search-index.ts';
import { seededRandom } from '../../soak/trial.ts';
import { folderPerTest } from '../../support/folder-per-test.ts';
import { programPerFile } from '../../support/program-per-file.ts';
import { allEntries, openSearchLibrary, searchRequest } from '../../support/search-library.ts';
import { createSearchTexts } from '../../support/search-texts.ts';

const at = folderPerTest('killed-index-');

const program = programPerFile(join(import.meta.dirname, 'indexing-process.ts'));

function startIndexing(): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', program(), at('studio.sqlite'), at('search.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/**
 * Kills an indexing process when it has printed `lineCount` lines. Returns the printed lines, which are fewer if the process ended before.
 */
async function killAfter(lineCount: number): Promise<string[]> {
  const child = startIndexing();
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === lineCount) child.kill('SIGKILL');
  }
  return lines;
}

test('indexing that is killed repeatedly continues where it was, and the index is complete in the end', async () => {
  const library = openSearchLibrary(at('studio.sqlite'), createSearchTexts(21));
  library.addTasks(2_000);
  const random = seededRandom(21);
  let indexedCount = 0;
  let killCount = 0;
  while (indexedCount < 2_000) {
    const lines = await killAfter(2 + Math.floor(random() * 6));
    expect(lines[0]).toBe('opened');
    const indexedNow = Number(lines.at(-1));
    // A process prints only committed progress.
    expect(indexedNow).toBeGreaterThanOrEqual(indexedCount);
    indexedCount = indexedNow;
    killCount += 1;
  }
  expect(killCount).toBeGreaterThan(3);
  const index = openSearchIndex({ path: at('search.sqlite'), databaseId: 'a', reader: createEntryReader(library.database) });
  const found = index.search(searchRequest({ kind: 'and', parts: [] })).entryIds;
  expect([...found].sort((a, b) => a - b)).toEqual(
    allEntries(library)
      .map(({ id }) => id)
      .sort((a, b) => a - b),
  );
  index.close();
  library.close();
});
