// Migration 190: prompts of an earlier version keep their rows and can be found once they are tokenized.
import { expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { migrate } from '../../../../electron/db/migrate.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { createPromptTable } from '../../../../electron/db/tables/prompt-table.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('prompts of an earlier version are kept, stay hidden, and are found once they are tokenized', () => {
  const raw = databaseBefore(190);
  const add = raw.prepare('INSERT INTO prompt (id, text, uses, model, usedAtMs, hidden) VALUES (?, ?, ?, ?, ?, ?)');
  add.run(3, 'Besançon'.normalize('NFD'), 2, 'm1', 10, 0);
  add.run(5, '狐狸在雪地', 1, 'm2', 20, 0);
  add.run(8, 'Besançon, taken out of the list', 1, 'm2', 30, 1);
  const rows = () => raw.prepare('SELECT id, text, uses, model, usedAtMs, hidden FROM prompt ORDER BY id').all();
  const before = rows();
  migrateTo(raw, 190);
  expect(rows()).toEqual(before);

  migrate(raw, migrations, () => {});
  const table = createPromptTable(createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} }));
  const tokenizer = createTokenizer((character) => character);
  const ids = (text: string) => table.search({ kind: 'words', text, isPhrase: false }, tokenizer, 9).map(({ id }) => id);
  const tokenize = () => table.tokenizeBatch(2, tokenizer);
  expect([tokenize(), tokenize(), tokenize()]).toEqual([true, false, false]);
  expect([ids('besancon'), ids('狐狸'), table.newest(9).map(({ id }) => id)]).toEqual([[3], [5], [5, 3]]);
  table.setHidden(8, false);
  table.setHidden(3, true);
  expect(ids('besancon')).toEqual([8]);
  // Throws if the index is inconsistent.
  raw.exec("INSERT INTO prompt_search (prompt_search) VALUES ('integrity-check')");
  raw.close();
});
