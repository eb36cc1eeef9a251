// Many tasks from one click: all or none, in order, once, and never blocking main for long.
import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { readCsv } from '../../../../shared/batch/index.ts';
import type { CallInput } from '../../../../shared/ipc.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { failTransactions } from '../../../support/fail-transactions.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { createWorld, fox } from '../../../support/studio-bench.ts';

type Items = CallInput<'tasks.submitBatch'>['items'];

const inFolder = folderPerTest('batches-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
});

const actionId = 'press-0001';
const foxes = (count: number): Items =>
  Array.from({ length: count }, (_, index) => ({ request: { ...fox, prompt: `fox ${index}` }, count: 1 }));
const waiting = async () => (await bench.must('studio.snapshot', {})).tasks.filter(({ state }) => state === 'waiting');
const prompts = async () =>
  (await bench.must('studio.snapshot', {})).tasks.sort((a, b) => a.id - b.id).map(({ request }) => request.prompt);

/** Quits after some turns of the event loop, while a batch is created, and starts the studio again. */
async function quitAndStart(submission: Promise<unknown>, afterTurns: number): Promise<void> {
  for (let turns = 0; turns < afterTurns; turns += 1) await turn();
  await bench.studio.stop({ withinMs: 0 });
  await submission;
  const { clock, log } = bench;
  await bench.restart({ world: { ...createWorld(), clock, log } });
}

test('every item creates its own tasks, in order, and they are sent in that order', async () => {
  const items: Items = [
    { request: { ...fox, prompt: 'a' }, count: 2 },
    { request: { ...fox, prompt: 'b' }, count: 1 },
  ];
  const { ids } = await bench.must('tasks.submitBatch', { actionId, items, sendAnyway: false });
  expect(await prompts()).toEqual(['a', 'a', 'b']);
  await bench.must('settings.change', { maxConcurrentTasks: 8 });
  await bench.clock.settle();
  expect(bench.api.submitted.map(({ body }) => body.prompt)).toEqual(['a', 'a', 'b']);
  expect(new Set(bench.api.submitted.map(({ key: sent }) => sent)).size).toBe(3);
  expect(ids).toHaveLength(3);
});

test('two identical calls create one batch, even while the first is still being processed', async () => {
  const submit = () => bench.must('tasks.submitBatch', { actionId, items: foxes(120), sendAnyway: false });
  const [first, second] = await Promise.all([submit(), submit()]);
  const third = await submit();
  expect(second.ids).toEqual(first.ids);
  expect(third.ids).toEqual(first.ids);
  expect(await prompts()).toHaveLength(120);
});

test('a batch with one invalid request creates no tasks', async () => {
  const items = foxes(150).with(120, { request: { ...fox, prompt: '' }, count: 1 });
  expect(await bench.call('tasks.submitBatch', { actionId, items, sendAnyway: true })).toMatchObject({
    ok: false,
    error: { kind: 'request-blocked', issues: [{ code: 'prompt-missing' }] },
  });
  const advised: Items = [...foxes(2), { request: { ...fox, model: 'some-new-model' }, count: 1 }];
  const submit = (sendAnyway: boolean) => bench.call('tasks.submitBatch', { actionId, items: advised, sendAnyway });
  expect(await submit(false)).toMatchObject({ ok: false, error: { kind: 'request-blocked' } });
  expect(await prompts()).toEqual([]);
  expect((await submit(true)).ok).toBe(true);
});

test('a batch of more than a thousand tasks, or of none, is refused', async () => {
  for (const items of [[], foxes(1_001), Array.from({ length: 51 }, () => ({ request: fox, count: 20 }))]) {
    expect(await bench.call('tasks.submitBatch', { actionId, items, sendAnyway: false })).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' },
    });
  }
});

test('creating a thousand tasks yields to other work every 25 tasks', async () => {
  const seenCounts = new Set<number>();
  let isDone = false;
  const otherWork = (async () => {
    while (!isDone) {
      await turn();
      // A page is read in one turn; a complete snapshot of so many tasks takes several.
      seenCounts.add((await bench.must('studio.snapshot', { page: { afterId: 0, limit: 1_000 } })).tasks.length);
    }
  })();
  const { ids } = await bench.must('tasks.submitBatch', { actionId, items: foxes(1_000), sendAnyway: false });
  isDone = true;
  await otherWork;
  expect(ids).toHaveLength(1_000);
  expect(await waiting()).toHaveLength(1_000 - 1);
  expect([...seenCounts].filter((count) => count > 0 && count % 25 === 0).length).toBeGreaterThan(30);
});

test('a batch that a quit interrupts is completed at the next start, with every task once', async () => {
  const submission = bench.call('tasks.submitBatch', { actionId, items: foxes(400), sendAnyway: false });
  await quitAndStart(submission, 8);
  await expect.poll(prompts).toHaveLength(400);
  expect(await prompts()).toEqual(foxes(400).map(({ request }) => request.prompt));
});

test('a task of a batch keeps the task whose request it uses again, also when the batch is completed at the next start', async () => {
  const { ids } = await bench.must('tasks.submitBatch', { actionId: 'press-0002', items: foxes(2), sendAnyway: false });
  const [first = 0, second = 0] = ids;
  const items: Items = Array.from({ length: 200 }, (_, at) => ({
    request: { ...fox, prompt: `owl ${at}` },
    count: 1,
    ...(at === 199 ? {} : { sourceTaskId: at % 2 === 0 ? first : second }),
  }));
  const submit = bench.call('tasks.submitBatch', { actionId, items, sendAnyway: false });
  await quitAndStart(submit, 4);
  await expect.poll(prompts).toHaveLength(202);
  const made = (await bench.must('studio.snapshot', {})).tasks.filter(({ request }) => request.prompt.startsWith('owl'));
  const sources = made.sort((a, b) => a.id - b.id).map(({ sourceTaskId }) => sourceTaskId);
  expect([sources.slice(0, 3), sources.slice(-2), sources.length]).toEqual([[first, second, first], [first, null], 200]);
});

test('a batch that uses an unknown task again creates no tasks', async () => {
  const items = foxes(3).with(1, { request: { ...fox, prompt: 'owl' }, count: 1, sourceTaskId: 9_999 });
  expect(await bench.call('tasks.submitBatch', { actionId, items, sendAnyway: false })).toEqual({
    ok: false,
    error: { kind: 'unknown-item', what: 'task' },
  });
  expect(await prompts()).toEqual([]);
});

test('a batch waits until a full disk has space, because after an error the user might pay for another batch', async () => {
  const otherConnection = new BetterSqlite(inFolder('studio.sqlite'));
  const full = (isFull: boolean) =>
    otherConnection.exec(
      isFull
        ? "CREATE TRIGGER full BEFORE INSERT ON task WHEN (SELECT count(*) FROM task) >= 60 BEGIN SELECT RAISE (ABORT, 'database or disk is full'); END"
        : 'DROP TRIGGER full',
    );
  full(true);
  const submission = bench.call('tasks.submitBatch', { actionId, items: foxes(100), sendAnyway: false });
  await expect.poll(() => bench.log.incidents.length).toBeGreaterThan(0);
  await bench.clock.advance(20_000);
  full(false);
  otherConnection.close();
  await bench.clock.advance(20_000);
  expect(await submission).toMatchObject({ ok: true });
  expect(await prompts()).toEqual(foxes(100).map(({ request }) => request.prompt));
  bench.log.incidents.length = 0;
});

test('a disk that fills up during a batch causes one warning and no incident, and every task is created once', async () => {
  const otherConnection = new BetterSqlite(inFolder('studio.sqlite'));
  const taskCount = otherConnection.prepare('SELECT count(*) FROM task').pluck();
  let isFull = true;
  failTransactions(() => isFull && Number(taskCount.get()) >= 25);
  const submission = bench.call('tasks.submitBatch', { actionId, items: foxes(100), sendAnyway: false });
  const warnings = () => bench.log.lines.filter((line) => line.startsWith('database-not-written') && line.includes('creating a batch'));
  await expect.poll(() => warnings().length).toBe(1);
  await bench.clock.advance(20_000);
  expect(warnings()).toHaveLength(1);
  isFull = false;
  await bench.clock.advance(60_000);
  otherConnection.close();
  expect(await submission).toMatchObject({ ok: true });
  expect(await prompts()).toEqual(foxes(100).map(({ request }) => request.prompt));
});

test('all waiting tasks are discarded at once, and submitted ones continue', async () => {
  const { ids } = await bench.must('tasks.submitBatch', { actionId, items: foxes(100), sendAnyway: false });
  await bench.clock.settle();
  expect(bench.api.submitted).toHaveLength(1);
  expect(await bench.must('tasks.discardWaiting', { ids, continues: null })).toMatchObject({ discardedCount: 99 });
  expect(await waiting()).toEqual([]);
  expect((await bench.task(ids[0] ?? 0)).state).toBe('pending');
  expect((await bench.task(ids[99] ?? 0)).state).toBe('discarded');
});

test('a template is saved where the user chooses, in the chosen language, and can be submitted as it is', async () => {
  const { desktop } = bench;
  expect(await bench.call('batches.saveCsvTemplate', {})).toEqual({ ok: false, error: { kind: 'cancelled-by-user' } });
  desktop.chosenFolder = inFolder();
  await bench.must('settings.change', { language: 'zh' });
  expect(await bench.must('batches.saveCsvTemplate', {})).toEqual({ name: '批量任务.csv' });
  const csv = readFileSync(inFolder('批量任务.csv'), 'utf8');
  expect(csv.startsWith('\u{feff}model,prompt,')).toBe(true);
  expect(readCsv(csv)).toMatchObject({ kind: 'rows' });
  desktop.chosenFolder = inFolder('nowhere');
  expect(await bench.call('batches.saveCsvTemplate', {})).toEqual({
    ok: false,
    error: { kind: 'file-write-failed', folder: desktop.chosenFolder },
  });
});

test('a batch whose call returned an error creates nothing later, even if nothing could be written', async () => {
  const otherConnection = new BetterSqlite(inFolder('studio.sqlite'));
  const full = "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
  otherConnection.exec(`CREATE TRIGGER no_task BEFORE INSERT ON task ${full}; CREATE TRIGGER no_removal BEFORE DELETE ON setting ${full}`);
  expect(await bench.call('tasks.submitBatch', { actionId, items: foxes(100), sendAnyway: false })).toMatchObject({ ok: false });
  await bench.studio.stop({ withinMs: 0 });
  otherConnection.exec('DROP TRIGGER no_task; DROP TRIGGER no_removal');
  otherConnection.close();
  bench.log.incidents.length = 0;
  const { clock, log } = bench;
  await bench.restart({ world: { ...createWorld(), clock, log } });
  await bench.clock.advance(20_000);
  expect(await prompts()).toEqual([]);
});
