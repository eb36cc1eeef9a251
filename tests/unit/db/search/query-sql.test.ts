// Earlier prompts: the SQL of a query finds the prompts that the written definition of a match finds.
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { migrate } from '../../../../electron/db/migrate.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { createPromptTable } from '../../../../electron/db/tables/prompt-table.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { promptFields } from '../../../../shared/search/sql-search-fields.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { searchContext } from '../../../support/search-context.ts';
import { entryWith } from '../../../support/search-entry.ts';
import { createSearchTexts, simplifyKnown } from '../../../support/search-texts.ts';

const tokenizer = createTokenizer(simplifyKnown);

function promptsWith(prompts: readonly string[]) {
  const raw = new BetterSqlite(':memory:');
  migrate(raw, migrations, () => {});
  const add = raw.prepare('INSERT OR IGNORE INTO prompt (text, useCount, model, usedAtMs, hidden) VALUES (?, 1, ?, ?, 0)');
  for (const [index, text] of prompts.entries()) add.run(text, ['veo3', 'kling-o3'][index % 2], index);
  const table = createPromptTable(createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} }));
  while (table.tokenizeBatch(100, tokenizer));
  return { raw, find: (query: Query) => table.search(query, tokenizer, 10_000).map(({ text }) => text) };
}

test('the SQL of 300 generated queries finds what a plain scan of 300 prompts in 8 languages finds', () => {
  const texts = createSearchTexts(11);
  const prompts = [...new Set(Array.from({ length: 300 }, () => texts.prompt()))].filter((text) => text !== '');
  const { raw, find } = promptsWith(prompts);
  const differences: string[] = [];
  let found = 0;
  for (let n = 0; n < 300; n += 1) {
    const typed = [texts.query(prompts), `-${texts.query(prompts)}`, `(${texts.query(prompts)} OR ${texts.query(prompts)})`][n % 3] ?? '';
    const { query } = parseQuery(typed, { ...searchContext, fields: promptFields });
    const scanned = prompts.filter((prompt) => matches(entryWith({}, { prompt }), query, tokenizer)).reverse();
    found += scanned.length;
    if (JSON.stringify(find(query)) !== JSON.stringify(scanned)) differences.push(typed);
  }
  raw.close();
  expect(differences).toEqual([]);
  expect(found).toBeGreaterThan(300);
});

test.each([
  ['model:veo3', ['red fox', 'a fox']],
  ['-model:veo3', ['a bird']],
  ['model:kling fox', []],
  ['fox after:1970-01-02', []],
  ['before:1971', ['red fox', 'a bird', 'a fox']],
  ['vendor:nobody', []],
  ['model:veo3 OR bird', ['red fox', 'a bird', 'a fox']],
])('%s compares the model and the date of the last use', (typed, expected) => {
  const { raw, find } = promptsWith(['a fox', 'a bird', 'red fox']);
  expect(find(parseQuery(typed, { ...searchContext, fields: promptFields }).query)).toEqual(expected);
  raw.close();
});

test('a field that a prompt does not have is a problem, and is searched as words', () => {
  const { query, problems, conditions } = parseQuery('audio:yes seed:4', { ...searchContext, fields: promptFields });
  expect([problems.map(({ kind }) => kind), conditions]).toEqual([['field-not-here', 'field-not-here'], []]);
  const { raw, find } = promptsWith(['audio: yes, and seed 4', 'audio only']);
  expect(find(query)).toEqual(['audio: yes, and seed 4']);
  raw.close();
});
