// Migration 290: a change of a task is recorded when its state in the search changes, and not for its progress.
import { beforeEach, expect, test } from 'vitest';
import { entryStates } from '../../../../electron/db/migrations/029-entry-states.ts';
import { databaseBefore, insertRow, migrateTo } from '../../../support/migrated-database.ts';

let db: ReturnType<typeof databaseBefore>;
/** Runs a statement, and returns whether it recorded a change of the task. */
function isRecorded(sql: string): boolean {
  db.exec('DELETE FROM task_change');
  db.exec(sql);
  return db.prepare('SELECT count(*) FROM task_change WHERE taskId = 1').pluck().get() === 1;
}

beforeEach(() => {
  db = databaseBefore(entryStates.version);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  insertRow(db, 'profile', { id: 1, kind: 'evolink', name: 'Mine' });
  insertRow(db, 'task', { id: 1, profileId: 1, state: 'waiting', model: 'veo-3', request: '{}' });
  insertRow(db, 'result', { id: 1, taskId: 1, kind: 'video', state: 'available' });
  migrateTo(db, entryStates.version);
  return () => db.close();
});

test('tasks and results are kept', () => {
  expect(db.prepare('SELECT state FROM task').pluck().all()).toEqual(['waiting']);
  expect(db.prepare('SELECT state FROM result').pluck().all()).toEqual(['available']);
});

test('each state that the search distinguishes is recorded', () => {
  for (const state of ['submitting', 'unconfirmed', 'discarded', 'draft', 'waiting', 'failed', 'cancelled', 'abandoned', 'processing']) {
    expect([state, isRecorded(`UPDATE task SET state = '${state}'`)]).toEqual([state, true]);
  }
});

test('nothing is recorded between submission and download', () => {
  db.exec("UPDATE task SET state = 'submitting'");
  for (const state of ['pending', 'processing', 'completed']) {
    expect([state, isRecorded(`UPDATE task SET state = '${state}', progress = 50`)]).toEqual([state, false]);
  }
});

test('an expired or new link, and a new result without a video, are recorded', () => {
  expect(isRecorded("UPDATE result SET state = 'downloading'")).toBe(false);
  expect(isRecorded("UPDATE result SET state = 'expired'")).toBe(true);
  expect(isRecorded("UPDATE result SET state = 'available'")).toBe(true);
  db.exec('DELETE FROM task_change');
  insertRow(db, 'result', { id: 2, taskId: 1, position: 1, kind: 'element', state: 'stored' });
  expect(db.prepare('SELECT taskId FROM task_change').pluck().all()).toEqual([1]);
});
