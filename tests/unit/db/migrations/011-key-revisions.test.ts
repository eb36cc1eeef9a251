// Migration 110: databases from before key revisions, which compared times, get equivalent revisions.
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseBefore, migrateTo } from '../../../support/migrated-database.ts';

const insertProfile = (db: InstanceType<typeof Database>, id: number, keyChangedAtMs: number | null): void => {
  db.prepare(
    `INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, keyChangedAtMs, createdAtMs) VALUES (?, 'evolink', 'Mine', 'https://a', 'https://f', ?, 1)`,
  ).run(id, keyChangedAtMs);
};
function insertUnconfirmed(db: InstanceType<typeof Database>, id: number, profileId: number, lastSentAtMs: number): void {
  db.prepare(
    `INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, error, held, refusals,
      idempotencyKey, firstSentAtMs, lastSentAtMs, mayBeAccepted, sinceMs, looked, overdue, failedLooks)
    VALUES (?, ?, 'unconfirmed', 1, 0, 0, 'm', '{}', 1, 1, '{}', 0, 0, ?, ?, ?, 1, 1, 'not-yet', 0, 0)`,
  ).run(id, profileId, `key-${id}`, lastSentAtMs, lastSentAtMs);
}
function insertPending(db: InstanceType<typeof Database>, id: number, profileId: number, lastSentAtMs: number, acceptedAtMs: number): void {
  db.prepare(
    `INSERT INTO task (id, profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals,
      idempotencyKey, firstSentAtMs, lastSentAtMs, mayBeAccepted, overdue, failedLooks, serviceTaskId, acceptedAtMs, followedSinceMs, progress,
      nextLookAtMs)
    VALUES (?, ?, 'pending', 1, 0, 0, 'm', '{}', 1, 1, 0, 0, ?, ?, ?, 0, 0, 0, 't', ?, ?, 0, 1)`,
  ).run(id, profileId, `key-${id}`, lastSentAtMs, lastSentAtMs, acceptedAtMs, acceptedAtMs);
}
const rows = (db: InstanceType<typeof Database>) => db.prepare('SELECT id, keyRevision FROM task ORDER BY id').all();

test('a profile that ever had a key gets revision 1, and one that never had a key gets revision 0', () => {
  const db = databaseBefore(110);
  insertProfile(db, 1, 1_000);
  insertProfile(db, 2, null);
  migrateTo(db, 110);
  expect(db.prepare('SELECT id, keyRevision FROM profile ORDER BY id').all()).toEqual([
    { id: 1, keyRevision: 1 },
    { id: 2, keyRevision: 0 },
  ]);
});

test('tasks sent before the key was replaced belong to an earlier revision, and all others to the current one', () => {
  const db = databaseBefore(110);
  insertProfile(db, 1, 1_000_000);
  insertUnconfirmed(db, 1, 1, 900_000);
  insertUnconfirmed(db, 2, 1, 1_100_000);
  insertPending(db, 3, 1, 900_000, 901_000);
  // Sent with the earlier key, found in the list with the current one.
  insertPending(db, 4, 1, 900_000, 1_200_000);
  insertPending(db, 5, 1, 1_100_000, 1_101_000);
  migrateTo(db, 110);
  expect(rows(db)).toEqual([
    { id: 1, keyRevision: 0 },
    { id: 2, keyRevision: 1 },
    { id: 3, keyRevision: 0 },
    { id: 4, keyRevision: 1 },
    { id: 5, keyRevision: 1 },
  ]);
});
