// The search index of a changing database: kept current, built in slices, and rebuilt when it is damaged or does not match the database.
import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createEntryReader, type EntryReader } from '../../../../electron/db/search/indexing/entry-reader.ts';
import { createSimplifier } from '../../../../electron/db/search/indexing/simplify-chinese.ts';
import { openSearchIndex, type SearchIndex } from '../../../../electron/db/search/search-index.ts';
import { type Entry, entryOfResult, entryOfTask } from '../../../../shared/search/entry.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import type { EntryState, Query } from '../../../../shared/search/query.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { allEntries, openSearchLibrary, type SearchLibrary, searchRequest } from '../../../support/search-library.ts';
import { createSearchTexts } from '../../../support/search-texts.ts';
import { seedResult } from '../../../support/seeded-results.ts';

const tokenizer = createTokenizer(createSimplifier());

const scan = (entries: readonly Entry[], query: Query): number[] =>
  entries
    .filter((entry) => matches(entry, query, tokenizer))
    .map(({ id }) => id)
    .sort((a, b) => a - b);

const foundIds = (index: SearchIndex, query: Query): number[] => [...index.search(searchRequest(query)).entryIds].sort((a, b) => a - b);

describe('the index of a changing database', () => {
  const at = folderPerTest('search-index-');
  const all: Query = { kind: 'and', parts: [] };

  function open(seed: number, tasks: number) {
    const texts = createSearchTexts(seed);
    const library = openSearchLibrary(at('studio.sqlite'), texts);
    library.addTasks(tasks);
    const openIndex = (databaseId = 'a') =>
      openSearchIndex({ path: at('search.sqlite'), databaseId, reader: createEntryReader(library.database) });
    return { texts, library, openIndex };
  }
  const indexAll = (index: SearchIndex): SearchIndex => {
    while (index.indexSlice());
    return index;
  };
  const expectComplete = (index: SearchIndex, library: SearchLibrary): void => {
    expect(foundIds(index, all)).toEqual(scan(allEntries(library), all));
  };

  test('finds a task that was added after the index was built', () => {
    const { library, openIndex } = open(2, 20);
    const index = indexAll(openIndex());
    library.addTasks(5);
    expectComplete(index, library);
    index.close();
    library.close();
  });

  test('follows a video that is missing or waits to be downloaded again', () => {
    const { library, openIndex } = open(3, 30);
    const index = indexAll(openIndex());
    const { tables } = library;
    const [video] = tables.results.index();
    const row = tables.results.get(video?.id ?? 0);
    if (row === undefined) throw new Error('the library has no video');
    tables.results.update({ ...row, state: 'missing' });
    const missing: Query = { kind: 'condition', condition: { field: 'is', flag: 'missing' } };
    expect(foundIds(index, missing)).toContain(entryOfResult(row.id));
    tables.results.update({
      ...row,
      state: 'available',
      storedAtMs: null,
      path: null,
      folderId: null,
      nextAttemptAtMs: null,
      url: 'http://127.0.0.1:9/x',
    });
    expect(foundIds(index, all)).not.toContain(entryOfResult(row.id));
    expectComplete(index, library);
    index.close();
    library.close();
  });

  test('follows a task without a video from state to state', () => {
    const { library, openIndex } = open(3, 1);
    const { tables } = library;
    const resultId = seedResult(tables, 'task-unified-1-a', 'http://127.0.0.1:9/a.mp4');
    const result = tables.results.get(resultId);
    const task = tables.tasks.get(result?.taskId ?? 0);
    if (result === undefined || task === undefined) throw new Error('the task does not exist');
    const index = indexAll(openIndex());
    const isIn = (state: EntryState): boolean =>
      foundIds(index, { kind: 'condition', condition: { field: 'is', flag: state } }).includes(entryOfTask(task.id));
    expect(isIn('in-progress')).toBe(true);
    tables.results.update({ ...result, state: 'expired', nextAttemptAtMs: null });
    expect([isIn('in-progress'), isIn('expired')]).toEqual([false, true]);
    tables.tasks.update({ ...task, state: 'cancelled' }, task);
    expect([isIn('expired'), isIn('cancelled')]).toEqual([false, true]);
    index.close();
    library.close();
  });

  test('ignores a poll without news', () => {
    const { library } = open(4, 1);
    const reader = createEntryReader(library.database);
    const before = reader.lastChangeSeq();
    const [id = 0] = reader.taskIdsBelow(Number.MAX_SAFE_INTEGER, 1);
    const row = library.tables.tasks.get(id);
    if (row === undefined) throw new Error('there is no task');
    library.tables.tasks.update({ ...row, lastPolledAtMs: 7, failedPolls: 1 }, row);
    expect(reader.lastChangeSeq()).toBe(before);
    library.tables.tasks.update({ ...row, creditsUsed: 77 }, row);
    expect(reader.lastChangeSeq()).toBe(before + 1);
    library.close();
  });

  test('can be searched while it is built, and reports how many tasks are missing', () => {
    const { library, openIndex } = open(5, 250);
    const index = openIndex();
    index.indexSlice();
    const result = index.search(searchRequest(all));
    expect(result.unindexedTaskCount).toBe(150);
    expect(index.progress()).toEqual({ indexedTaskCount: 100, totalTaskCount: 250 });
    indexAll(index);
    expectComplete(index, library);
    index.close();
    library.close();
  });

  test('does not count the tasks again for each slice', () => {
    const { library } = open(12, 1_200);
    const reads: string[] = [];
    const reader = new Proxy(createEntryReader(library.database), {
      get(target, name: keyof EntryReader) {
        reads.push(name);
        return target[name];
      },
    });
    const index = openSearchIndex({ path: at('search.sqlite'), databaseId: 'a', reader });
    const findWord = (text: string) => foundIds(index, { kind: 'words', text, isPhrase: false });
    index.indexSlice();
    const first = findWord('ox');
    for (let isMore = true; isMore; isMore = index.indexSlice()) index.progress();
    expect(index.progress()).toEqual({ indexedTaskCount: 1_200, totalTaskCount: 1_200 });
    expect(reads.filter((name) => name === 'countTasksBelow')).toHaveLength(2);
    expect(findWord('ox').length).toBeGreaterThan(first.length);
    expect(findWord('ox')).toEqual(scan(allEntries(library), { kind: 'words', text: 'ox', isPhrase: false }));
    index.close();
    library.close();
  });

  test('resumes where it stopped when it was closed before it was complete', () => {
    const { library, openIndex } = open(6, 250);
    const first = openIndex();
    first.indexSlice();
    first.close();
    library.addTasks(3);
    const second = openIndex();
    expect(second.rebuildReason).toBeNull();
    expect(second.progress()).toEqual({ indexedTaskCount: 100, totalTaskCount: 253 });
    expectComplete(indexAll(second), library);
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
    ['is truncated', /malformed|not a database|another format|disk image/, (file: string) => truncateSync(file, 5_000)],
  ])('is rebuilt when it %s', (name, reason, damage) => {
    const { library, openIndex } = open(7, 20);
    indexAll(openIndex()).close();
    damage(at('search.sqlite'));
    const index = openIndex(name.startsWith('belongs') ? 'b' : 'a');
    expect(index.rebuildReason).toMatch(reason);
    expectComplete(indexAll(index), library);
    index.close();
    library.close();
  });

  test('is rebuilt when the database was restored to an earlier state', () => {
    const { library, openIndex } = open(8, 20);
    const index = indexAll(openIndex());
    library.addTasks(1);
    index.search(searchRequest(all));
    index.close();
    const raw = new BetterSqlite(at('studio.sqlite'));
    raw.exec('DELETE FROM task_change WHERE seq = (SELECT max(seq) FROM task_change)');
    raw.close();
    const reopened = openIndex();
    expect(reopened.rebuildReason).toBe('ahead of the database');
    reopened.close();
    library.close();
  });

  test('is rebuilt when its tables are damaged although its header is readable', () => {
    const { library, openIndex } = open(9, 200);
    indexAll(openIndex()).close();
    const raw = new BetterSqlite(at('search.sqlite'));
    const page = raw.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").pluck().get() as number;
    const pageBytes = raw.pragma('page_size', { simple: true }) as number;
    raw.pragma('wal_checkpoint(TRUNCATE)');
    raw.close();
    const file = openSync(at('search.sqlite'), 'r+');
    writeSync(file, Buffer.alloc(pageBytes, 0xff), 0, pageBytes, (page - 1) * pageBytes);
    closeSync(file);
    const index = openIndex();
    expect(index.rebuildReason).toMatch(/malformed|corrupt/);
    expectComplete(indexAll(index), library);
    index.close();
    library.close();
  });

  test('omits only the tasks that cannot be read', () => {
    const { library, openIndex } = open(10, 30);
    const raw = new BetterSqlite(at('studio.sqlite'));
    raw.pragma('ignore_check_constraints = ON');
    raw.exec("DROP TRIGGER task_reference_on_update; UPDATE task SET request = '{not json' WHERE id = 7");
    raw.exec(`UPDATE task SET request = json_set(request, '$.references', json('["abc"]')) WHERE id = 8`);
    raw.close();
    const index = indexAll(openIndex());
    const readable = Array.from({ length: 30 }, (_, at) => at + 1).filter((id) => id !== 7 && id !== 8);
    const entries = createEntryReader(library.database).entriesOf(readable);
    expect(foundIds(index, all)).toEqual(scan(entries, all));
    index.close();
    library.close();
  });

  test('finds tasks by the new name of a renamed profile', () => {
    const { library, openIndex } = open(11, 20);
    const { tables } = library;
    const [profile] = tables.profiles.all();
    if (profile === undefined) throw new Error('there is no profile');
    const index = indexAll(openIndex());
    const byProfile = (text: string): Query => ({ kind: 'condition', condition: { field: 'profile', text } });
    const before = foundIds(index, byProfile(profile.name));
    tables.profiles.update({ ...profile, name: 'Renamed' });
    expect(before.length).toBeGreaterThan(0);
    expect(foundIds(index, byProfile('renamed'))).toEqual(before);
    expect(foundIds(index, byProfile(profile.name))).toEqual([]);
    index.close();
    library.close();
  });
});
