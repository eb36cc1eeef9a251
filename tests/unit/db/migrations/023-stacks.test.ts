// Migration 230: all rows stay, no task has a stack yet, and videos are found by their content.
import { expect, test } from 'vitest';
import { stacks } from '../../../../electron/db/migrations/023-stacks.ts';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

test('tasks and results of an earlier version are kept, without stacks', () => {
  const db = databaseBefore(stacks.version);
  db.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, keyRevision)
      VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, 0);
    INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals, acceptanceUnknown,
        overdue, failedPolls, notFoundPolls)
      VALUES (1, 1, 'draft', 0, 0, 0, 'seedance-2.0', '{}', 1, 1, 0, 0, 0, 0, 0, 0)`);
  const before = db.prepare('SELECT * FROM task').all();
  migrateTo(db, stacks.version);
  expect(db.prepare('SELECT * FROM task').all()).toEqual(before);
  for (const table of ['stack', 'stack_task', 'stack_top']) expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  expect(db.prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%content'").pluck().all()).toEqual([
    'result_content',
  ]);
  // Deleting a task removes it from its stack.
  db.exec("INSERT INTO stack (id, takeKey) VALUES (1, '1-a'); INSERT INTO stack_task (taskId, stackId) VALUES (1, 1); DELETE FROM task");
  expect(db.prepare('SELECT * FROM stack_task').all()).toEqual([]);
  db.close();
});
