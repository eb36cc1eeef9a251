// Migration 140: `heldBy` says why a task is held: by the user, after refusals, or because a backup was restored.
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

type Db = InstanceType<typeof Database>;
function insertWaiting(db: Db, id: number, held: 0 | 1, error: object | null): void {
  db.prepare(
    `INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, error, turn, held, refusals,
      mayBeAccepted, overdue, failedLooks)
    VALUES (?, 1, 'waiting', 1, 0, 0, 'm', '{}', 1, 1, ?, ?, ?, 0, 0, 0, 0)`,
  ).run(id, error === null ? null : JSON.stringify(error), id, held);
}
const insertEvent = (db: Db, taskId: number, name: string, detail: object = {}) =>
  db
    .prepare(`INSERT INTO task_journal (taskId, resultId, atMs, fact, state, detail) VALUES (?, NULL, 1, ?, 'waiting', ?)`)
    .run(taskId, name, JSON.stringify(detail));

test('a held task stays held for the reason in its error or journal, or else by the user', () => {
  const db = databaseBefore(140);
  db.exec(
    `INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs) VALUES (1, 'evolink', 'Mine', 'https://a', 'https://f', 1)`,
  );
  insertWaiting(db, 1, 0, { kind: 'rate-limited' });
  insertEvent(db, 1, 'refused-for-now', { hold: true });
  insertEvent(db, 1, 'released');
  insertWaiting(db, 2, 1, null);
  insertEvent(db, 2, 'held');
  insertWaiting(db, 3, 1, { kind: 'rate-limited' });
  insertEvent(db, 3, 'refused-for-now', { hold: false });
  insertEvent(db, 3, 'refused-for-now', { hold: true });
  insertWaiting(db, 4, 1, { kind: 'rate-limited' });
  insertEvent(db, 4, 'refused-for-now', { hold: true });
  insertEvent(db, 4, 'released');
  insertEvent(db, 4, 'held');
  insertWaiting(db, 5, 1, { kind: 'maybe-sent-since', backupAtMs: 1 });
  insertEvent(db, 5, 'held');
  insertWaiting(db, 6, 1, { kind: 'rate-limited' });
  migrateTo(db, 140);
  expect(db.prepare('SELECT id, held, heldBy FROM task ORDER BY id').raw().all()).toEqual([
    [1, 0, null],
    [2, 1, 'person'],
    [3, 1, 'refusals'],
    [4, 1, 'person'],
    [5, 1, 'restore'],
    [6, 1, 'person'],
  ]);
  db.close();
});
