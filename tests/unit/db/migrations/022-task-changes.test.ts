// Migration 220: a change of a task is recorded if it concerns something in the search index, and otherwise not.
import { beforeEach, expect, test } from 'vitest';
import { taskChanges } from '../../../../electron/db/migrations/022-task-changes.ts';
import { databaseBefore, insertRow, migrateTo } from '../../../support/migrated-database.ts';

let db: ReturnType<typeof databaseBefore>;
/** Runs a statement on a library of two tasks, and returns the ids of the tasks whose change it recorded. */
function recordedBy(sql: string): unknown[] {
  db.exec('DELETE FROM task_change');
  db.exec(sql);
  return db.prepare('SELECT taskId FROM task_change ORDER BY taskId').pluck().all();
}

beforeEach(() => {
  db = databaseBefore(taskChanges.version);
  migrateTo(db, taskChanges.version);
  db.pragma('ignore_check_constraints = ON');
  insertRow(db, 'profile', { id: 1, kind: 'evolink', name: 'Mine' });
  insertRow(db, 'reference', { id: 1, sha256: 'a'.repeat(64), kind: 'video', mimeType: 'video/mp4', name: 'fox.mp4', origin: 'file' });
  const request = JSON.stringify({ prompt: 'fox', references: [{ referenceId: 1 }] });
  for (const id of [1, 2])
    insertRow(db, 'task', { id, profileId: 1, state: 'processing', model: 'veo-3', request: id === 1 ? request : '{}' });
  for (const id of [1, 2]) insertRow(db, 'result', { id, taskId: id, kind: 'video', state: id === 1 ? 'stored' : 'available', bytes: 1 });
  db.exec("UPDATE result SET storedAtMs = 5, path = 'fox.mp4' WHERE id = 1");
  return () => db.close();
});

test.each([
  ['a poll', 'UPDATE task SET lastPolledAtMs = 5, progress = 50'],
  ['a state that is not failed', "UPDATE task SET state = 'pending'"],
  ['an error of a task that has not failed', `UPDATE task SET error = '{"kind":"offline"}'`],
  ['credits used exactly as reserved', 'UPDATE task SET creditsUsed = creditsReserved'],
  ['a result without a stored video', "UPDATE result SET state = 'expired', bytes = 9 WHERE id = 2"],
  ['a result without a video', "UPDATE result SET kind = 'element' WHERE id = 2"],
  ['the hash of a stored video', "UPDATE result SET sha256 = 'b' WHERE id = 1"],
  ['a new name of a profile', "UPDATE profile SET name = 'Yours'"],
  ['a new name of a reference', "UPDATE reference SET name = 'wolf.mp4'"],
])('records nothing for %s', (_, sql) => {
  expect(recordedBy(sql)).toEqual([]);
});

test.each([
  ['a failure', "UPDATE task SET state = 'failed' WHERE id = 2", [2]],
  ['a cost', 'UPDATE task SET creditsReserved = 7 WHERE id = 2', [2]],
  ['the id of the service', "UPDATE task SET serviceTaskId = 'x' WHERE id = 1", [1]],
  ['a video that is stored', 'UPDATE result SET storedAtMs = 5 WHERE id = 2', [2]],
  ['a video that is missing', "UPDATE result SET state = 'missing' WHERE id = 1", [1]],
  ['a video that is downloaded again', 'UPDATE result SET storedAtMs = NULL WHERE id = 1', [1]],
  ['a task that is deleted', 'DELETE FROM result WHERE taskId = 2; DELETE FROM task WHERE id = 2', [2]],
  ['a reference whose source video becomes known', 'UPDATE reference SET sourceResultId = 2', [1]],
])('records the task for %s', (_, sql, recordedIds) => {
  expect(recordedBy(sql)).toEqual(recordedIds);
});

test('records another error of a failed task, and keeps one row for each task', () => {
  recordedBy("UPDATE task SET state = 'failed' WHERE id = 2");
  db.exec(`UPDATE task SET error = '{"kind":"offline"}' WHERE id = 2; UPDATE task SET creditsUsed = 3 WHERE id = 2`);
  expect(db.prepare('SELECT taskId FROM task_change').pluck().all()).toEqual([2]);
});
