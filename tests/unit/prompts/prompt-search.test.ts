// Searching prompts while some of them are not split into tokens yet: after an update, with a full disk, during a quit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { promptHandlers } from '../../../electron/core/handlers/prompt-handlers.ts';
import { createSqlSearch } from '../../../electron/core/sql-search/sql-search.ts';
import { createDatabase } from '../../../electron/db/database.ts';
import { migrate } from '../../../electron/db/migrate.ts';
import { migrations } from '../../../electron/db/migrations/index.ts';
import { createTables } from '../../../electron/db/tables/tables.ts';
import { createTokenizer } from '../../../shared/search/text-tokenizer.ts';
import { createFakeLog } from '../../support/fake-log.ts';

let raw: BetterSqlite.Database;
beforeEach(() => {
  raw = new BetterSqlite(':memory:');
  migrate(raw, migrations, () => {});
});
afterEach(() => void raw.close());

function start() {
  const log = createFakeLog();
  const stopController = new AbortController();
  const tables = createTables(createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} }));
  const sqlSearch = createSqlSearch({ clock: { now: () => 0 }, log, signal: stopController.signal });
  const handlers = promptHandlers({ tables, sqlSearch });
  const search = async (query: string): Promise<readonly string[]> => {
    const result = await handlers['prompts.search']({ query });
    return result.ok ? result.value.prompts.map(({ text }) => text) : [result.error.kind];
  };
  return { log, ending: stopController, tables, search };
}

function addPrompts(texts: readonly string[]): void {
  const add = raw.prepare("INSERT INTO prompt (text, useCount, model, usedAtMs, hidden) VALUES (?, 1, 'm', 1, 0)");
  for (const text of texts) add.run(text);
}
const numberedPrompts = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `fox ${at}`);
const untokenized = (): unknown => raw.prepare('SELECT count(*) FROM prompt WHERE tokens IS NULL').pluck().get();

test('an empty query tokenizes no prompts', async () => {
  addPrompts(numberedPrompts(250));
  const { search } = start();
  expect((await search(' ')).length).toBe(60);
  expect(untokenized()).toBe(250);
  expect(await search('fox 17')).toEqual(expect.arrayContaining(['fox 17']));
  expect(untokenized()).toBe(0);
});

test('a search with every prompt tokenized does not wait for the write lock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'studio-prompts-'));
  const path = join(folder, 'studio.db');
  raw.close();
  raw = new BetterSqlite(path, { timeout: 0 });
  raw.pragma('journal_mode = WAL');
  migrate(raw, migrations, () => {});
  addPrompts(['a fox']);
  const { search, log } = start();
  await search('fox');
  const writer = new BetterSqlite(path);
  writer.exec('BEGIN IMMEDIATE');
  expect([await search('fox'), log.lines]).toEqual([['a fox'], []]);
  writer.close();
  rmSync(folder, { recursive: true });
});

test('a search in a read-only database finds tokenized prompts, and logs the failure once', async () => {
  addPrompts(['a fox']);
  const { search, log } = start();
  await search('fox');
  addPrompts(['a fox in the snow']);
  raw.pragma('query_only = 1');
  expect([await search('fox'), await search('a'), log.lines.length, log.incidents]).toEqual([['a fox'], ['a fox'], 1, []]);
  raw.pragma('query_only = 0');
  expect(await search('fox')).toEqual(['a fox in the snow', 'a fox']);
});

test('a search interrupted by a quit does not touch the closed database', async () => {
  addPrompts(numberedPrompts(250));
  const { search, ending: stopController } = start();
  const searchPromise = search('fox');
  stopController.abort();
  raw.close();
  expect(await searchPromise).toEqual([]);
});

test('a prompt that is not tokenized yet is not found', () => {
  addPrompts(['a fox', '狐狸']);
  const { prompts } = start().tables;
  const tokenizer = createTokenizer((character) => character);
  const find = () => prompts.search({ kind: 'words', text: '狐', isPhrase: false }, tokenizer, 9).map(({ text }) => text);
  expect(find()).toEqual([]);
  prompts.tokenizeBatch(9, tokenizer);
  expect(find()).toEqual(['狐狸']);
});
