// Migration 320: prompts and references keep their rows, and are searched by the tokens of their texts.
import { expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { migrate } from '../../../../electron/db/migrate.ts';
import { tokenizedTexts } from '../../../../electron/db/migrations/032-tokenized-texts.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { createPromptTable } from '../../../../electron/db/tables/prompt-table.ts';
import { createReferenceTable } from '../../../../electron/db/tables/reference-table.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

const tokenizer = createTokenizer((character) => character);

test('rows of an earlier version are kept and are found by their tokens, also a file with a new name', () => {
  const raw = databaseBefore(tokenizedTexts.version);
  const add = raw.prepare('INSERT INTO prompt (id, text, useCount, model, usedAtMs, hidden, folded) VALUES (?, ?, 1, ?, 1, ?, ?)');
  add.run(3, 'Don’t stop', 'm', 0, 'don’t stop');
  add.run(5, 'hidden', 'm', 1, null);
  raw.exec(`INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, origin, addedAtMs, lastUsedAtMs)
    VALUES (7, '${'a'.repeat(64)}', 'image', 'image/png', '红狐.png', 1, 'file', 1, 1)`);
  const rows = () => [raw.prepare('SELECT id, text, hidden FROM prompt').all(), raw.prepare('SELECT id, name FROM reference').all()];
  const before = rows();
  migrateTo(raw, tokenizedTexts.version);
  expect(rows()).toEqual(before);

  migrate(raw, migrations, () => {});
  const database = createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} });
  const [prompts, references] = [createPromptTable(database), createReferenceTable(database)];
  const words = (text: string) => ({ kind: 'words', text, isPhrase: false }) as const;
  const named = (text: string) => references.search('image', { query: words(text), tokenizer }, null, 9).map(({ id }) => id);
  for (const table of [prompts, references]) table.tokenizeBatch(9, tokenizer);
  expect([prompts.search(words('don t st'), tokenizer, 9).map(({ id }) => id), named('狐'), named('owl')]).toEqual([[3], [7], []]);
  raw.exec("UPDATE reference SET name = 'owl.png' WHERE id = 7");
  references.tokenizeBatch(9, tokenizer);
  expect([named('狐'), named('owl')]).toEqual([[], [7]]);
  raw.close();
});
