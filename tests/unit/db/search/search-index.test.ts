// The index answers what a plain scan by the definition answers, over generated prompts in eight languages.
import { truncateSync, writeFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEntryReader } from '../../../../electron/db/search/indexing/entry-reader.ts';
import { createSimplifier } from '../../../../electron/db/search/indexing/simplify-chinese.ts';
import { openSearchIndex, type SearchIndex } from '../../../../electron/db/search/search-index.ts';
import type { Entry } from '../../../../shared/search/entry.ts';
import { matches } from '../../../../shared/search/matches.ts';
import { parseQuery } from '../../../../shared/search/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { createTokenizer, type Tokenizer } from '../../../../shared/search/tokens.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { searchContext } from '../../../support/search-entry.ts';
import {
  allEntries,
  openSearchLibrary,
  type SearchLibrary,
  type SeededIndex,
  searchRequest,
  seedIndex,
} from '../../../support/search-library.ts';
import { createSearchTexts } from '../../../support/search-texts.ts';

/** Cuts each text once: a scan looks at all texts for every query. */
function rememberingTokenizer(): Tokenizer {
  const tokenizer = createTokenizer(createSimplifier());
  const known = new Map<string, string[]>();
  return {
    ...tokenizer,
    tokenize(text) {
      const tokens = known.get(text) ?? tokenizer.tokenize(text);
      known.set(text, tokens);
      return tokens;
    },
  };
}
const tokenizer = rememberingTokenizer();

const scan = (entries: readonly Entry[], query: Query): number[] =>
  entries
    .filter((entry) => matches(entry, query, tokenizer))
    .map(({ id }) => id)
    .sort((a, b) => a - b);

const found = (index: SearchIndex, query: Query): number[] => [...index.search(searchRequest(query)).entryIds].sort((a, b) => a - b);

describe('the index of 500 tasks', () => {
  const texts = createSearchTexts(1);
  let seeded: SeededIndex;

  beforeAll(() => {
    seeded = seedIndex(texts, 500);
  });
  afterAll(() => seeded.close());

  test('answers 200 typed queries as a plain scan does', () => {
    const { index, entries } = seeded;
    const prompts = entries.map(({ text }) => text.prompt) as [string, ...string[]];
    const differences: string[] = [];
    let withResults = 0;
    for (let n = 0; n < 200; n += 1) {
      const typed = texts.query(prompts);
      const { query } = parseQuery(typed, searchContext);
      const expected = scan(entries, query);
      if (expected.length > 0) withResults += 1;
      if (JSON.stringify(found(index, query)) !== JSON.stringify(expected)) differences.push(typed);
    }
    expect(differences).toEqual([]);
    expect(withResults).toBeGreaterThan(100);
  });
});

describe('an index beside a database that changes', () => {
  const at = folderPerTest('search-index-');
  const all: Query = { kind: 'and', parts: [] };

  function open(seed: number, tasks: number) {
    const texts = createSearchTexts(seed);
    const library = openSearchLibrary(at('studio.sqlite'), texts);
    library.addTasks(tasks);
    const openIndex = (databaseId = 'a') => openSearchIndex(at('search.sqlite'), databaseId, createEntryReader(library.database));
    return { texts, library, openIndex };
  }
  const completed = (index: SearchIndex): SearchIndex => {
    while (index.backfillSlice());
    return index;
  };
  const expectWhole = (index: SearchIndex, library: SearchLibrary): void => {
    expect(found(index, all)).toEqual(scan(allEntries(library), all));
  };

  test('finds a task that was added after the index was made, with the next search', () => {
    const { library, openIndex } = open(2, 20);
    const index = completed(openIndex());
    library.addTasks(5);
    expectWhole(index, library);
    index.close();
    library.close();
  });

  test('follows a task that changes its state, loses its video or is deleted', () => {
    const { library, openIndex } = open(3, 30);
    const index = completed(openIndex());
    const { tables } = library;
    const [video] = tables.results.index();
    const row = tables.results.get(video?.id ?? 0);
    if (row === undefined) throw new Error('the library has no video');
    tables.results.update({ ...row, state: 'missing' });
    const missing: Query = { kind: 'condition', condition: { field: 'is', flag: 'missing' } };
    expect(found(index, missing)).toContain(2 * row.id);
    tables.results.update({
      ...row,
      state: 'available',
      storedAtMs: null,
      path: null,
      folderId: null,
      nextAttemptAtMs: null,
      url: 'http://127.0.0.1:9/x',
    });
    expect(found(index, all)).not.toContain(2 * row.id);
    expectWhole(index, library);
    index.close();
    library.close();
  });

  test('writes nothing to the list of changes for a poll without news', () => {
    const { library } = open(4, 1);
    const reader = createEntryReader(library.database);
    const before = reader.lastChange();
    const [id = 0] = reader.taskIdsBelow(Number.MAX_SAFE_INTEGER, 1);
    const row = library.tables.tasks.get(id);
    if (row === undefined) throw new Error('there is no task');
    library.tables.tasks.update({ ...row, lastPolledAtMs: 7, failedPolls: 1 }, row);
    expect(reader.lastChange()).toBe(before);
    library.tables.tasks.update({ ...row, creditsUsed: 77 }, row);
    expect(reader.lastChange()).toBe(before + 1);
    library.close();
  });

  test('is searched while it is made, newest first, and says what is missing', () => {
    const { library, openIndex } = open(5, 250);
    const index = openIndex();
    index.backfillSlice();
    const answer = index.search(searchRequest(all));
    expect(answer.unindexedTasks).toBe(150);
    expect(index.progress()).toEqual({ indexedTasks: 100, totalTasks: 250 });
    completed(index);
    expectWhole(index, library);
    index.close();
    library.close();
  });

  test('goes on where it was when it was closed in the middle', () => {
    const { library, openIndex } = open(6, 250);
    const first = openIndex();
    first.backfillSlice();
    first.close();
    library.addTasks(3);
    const second = openIndex();
    expect(second.madeBecause).toBeNull();
    expect(second.progress().indexedTasks).toBe(103);
    expectWhole(completed(second), library);
    second.close();
    library.close();
  });

  test.each([
    ['belongs to another database', 'another database', (_file: string) => undefined],
    [
      'is damaged',
      'file is not a database',
      (file: string) => writeFileSync(file, 'not a database, but long enough to be one'.repeat(100)),
    ],
    ['has been cut', /malformed|not a database|another format|disk image/, (file: string) => truncateSync(file, 5_000)],
  ])('is made anew when it %s', (name, reason, spoil) => {
    const { library, openIndex } = open(7, 20);
    completed(openIndex()).close();
    spoil(at('search.sqlite'));
    const index = openIndex(name.startsWith('belongs') ? 'b' : 'a');
    expect(index.madeBecause).toMatch(reason);
    expectWhole(completed(index), library);
    index.close();
    library.close();
  });

  test('is made anew when the database was put back to an earlier state', () => {
    const { library, openIndex } = open(8, 20);
    const index = completed(openIndex());
    library.addTasks(1);
    index.search(searchRequest(all));
    index.close();
    const raw = new BetterSqlite(at('studio.sqlite'));
    raw.exec('DELETE FROM task_change WHERE seq = (SELECT max(seq) FROM task_change)');
    raw.close();
    const reopened = openIndex();
    expect(reopened.madeBecause).toBe('ahead of the database');
    reopened.close();
    library.close();
  });
});
