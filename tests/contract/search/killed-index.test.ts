// Making the index of an existing library, killed again and again: the next start goes on, and in the end the index is whole.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createEntryReader } from '../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex } from '../../../electron/db/search/search-index.ts';
import { seededRandom } from '../../soak/trial.ts';
import { folderPerTest } from '../../support/folder-per-test.ts';
import { allEntries, openSearchLibrary, searchRequest } from '../../support/search-library.ts';
import { createSearchTexts } from '../../support/search-texts.ts';

const at = folderPerTest('killed-index-');

function startIndexing(): ChildProcess {
  const script = join(import.meta.dirname, 'indexing-process.ts');
  return spawn(process.execPath, ['--no-warnings', script, at('studio.sqlite'), at('search.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Lets a process index until it has printed `lines` lines, and kills it. Returns what it printed; all of it where it ended before. */
async function killAfter(lines: number): Promise<string[]> {
  const child = startIndexing();
  const printed: string[] = [];
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (printed.length === lines) child.kill('SIGKILL');
  }
  return printed;
}

test('an index that is killed while it is made goes on where it was, and is whole in the end', async () => {
  const library = openSearchLibrary(at('studio.sqlite'), createSearchTexts(21));
  library.addTasks(2_000);
  const random = seededRandom(21);
  let indexed = 0;
  let kills = 0;
  while (indexed < 2_000) {
    const printed = await killAfter(2 + Math.floor(random() * 6));
    expect(printed[0]).toBe('opened');
    const last = Number(printed.at(-1));
    // What was printed was committed before.
    expect(last).toBeGreaterThanOrEqual(indexed);
    indexed = last;
    kills += 1;
  }
  expect(kills).toBeGreaterThan(3);
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
