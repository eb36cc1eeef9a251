// No statement about judgements, the library journal or the undo log reads a whole table that grows with the library, or sorts it.
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { actionSql } from '../../../electron/db/tables/action-table.ts';
import { collectionSql } from '../../../electron/db/tables/judgement/collection-table.ts';
import { collectionVideoSql } from '../../../electron/db/tables/judgement/collection-video-table.ts';
import { judgementCountSql } from '../../../electron/db/tables/judgement/judgement-count-table.ts';
import { judgementFields, judgementSql } from '../../../electron/db/tables/judgement/judgement-table.ts';
import { searchRefreshSql } from '../../../electron/db/tables/judgement/search-refresh-table.ts';
import { tagSql } from '../../../electron/db/tables/judgement/tag-table.ts';
import { journalChangeSql } from '../../../electron/db/tables/library/journal-change-table.ts';
import { libraryJournalSql } from '../../../electron/db/tables/library/library-journal-table.ts';

const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
if (!opened.ok) throw new Error();
const { database } = opened.value;
afterAll(() => database.close());

const { valuesOf, set, ...judgements } = judgementSql;
const statements = {
  ...judgements,
  ...Object.fromEntries(
    judgementFields.flatMap((field) => [
      [`valuesOf ${field}`, valuesOf(field)],
      [`set ${field}`, set(field)],
    ]),
  ),
  ...Object.fromEntries(Object.entries(judgementCountSql).map(([name, sql]) => [`count ${name}`, sql])),
  ...Object.fromEntries(Object.entries(tagSql).map(([name, sql]) => [`tag ${name}`, sql])),
  ...Object.fromEntries(Object.entries(collectionSql).map(([name, sql]) => [`collection ${name}`, sql])),
  ...Object.fromEntries(Object.entries(collectionVideoSql).map(([name, sql]) => [`collection video ${name}`, sql])),
  ...Object.fromEntries(Object.entries(searchRefreshSql).map(([name, sql]) => [`refresh ${name}`, sql])),
  ...Object.fromEntries(Object.entries(libraryJournalSql).map(([name, sql]) => [`library journal ${name}`, sql])),
  ...Object.fromEntries(Object.entries(journalChangeSql).map(([name, sql]) => [`journal change ${name}`, sql])),
  ...Object.fromEntries(Object.entries(actionSql).map(([name, sql]) => [`action ${name}`, sql])),
};

/**
 * Tables that may be read as a whole: at most 10,000 tags, 2,000 collections and 1,000 actions, and what is not in the library journal yet.
 */
const smallTables =
  /^SCAN (library_journal_entry USING INDEX library_journal_entry_to_write|library_journal_change|tag|collection|action_log|search_refresh|sqlite_sequence|json_each|g|CONSTANT)\b/;

test.each(Object.entries(statements))('%s', (_, sql) => {
  const scans = database
    .planOf(sql)
    .split('\n')
    .filter((line) => line.startsWith('SCAN ') && !smallTables.test(line));
  expect(scans).toEqual([]);
});

test.each(['first', 'after', 'before', 'last', 'inIdOrder'] as const)(
  'the videos of a collection are read in their order without a sort: %s',
  (name) => {
    expect(database.planOf(collectionVideoSql[name])).not.toContain('TEMP B-TREE');
  },
);
