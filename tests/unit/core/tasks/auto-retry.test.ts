// Further tries by themselves after retryable errors: only where switched on, bounded, exactly once, and named as what they are.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planAutoRetry } from '../../../../electron/core/tasks/auto-retry.ts';
import { restoredSetting } from '../../../../electron/db/backup/restore-backup.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import type { TaskRow } from '../../../../electron/db/tables/task-table.ts';
import { type TaskErrorCode, taskErrors } from '../../../../shared/service-errors/task-rows.ts';
import { noAnswer } from '../../../support/fake-api.ts';
import { type Bench, createWorld, startBench } from '../../../support/studio-bench.ts';

let directory: string;
let bench: Bench;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'trying-again-'));
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
const lastFails = async (code: string, creditsUsed: number | null = 0) => {
  const error = { code, message: '', suggestion: null };
  bench.api.finish(bench.api.lastTaskId(), { status: 'failed', rawStatus: 'failed', results: [], error, creditsUsed });
  await bench.clock.advance(16_000);
};
const minute = 60_000;

test('off at first: a failed task asks for the person', async () => {
  const [id = 0] = await bench.submit();
  await lastFails('service_error');
  await bench.clock.advance(10 * minute);
  expect(bench.api.submitted).toHaveLength(1);
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(false);
});

test('a retryable failure is tried again after its wait, twice at most, each time as a task of its own with a key of its own', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await lastFails('service_error');
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(true);
  expect(bench.api.submitted).toHaveLength(1);
  const [second] = (await bench.must('studio.snapshot', {})).tasks;
  expect(second).toMatchObject({ state: 'waiting', sourceTaskId: id, retryOf: { of: id, number: 2 } });
  await bench.clock.advance(minute);
  expect(bench.api.submitted).toHaveLength(2);
  await lastFails('service_error');
  await bench.clock.advance(minute);
  const [third] = (await bench.must('studio.snapshot', {})).tasks;
  expect(third).toMatchObject({ state: 'pending', sourceTaskId: second?.id, retryOf: { of: id, number: 3 } });
  await lastFails('service_error');
  await bench.clock.advance(10 * minute);
  expect(bench.api.submitted).toHaveLength(3);
  expect(new Set(bench.api.submitted.map(({ key }) => key)).size).toBe(3);
  // The last failure is the person's.
  expect((await bench.must('studio.snapshot', {})).tasks).toMatchObject([{ id: third?.id, state: 'failed', dismissed: false }]);
  const { lineage } = await bench.must('tasks.read', { id });
  expect(lineage.attempts.map(({ id, state }) => [id, state])).toEqual([id, second?.id, third?.id].map((of) => [of, 'failed']));
  expect((await bench.must('tasks.read', { id: third?.id ?? 0 })).lineage.attempts).toEqual(lineage.attempts);
  expect(await bench.facts(id)).toContain('auto-retried');
});

test('never after an error that will not pass, nor where credits were charged, nor for what is in doubt', async () => {
  await switchOn();
  await bench.submit();
  await lastFails('content_policy_violation');
  await bench.submit();
  await lastFails('service_error', 7);
  bench.api.onSubmit = () => ({ kind: 'unknown', sent: true, error: noAnswer, raw: null });
  await bench.submit();
  await bench.clock.advance(60 * minute);
  expect(bench.api.submitted).toHaveLength(3);
});

test('a restart at any moment makes neither a second try of the same failure nor none', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await lastFails('service_error');
  await restart();
  await bench.clock.advance(2 * minute);
  await restart();
  await bench.clock.advance(10 * minute);
  expect(bench.api.submitted).toHaveLength(2);
  expect((await bench.must('tasks.read', { id })).lineage.attempts).toHaveLength(2);
});

test('when the try cannot be written down, the failure is not either: the next look finds both', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  const opened = openDatabase({ path: join(directory, 'studio.sqlite'), nowMs: 0, slow: () => undefined });
  if (!opened.ok) throw new Error();
  const { database } = opened.value;
  const run = (sql: string) => database.prepare<object>(sql.slice(0, 20), sql).run({});
  // As a crash between the two would.
  run(`CREATE TRIGGER no_try BEFORE INSERT ON task BEGIN SELECT RAISE(ABORT, 'cut'); END`);
  await lastFails('service_error');
  expect((await bench.task(id)).state).toBe('pending');
  run('DROP TRIGGER no_try');
  await bench.clock.advance(3 * minute);
  expect((await bench.task(id)).state).toBe('failed');
  expect(bench.api.submitted).toHaveLength(2);
  // And the database itself refuses the same try twice.
  const tables = createTables(database);
  const [, { id: tryId = 0 } = {}] = (await bench.must('tasks.read', { id })).lineage.attempts;
  const { id: _, ...row } = tables.tasks.get(tryId) as TaskRow;
  expect(() => tables.tasks.insert({ ...row, idempotencyKey: null })).toThrow(/UNIQUE/);
  database.close();
});

test('not after a backup was put back: the try may have been made in the time that is lost', async () => {
  await switchOn();
  const [id = 0] = await bench.submit();
  await bench.studio.stop({ withinMs: 0 });
  const opened = openDatabase({ path: join(directory, 'studio.sqlite'), nowMs: 0, slow: () => undefined });
  if (!opened.ok) throw new Error();
  createTables(opened.value.database).settings.set(restoredSetting, { madeAtMs: 1 });
  opened.value.database.close();
  bench = startBench({ world: bench, databasePath: join(directory, 'studio.sqlite') });
  await lastFails('service_error');
  expect((await bench.taskIn(id, 'failed')).dismissed).toBe(false);
  await bench.clock.advance(5 * minute);
  expect(bench.api.submitted).toHaveLength(1);
});

test('which errors are tried again, and after how long, is said by the table', () => {
  const row = { id: 1, retryOfId: null, attemptNumber: null, creditsUsed: null } as TaskRow;
  for (const code of Object.keys(taskErrors) as TaskErrorCode[]) {
    const { retryable, wait } = taskErrors[code];
    const retry = planAutoRetry(row, { kind: 'task-failed', code, message: '', suggestion: null }, true, 0);
    expect([code, retry?.waitMs ?? null]).toEqual([code, retryable === 'yes' ? (wait?.minSeconds ?? 60) * 1_000 : null]);
  }
});
