// Auto-retries: only when switched on, limited in number, exactly once per failure, and marked as retries.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planAutoRetry } from '../../../../electron/core/tasks/auto-retry.ts';
import { restoredSetting } from '../../../../electron/db/backup/restore-backup.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import type { TaskRow } from '../../../../electron/db/tables/task/task-table.ts';
import { type TaskErrorCode, taskErrors } from '../../../../shared/service-errors/task-rows.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { type Bench, createWorld, startBench } from '../../../support/studio-bench.ts';

let directory: string;
let bench: Bench;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'auto-retry-'));
  bench = startBench({ world: createWorld(), databasePath: join(directory, 'studio.sqlite') });
  await bench.connect();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  rmSync(directory, { recursive: true });
});

const restart = async () => {
  await bench.studio.stop({ withinMs: 0 });
  bench = startBench({ world: bench, databasePath: join(directory, 'studio.sqlite') });
};
const switchOn = () => bench.must('settings.change', { autoRetry: true });
const failLastTask = async (code: string, creditsUsed: number | null = 0) => {
  const error = { code, message: '', suggestion: null };
  bench.api.finish(bench.api.lastTaskId(), { status: 'failed', rawStatus: 'failed', results: [], error, creditsUsed });
  await bench.clock.advance(16_000);
};
const minuteMs = 60_000;

test('auto-retry is off by default: a failed task needs the user', async () => {
  const [id = 0] = await bench.submit();
  await failLastTask('service_error');
  await bench.clock.advance(10 * minuteMs);
  expect(bench.api.submitted).toHaveLength(1);
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(false);
});

test('a retryable failure is retried after its delay, twice at most, each time as a new task with a new key', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await failLastTask('service_error');
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(true);
  expect(bench.api.submitted).toHaveLength(1);
  const [second] = (await bench.must('studio.snapshot', {})).tasks;
  expect(second).toMatchObject({ state: 'waiting', sourceTaskId: id, retryOf: { of: id, number: 2 } });
  await bench.clock.advance(minuteMs);
  expect(bench.api.submitted).toHaveLength(2);
  await failLastTask('service_error');
  await bench.clock.advance(minuteMs);
  const [third] = (await bench.must('studio.snapshot', {})).tasks;
  expect(third).toMatchObject({ state: 'pending', sourceTaskId: second?.id, retryOf: { of: id, number: 3 } });
  await failLastTask('service_error');
  await bench.clock.advance(10 * minuteMs);
  expect(bench.api.submitted).toHaveLength(3);
  expect(new Set(bench.api.submitted.map(({ key }) => key)).size).toBe(3);
  // The last failure needs the user.
  expect((await bench.must('studio.snapshot', {})).tasks).toMatchObject([{ id: third?.id, state: 'failed', dismissed: false }]);
  const { lineage } = await bench.must('tasks.read', { id });
  expect(lineage.attempts.map(({ id, state }) => [id, state])).toEqual([id, second?.id, third?.id].map((of) => [of, 'failed']));
  expect((await bench.must('tasks.read', { id: third?.id ?? 0 })).lineage.attempts).toEqual(lineage.attempts);
  expect(await bench.journalEvents(id)).toContain('auto-retried');
});

test('a permanent error, a charged failure and an unconfirmed task are never retried', async () => {
  await switchOn();
  await bench.submit();
  await failLastTask('content_policy_violation');
  await bench.submit();
  await failLastTask('service_error', 7);
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  await bench.submit();
  await bench.clock.advance(60 * minuteMs);
  expect(bench.api.submitted).toHaveLength(3);
});

test('a restart at any moment causes exactly one retry per failure', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await failLastTask('service_error');
  await restart();
  await bench.clock.advance(2 * minuteMs);
  await restart();
  await bench.clock.advance(10 * minuteMs);
  expect(bench.api.submitted).toHaveLength(2);
  expect((await bench.must('tasks.read', { id })).lineage.attempts).toHaveLength(2);
});

test('when the retry cannot be stored, the failure is not stored either, and the next poll stores both', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  const opened = openDatabase({ path: join(directory, 'studio.sqlite'), nowMs: 0, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error();
  const { database } = opened.value;
  const run = (sql: string) => database.prepare<object>(sql.slice(0, 20), sql).run({});
  // Like a crash between the two writes.
  run(`CREATE TRIGGER no_try BEFORE INSERT ON task BEGIN SELECT RAISE(ABORT, 'cut'); END`);
  await failLastTask('service_error');
  expect((await bench.task(id)).state).toBe('pending');
  run('DROP TRIGGER no_try');
  await bench.clock.advance(3 * minuteMs);
  expect((await bench.task(id)).state).toBe('failed');
  expect(bench.api.submitted).toHaveLength(2);
  // The database itself also refuses a second retry of the same failure.
  const tables = createTables(database);
  const [, { id: retryId = 0 } = {}] = (await bench.must('tasks.read', { id })).lineage.attempts;
  const { id: _, ...row } = tables.tasks.get(retryId) as TaskRow;
  expect(() => tables.tasks.insert({ ...row, idempotencyKey: null })).toThrow(/UNIQUE/);
  database.close();
});

test('nothing is retried after a restore, because the retry may have been made after the backup', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await bench.studio.stop({ withinMs: 0 });
  const opened = openDatabase({ path: join(directory, 'studio.sqlite'), nowMs: 0, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error();
  createTables(opened.value.database).settings.set(restoredSetting, { madeAtMs: 1 });
  opened.value.database.close();
  bench = startBench({ world: bench, databasePath: join(directory, 'studio.sqlite') });
  await failLastTask('service_error');
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(false);
  await bench.clock.advance(5 * minuteMs);
  expect(bench.api.submitted).toHaveLength(1);
});

test('the table decides which errors are retried, and after how long', () => {
  const row = { id: 1, retryOfId: null, attemptNumber: null, creditsUsed: null } as TaskRow;
  for (const code of Object.keys(taskErrors) as TaskErrorCode[]) {
    const { retryable, wait } = taskErrors[code];
    const retry = planAutoRetry(row, { kind: 'task-failed', code, message: '', suggestion: null }, true, 0);
    expect([code, retry?.waitMs ?? null]).toEqual([code, retryable === 'yes' ? (wait?.minSeconds ?? 60) * 1_000 : null]);
  }
});
