// The schema rejects rows that contradict themselves, whichever code writes them.
import { beforeEach, expect, test } from 'vitest';
import { newProfile, newResult, newTask } from '../../../electron/core/tasks/row-factories.ts';
import type { Database } from '../../../electron/db/database.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import type { ResultRow } from '../../../electron/db/tables/library/result-table.ts';
import { createTables, type Tables } from '../../../electron/db/tables/tables.ts';
import type { TaskRow } from '../../../electron/db/tables/task/task-table.ts';
import { fox } from '../../support/studio-bench.ts';

let database: Database;
let tables: Tables;
let task: TaskRow;
let result: ResultRow;
beforeEach(() => {
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error();
  database = opened.value.database;
  tables = createTables(database);
  const profileId = tables.profiles.insert(profile('evolink'));
  const id = tables.tasks.insert(newTask({ profileId, simulated: false, request: fox, sourceTaskId: null }, 1));
  task = tables.tasks.get(id) as TaskRow;
  const resultId = tables.results.insert(newResult(id, 0, { kind: 'video', url: 'https://x' }, 10, 1));
  result = tables.results.get(resultId) as ResultRow;
});

const profile = (kind: 'evolink' | 'simulator') => newProfile({ kind, name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1);
const error = '{"kind":"file-missing"}';
const sentColumns = { idempotencyKey: 'k', firstSentAtMs: 1, lastSentAtMs: 1, stateEnteredAtMs: 1 };
const acceptedColumns = { serviceTaskId: 't', acceptedAtMs: 1, pollingSinceMs: 1, progress: 0 };

test.each<[string, Partial<TaskRow>]>([
  ['waiting without a queue position', { state: 'waiting', live: 1 }],
  ['a queue position in another state than waiting', { queuePosition: 1 }],
  ['a held draft', { held: 1 }],
  ['submitting without an idempotency key', { state: 'submitting', live: 1, ...sentColumns, idempotencyKey: null }],
  ['submitting without a start time', { state: 'submitting', live: 1, ...sentColumns, stateEnteredAtMs: null }],
  ['unconfirmed without a reason', { state: 'unconfirmed', live: 1, ...sentColumns, acceptanceUnknown: 1, reconciliation: 'pending' }],
  ['unconfirmed although acceptance is known', { state: 'unconfirmed', live: 1, ...sentColumns, error, reconciliation: 'pending' }],
  ['a reconciliation of a draft', { reconcileAtMs: 1 }],
  ['pending without a service task id', { state: 'pending', live: 1, ...acceptedColumns, serviceTaskId: null, nextPollAtMs: 1 }],
  ['pending without a next poll', { state: 'pending', live: 1, ...acceptedColumns }],
  ['a poll of a draft', { nextPollAtMs: 1 }],
  ['completed without an end time', { state: 'completed', live: 1, ...acceptedColumns }],
  ['an end time of a task that has not ended', { endedAtMs: 1 }],
  ['failed without an error', { state: 'failed', live: 1, endedAtMs: 1 }],
  ['an error of a task that has not failed', { error }],
  ['a live draft', { live: 1 }],
  ['a failed task that is neither live nor dismissed', { state: 'failed', live: 0, endedAtMs: 1, error }],
  ['dismissed and live', { state: 'failed', live: 1, dismissed: 1, endedAtMs: 1, error }],
  ['an overdue draft', { overdue: 1 }],
  ['an unknown state', { state: 'lost' as never }],
  ['a profile that does not exist', { profileId: 99 }],
])('the schema rejects a task: %s', (_, change) => {
  expect(() => tables.tasks.update({ ...task, ...change }, task)).toThrow(/constraint/i);
});

test('the schema rejects a task: a request that is not JSON', () => {
  const write = database.prepare<{ id: number }>('damage', "UPDATE task SET request = 'x' WHERE id = :id");
  expect(() => write.run({ id: task.id })).toThrow(/constraint/i);
});

const fileColumns = { storedAtMs: 1, folderId: 1, path: 'a.mp4', bytes: 1, modifiedAtMs: 1, sha256: 'x' };
const storedColumns = { state: 'stored', nextAttemptAtMs: null, ...fileColumns } as const;

test.each<[string, Partial<ResultRow>]>([
  ['stored without a file', { state: 'stored', nextAttemptAtMs: null, storedAtMs: 1 }],
  ['stored without a time', { state: 'stored', nextAttemptAtMs: null, ...fileColumns, storedAtMs: null }],
  ['available without a link', { url: null }],
  ['waiting for an attempt while downloading', { state: 'downloading' }],
  ['requesting a link while downloading', { state: 'downloading', nextAttemptAtMs: null, needsFreshLink: 1 }],
  ['a video with data', { data: '{}' }],
  ['an element with a file to download', { kind: 'element', data: '{}' }],
  ['a poster without a file', { poster: 'wanted' }],
  ['a result without a task', { taskId: 99 }],
  ['in the trash without a time', { ...storedColumns, trash: 'trashed', trashedFrom: 'a.mp4' }],
  ['in the trash without its earlier path', { ...storedColumns, trash: 'trashed', trashedAtMs: 1 }],
  ['a trash time, although it is not in the trash', { ...storedColumns, trashedAtMs: 1 }],
  ['in the trash without a file', { trash: 'trashed', trashedAtMs: 1, trashedFrom: 'a.mp4' }],
  ['deleted with a file', { ...storedColumns, trash: 'deleted', trashedAtMs: 1, trashedFrom: 'a.mp4' }],
  ['an unknown state of the trash', { ...storedColumns, trash: 'lost' as never, trashedAtMs: 1, trashedFrom: 'a.mp4' }],
])('the schema rejects a result: %s', (_, change) => {
  tables.results.folderId('/videos');
  expect(() => tables.results.update({ ...result, ...change })).toThrow(/constraint/i);
});

test('two tasks cannot have the same idempotency key', () => {
  tables.tasks.update({ ...task, state: 'submitting', live: 1, ...sentColumns }, task);
  const id = tables.tasks.insert({ ...task, idempotencyKey: null });
  const secondTask = tables.tasks.get(id) as TaskRow;
  expect(() => tables.tasks.update({ ...secondTask, state: 'submitting', live: 1, ...sentColumns }, secondTask)).toThrow(/UNIQUE/);
});

test('a second simulator profile is rejected', () => {
  tables.profiles.insert(profile('simulator'));
  expect(() => tables.profiles.insert(profile('simulator'))).toThrow(/UNIQUE/);
});

test('stored responses are limited per task: the first and the newest are kept', () => {
  for (let n = 1; n <= 60; n += 1) tables.serviceResponses.add(task.id, n, `response ${n}`);
  const keptTimes = tables.serviceResponses.ofTask(task.id).map(({ atMs }) => atMs);
  expect(keptTimes).toEqual([1, ...Array.from({ length: 19 }, (_, n) => 42 + n)]);
});

test('a nested transaction is part of the outer one', () => {
  expect(() =>
    tables.transaction(() => {
      tables.transaction(() => tables.settings.set('a', 1));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(tables.settings.get('a')).toBeNull();
});
