// Migration 210: every row of an earlier version is kept under the present names.
import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/db/database.ts';
import { migrate } from '../../../../electron/db/migrate.ts';
import { standardNames } from '../../../../electron/db/migrations/021-standard-names.ts';
import { migrations } from '../../../../electron/db/migrations/index.ts';
import { createTaskJournalTable } from '../../../../electron/db/tables/task/task-journal-table.ts';

const migrationsBefore = migrations.filter(({ version }) => version < standardNames.version);
let db: Database.Database;

const all = (sql: string): unknown[] => db.prepare(sql).all();
const setting = (name: string): unknown =>
  JSON.parse((db.prepare('SELECT value FROM setting WHERE name = ?').pluck().get(name) as string) ?? 'null');

beforeEach(() => {
  db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(db, migrationsBefore, () => {});
  db.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs, keyRevision)
      VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1, 0);
    INSERT INTO reference (id, sha256, kind, mimeType, name, bytes, width, height, origin, addedAtMs)
      VALUES (1, '${'a'.repeat(64)}', 'image', 'image/jpeg', 'fox.jpg', 5, 640, 360, 'file', 1)`);
});

/** Adds a task in the previous format with these columns besides the required ones. */
function addTask(columns: Readonly<Record<string, string | number | null>>): void {
  const task = {
    profileId: 1,
    live: 1,
    simulated: 0,
    dismissed: 0,
    model: 'm',
    request: JSON.stringify({ prompt: 'a fox', references: [{ role: 'first-frame', referenceId: 1 }] }),
    createdAtMs: 1,
    changedAtMs: 1,
    held: 0,
    refusals: 0,
    mayBeAccepted: 0,
    overdue: 0,
    failedLooks: 0,
    ...columns,
  };
  const names = Object.keys(task);
  db.prepare(`INSERT INTO task (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`).run(task);
}
const sentColumns = { idempotencyKey: 'k', firstSentAtMs: 1, lastSentAtMs: 1, sinceMs: 5, mayBeAccepted: 1, error: '{"kind":"no-answer"}' };
const upgrade = (): void => void migrate(db, migrations, () => {});

test('each outcome of a search for an unconfirmed task gets its present name', () => {
  for (const [id, looked, listTooLong] of [
    [1, 'not-yet', 0],
    [2, 'not-seen', 0],
    [3, 'cannot-look', 0],
    [4, 'cannot-look', 1],
  ] as const)
    addTask({ ...sentColumns, id, idempotencyKey: `k${id}`, state: 'unconfirmed', looked, listTooLong, searchAtMs: id });
  upgrade();
  expect(all('SELECT reconciliation, reconcileAtMs, stateEnteredAtMs, acceptanceUnknown FROM task ORDER BY id')).toEqual(
    ['pending', 'not-found', 'unavailable', 'inconclusive'].map((reconciliation, at) => ({
      reconciliation,
      reconcileAtMs: at + 1,
      stateEnteredAtMs: 5,
      acceptanceUnknown: 1,
    })),
  );
  expect(all("SELECT DISTINCT error ->> '$.kind' AS kind FROM task")).toEqual([{ kind: 'no-response' }]);
});

test('a task held by the user stays held, at its position, with its pictures and its prompt', () => {
  addTask({ id: 7, state: 'waiting', turn: 2.5, held: 1, heldBy: 'person' });
  addTask({ id: 8, state: 'waiting', turn: 3, held: 1, heldBy: 'restore', error: '{"kind":"maybe-sent-since","backupAtMs":4}' });
  upgrade();
  expect(all('SELECT id, queuePosition, heldBy, error FROM task')).toEqual([
    { id: 7, queuePosition: 2.5, heldBy: 'user', error: null },
    { id: 8, queuePosition: 3, heldBy: 'restore', error: '{"kind":"possibly-sent-since-backup","backupAtMs":4}' },
  ]);
  expect(all('SELECT taskId FROM task_reference ORDER BY taskId')).toEqual([{ taskId: 7 }, { taskId: 8 }]);
  expect(all('SELECT text, useCount FROM prompt')).toEqual([{ text: 'a fox', useCount: 2 }]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('the history keeps its stored names, and is read with the present ones', () => {
  addTask({ id: 1, state: 'waiting', turn: 1 });
  const add = db.prepare("INSERT INTO task_journal (taskId, atMs, fact, state, detail) VALUES (1, ?, ?, 'waiting', ?)");
  add.run(1, 'send-started', '{"aheadMs":3,"keepsKey":false}');
  add.run(2, 'not-seen-at-service', '{"looked":"cannot-look","error":{"kind":"not-followed","reason":"by-person"}}');
  db.exec(
    `INSERT INTO task_event (taskId, atMs, kind, tookMs, httpStatus, detail) VALUES (1, 1, 'look', 9, 200, '{}'), (1, 2, 'looks', 8, 200, '{}')`,
  );
  upgrade();
  const journal = createTaskJournalTable(createDatabase(db, { onSlowStatement: () => {}, onDamage: () => {} }));
  expect(journal.ofTask(1).map(({ event, detail }) => [event, detail])).toEqual([
    ['submit-started', { clockSkewMs: 3, keepsIdempotencyKey: false }],
    ['reconciled-without-match', { reconciliation: 'unavailable', error: { kind: 'polling-stopped', reason: 'by-user' } }],
  ]);
  expect([journal.has(1, 'submit-started'), journal.has(1, 'resend-started')]).toEqual([true, false]);
  expect(all('SELECT kind, durationMs FROM request_log ORDER BY id')).toEqual([
    { kind: 'poll', durationMs: 9 },
    { kind: 'polls', durationMs: 8 },
  ]);
});

test('settings, the draft, a batch and an interrupted move keep their values under the present names', () => {
  const values = {
    'settings.triesAgainByItself': true,
    'settings.maxRunning': 7,
    'studio.composerMadeFrom': { taskId: 3, turn: 1.5 },
    'library.move': { toFolderId: 2, state: 'moving', files: 3, bytes: 9, isPutAway: false },
    'library.checked': { right: 4, unverified: 1, changed: 2, gone: 3, whole: true, atMs: 8 },
    'batch-made.key-1': 12,
  };
  const add = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(values)) add.run(name, JSON.stringify(value));
  upgrade();
  expect(setting('settings.autoRetry')).toBe(true);
  expect(setting('settings.maxConcurrentTasks')).toBe(7);
  expect(setting('studio.composerSource')).toEqual({ taskId: 3, queuePosition: 1.5 });
  expect(setting('library.move')).toEqual({ toFolderId: 2, state: 'moving', files: 3, bytes: 9, isDismissed: false });
  expect(setting('library.auditReport')).toEqual({ intact: 4, unverified: 1, changed: 2, missing: 3, isComplete: true, atMs: 8 });
  expect(setting('batch-progress.key-1')).toBe(12);
  for (const name of Object.keys(values)) if (name !== 'library.move') expect(setting(name)).toBeNull();
});

test('a migration that rebuilds a table and would orphan a row changes nothing', () => {
  addTask({ id: 1, state: 'waiting', turn: 1 });
  const brokenMigration = { version: 210, rebuildsTables: true, sql: 'DELETE FROM task' } as const;
  expect(() => migrate(db, [...migrationsBefore, brokenMigration], () => {})).toThrow('without their parent');
  expect(all('SELECT id FROM task')).toEqual([{ id: 1 }]);
  expect(db.pragma('user_version', { simple: true })).toBe(migrationsBefore.at(-1)?.version);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});
