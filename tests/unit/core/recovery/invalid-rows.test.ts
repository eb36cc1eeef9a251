// A database with rows that do not parse: the studio starts with the other rows, reports the damage, and sends nothing from it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInvalidRows } from '../../../../electron/core/recovery/invalid-rows.ts';
import { InvalidRowError } from '../../../../electron/db/rows/row-shape.ts';
import { newActionId } from '../../../support/action-id.ts';
import { damageRow } from '../../../support/damage-row.ts';
import { noResponse } from '../../../support/fake-api.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { type Bench, createWorld, fox, startBench, type World } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;

let folder = '';
let path = '';
let world: World;
let bench: Bench;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-rows-'));
  path = join(folder, 'studio.sqlite');
  world = createWorld();
  bench = startBench({ world, databasePath: path });
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  rmSync(folder, { recursive: true });
});

/** Stops, damages the closed database, and starts again. */
async function restartAfter(damage: () => void): Promise<void> {
  await bench.studio.stop({ withinMs: 0 });
  damage();
  bench = startBench({ world, databasePath: path });
}
const snapshot = () => bench.must('studio.snapshot', {});
const liveIds = async () => (await snapshot()).tasks.map(({ id }) => id);
const invalidRowsNotice = async () => (await snapshot()).status.notices.find(({ kind }) => kind === 'database-rows-invalid');
/** The logged incidents, which must not contain the contents of a row. */
const incidents = () => bench.log.incidents.map((error) => (error instanceof InvalidRowError ? error.row : error));

/** Submits tasks that wait in a paused queue. */
async function submitWaiting(count: number): Promise<number[]> {
  const profileId = await bench.connect();
  await bench.must('profiles.pause', { profileId, paused: true });
  return bench.submit(fox, count);
}
const resume = async () => {
  const profileId = (await snapshot()).status.profiles[0]?.id ?? 0;
  await bench.must('profiles.pause', { profileId, paused: false });
  await bench.clock.advance(5 * minuteMs);
};

test.each<[string, string, string | number | Uint8Array | null]>([
  ['an unknown state', 'state', 'lost'],
  ['text for a number', 'refusals', 'many'],
  ['a request that is not JSON', 'request', '{"model":'],
  ['a request of another shape', 'request', '{"model":"x"}'],
  ['bytes for text', 'model', new Uint8Array([255, 0])],
  ['no position in the queue', 'queuePosition', null],
])('a waiting task with %s is skipped and never sent; the other tasks are shown and sent', async (_, column, value) => {
  const [first = 0, damaged = 0, last = 0] = await submitWaiting(3);
  await restartAfter(() => damageRow(path, 'task', `id = ${damaged}`, column, value));
  expect(await liveIds()).toEqual([first, last]);
  await resume();
  expect(bench.api.submitted).toHaveLength(2);
  expect([(await bench.task(first)).state, (await bench.task(last)).state]).toEqual(['pending', 'pending']);

  expect(await invalidRowsNotice()).toEqual({ kind: 'database-rows-invalid', count: 1 });
  expect(incidents()).toEqual([{ table: 'task', id: String(damaged), column }]);
});

test('a call that needs the row names it, with the incident in the log', async () => {
  const [id = 0] = await submitWaiting(1);
  await restartAfter(() => damageRow(path, 'task', `id = ${id}`, 'refusals', 'many'));
  const error = { kind: 'database-row-invalid', table: 'task', id: String(id), column: 'refusals', incident: 'incident-1' };
  expect(await bench.call('tasks.read', { id })).toEqual({ ok: false, error });
  expect(await bench.call('tasks.discard', { id })).toEqual({ ok: false, error });
  expect(bench.log.incidents).toHaveLength(1);
});

test('pages of the queue continue after rows that are skipped', async () => {
  const ids = await submitWaiting(6);
  await restartAfter(() => damageRow(path, 'task', `id IN (${ids.slice(1, 4).join(', ')})`, 'refusals', 'many'));
  const page = async (afterId: number) => bench.must('studio.snapshot', { page: { afterId, limit: 2 } });
  const first = await page(0);
  expect([first.tasks.map(({ id }) => id), first.isComplete]).toEqual([[ids[0], ids[4]], false]);
  const second = await page(ids[4] ?? 0);
  expect([second.tasks.map(({ id }) => id), second.isComplete]).toEqual([[ids[5]], true]);
});

test('an accepted task that cannot be read is not polled, and does not block other tasks', async () => {
  await bench.connect();
  const [damaged = 0, other = 0] = await bench.submit(fox, 2);
  await restartAfter(() => damageRow(path, 'task', `id = ${damaged}`, 'acceptedAtMs', 'yesterday'));
  bench.api.finish((await bench.taskIn(other, 'pending')).serviceTaskId);
  await bench.clock.advance(5 * minuteMs);
  expect((await bench.task(other)).state).toBe('completed');
  expect(incidents()).toEqual([{ table: 'task', id: String(damaged), column: 'acceptedAtMs' }]);
});

test('a stored video that cannot be read is missing from the library list only', async () => {
  await bench.connect();
  await bench.submit(fox, 2);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(minuteMs);
  const [readable = 0, damaged = 0] = (await bench.must('library.index', {})).resultIds;
  await restartAfter(() => damageRow(path, 'result', `id = ${damaged}`, 'width', 'wide'));
  const { items } = await bench.must('library.records', { resultIds: [damaged, readable] });
  expect(items.map(({ resultId }) => resultId)).toEqual([readable]);
  expect(await invalidRowsNotice()).toEqual({ kind: 'database-rows-invalid', count: 1 });
  // The audit continues after the unreadable row.
  bench.library.files.clear();
  bench.studio.windowFocused();
  await bench.clock.advance(minuteMs);
  expect((await bench.must('library.records', { resultIds: [readable] })).items[0]?.state).toBe('missing');
});

test('an unconfirmed task is not matched while another unconfirmed task cannot be read', async () => {
  await bench.connect();
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [first = 0] = await bench.submit(fox, 1);
  await bench.clock.advance(5 * minuteMs);
  const [second = 0] = await bench.submit(fox, 1);
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ({
    ok: true,
    value: [{ serviceTaskId: 'task-unified-1-abc', model: fox.model, createdAtMs: sentAtMs, status: 'pending' } as never],
  });
  await restartAfter(() => {
    damageRow(path, 'task', `id = ${first}`, 'lastSentAtMs', 'then');
    const raw = new BetterSqlite(path);
    raw.prepare("UPDATE task SET reconciliation = 'pending', reconcileAtMs = ? WHERE id = ?").run(sentAtMs, second);
    raw.close();
  });
  await bench.clock.advance(5 * minuteMs);
  expect((await bench.taskIn(second, 'unconfirmed')).reconciliation).toBe('inconclusive');
});

test('an unreadable error is reported as lost, and its task stays usable', async () => {
  const [id = 0] = await submitWaiting(1);
  await restartAfter(() => damageRow(path, 'task', `id = ${id}`, 'error', '{"kind":'));
  expect((await bench.taskIn(id, 'waiting')).error).toEqual({ kind: 'stored-error-unreadable' });
  expect(bench.log.incidents).toEqual([]);
});

test('unreadable holds hold the queue until the user resumes it', async () => {
  await bench.connect();
  await restartAfter(() => damageRow(path, 'profile', 'id > 0', 'holds', '[{"reason":"because"}]'));
  const [id = 0] = await bench.submit(fox, 1);
  await bench.clock.advance(minuteMs);
  expect([bench.api.submitted.length, (await bench.task(id)).state]).toEqual([0, 'waiting']);
  const [profile] = (await snapshot()).status.profiles;
  expect(profile?.holds).toEqual([{ error: { kind: 'stored-error-unreadable' }, ends: { kind: 'by-user' } }]);
  await bench.must('profiles.resume', { profileId: profile?.id ?? 0 });
  await bench.clock.advance(minuteMs);
  expect((await bench.task(id)).state).toBe('pending');
});

test('nothing is sent for a profile that cannot be read, and the window receives the others', async () => {
  await submitWaiting(1);
  await restartAfter(() => damageRow(path, 'profile', 'id > 0', 'requestsPerSecond', 'fast'));
  await bench.clock.advance(minuteMs);
  expect([bench.api.submitted.length, (await snapshot()).status.profiles.length]).toEqual([0, 0]);
  expect(await invalidRowsNotice()).toMatchObject({ count: 1 });
});

test('a setting that is not JSON gets its default, and the others are kept', async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 7, confirmQuit: false });
  await restartAfter(() => damageRow(path, 'setting', "name = 'settings.maxConcurrentTasks'", 'value', '7,'));
  const { settings } = (await snapshot()).status;
  expect([settings.maxConcurrentTasks === 7, settings.confirmQuit]).toEqual([false, false]);
  expect(incidents()).toEqual([{ table: 'setting', id: 'settings.maxConcurrentTasks', column: 'value' }]);
});

test('a restored database whose restore mark cannot be read still holds waiting tasks', async () => {
  const [id = 0] = await submitWaiting(1);
  await restartAfter(() => {
    const raw = new BetterSqlite(path);
    raw.prepare("INSERT INTO setting (name, value) VALUES ('studio.restored', '{}')").run();
    raw.close();
    damageRow(path, 'setting', "name = 'studio.restored'", 'value', '{"madeAtMs":');
  });
  expect((await bench.taskIn(id, 'waiting')).hold).toBe('restore');
});

test('a waiting task that cannot be read when its backup is restored is held once it can be read again', async () => {
  const [id = 0] = await submitWaiting(1);
  const request = JSON.stringify(fox);
  await restartAfter(() => {
    const raw = new BetterSqlite(path);
    raw.prepare("INSERT INTO setting (name, value) VALUES ('studio.restored', ?)").run(JSON.stringify({ madeAtMs: 1, replacedIds: [] }));
    raw.close();
    damageRow(path, 'task', `id = ${id}`, 'request', '{');
  });
  await restartAfter(() => damageRow(path, 'task', `id = ${id}`, 'request', request));
  expect((await bench.taskIn(id, 'waiting')).hold).toBe('restore');
  await resume();
  expect(bench.api.submitted).toEqual([]);
});

test('a batch whose tasks cannot be counted is not continued, and the studio starts', async () => {
  const profileId = await bench.connect();
  await bench.must('profiles.pause', { profileId, paused: true });
  const key = newActionId();
  const [made = 0, ...others] = await bench.submit(fox, 3);
  await restartAfter(() => {
    const raw = new BetterSqlite(path);
    for (const id of [made, ...others]) raw.prepare('INSERT INTO user_action_task (actionId, taskId) VALUES (?, ?)').run(key, id);
    const batch = { profileId, simulated: false, items: [{ request: fox, count: 5 }] };
    raw.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run(`batch.${key}`, JSON.stringify(batch));
    raw.close();
    damageRow(path, 'user_action_task', `taskId = ${made}`, 'taskId', 'lost');
  });
  await bench.clock.advance(minuteMs);
  expect(await liveIds()).toHaveLength(3);
});

test('a batch with unreadable progress creates no task twice', async () => {
  const profileId = await bench.connect();
  await bench.must('profiles.pause', { profileId, paused: true });
  const key = newActionId();
  const made = await bench.submit(fox, 3);
  await restartAfter(() => {
    const raw = new BetterSqlite(path);
    for (const id of made) raw.prepare('INSERT INTO user_action_task (actionId, taskId) VALUES (?, ?)').run(key, id);
    const batch = { profileId, simulated: false, items: [{ request: fox, count: 5 }] };
    const insert = raw.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
    insert.run(`batch.${key}`, JSON.stringify(batch));
    insert.run(`batch-progress.${key}`, '0');
    raw.close();
    damageRow(path, 'setting', `name = 'batch-progress.${key}'`, 'value', 'three');
  });
  await bench.clock.advance(minuteMs);
  expect(await liveIds()).toHaveLength(5);
});

test('a cost estimate uses the tasks that can be read', async () => {
  await bench.connect();
  const [damaged = 0] = await bench.submit(fox, 2);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(minuteMs);
  await restartAfter(() => damageRow(path, 'task', `id = ${damaged}`, 'request', '{'));
  const keys = [{ model: fox.model, durationSeconds: 5, quality: '720p', generateAudio: true }];
  expect((await bench.call('tasks.estimate', { keys } as never)).ok).toBe(true);
});

test('at most 1,000 invalid rows are logged and remembered', () => {
  const log = createFakeLog();
  const rows = createInvalidRows(log);
  let notifiedCount = 0;
  rows.onFound(() => {
    notifiedCount += 1;
  });
  for (let id = 0; id < 1_200; id += 1) rows.report(new InvalidRowError({ table: 'task', id: String(id), column: 'state' }));
  expect([rows.count(), log.incidents.length, notifiedCount]).toEqual([1_000, 1_000, 1_000]);
  expect(rows.report(new InvalidRowError({ table: 'task', id: '7', column: 'model' }))).toBe('incident-8');
});
