// One action on many tasks is one transaction and one publication. The test counts them, because durations depend on the machine.
import { beforeEach, expect, test } from 'vitest';
import { queueHandlers } from '../../../../electron/core/handlers/queue-handlers.ts';
import { createDiscardActions } from '../../../../electron/core/tasks/queue/discard-actions.ts';
import { createTaskStore } from '../../../../electron/core/tasks/task-store.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const at = folderPerTest('many-tasks-');
const bench = benchPerTest(() => at('studio.sqlite'));
let ids: number[];
beforeEach(async () => {
  await bench.must('profiles.pause', { profileId: bench.profileId, paused: true });
  const items = Array.from({ length: 500 }, (_, n) => ({ request: { ...fox, prompt: `fox ${n}` }, count: 1 }));
  ids = (await bench.must('tasks.submitBatch', { actionId: 'many-tasks', items, sendAnyway: false })).ids;
  await bench.clock.advance(1_000);
});

const actions = ['tasks.holdMany', 'tasks.releaseMany', 'tasks.move', 'tasks.discardWaiting'] as const;

function inputOf(action: (typeof actions)[number]) {
  if (action === 'tasks.move') return { ids: ids.slice(250), to: 'first' as const };
  return action === 'tasks.discardWaiting' ? { ids, continues: null } : { ids };
}

test('holding, releasing, moving and discarding 500 tasks each sends the window one message', async () => {
  for (const action of actions) {
    bench.events.length = 0;
    const input = inputOf(action);
    const result = await bench.must(action, input as never);
    await bench.clock.advance(100);
    expect([action, Object.values(result)[0]]).toEqual([action, action === 'tasks.move' ? 250 : 500]);
    const changesPerEvent = bench.events.map((event) => (event.type === 'delta' ? event.changed.length + event.removed.length : 0));
    expect([action, ...changesPerEvent]).toEqual([action, action === 'tasks.move' ? 250 : 500]);
  }
  bench.events.length = 0;
  await bench.must('actions.undo', { actionId: null });
  await bench.clock.advance(100);
  expect(bench.events.map((event) => (event.type === 'delta' ? event.changed.length : 0)).filter((count) => count > 0)).toEqual([500]);
  expect(await bench.journalEvents(ids[0] ?? 0)).toEqual([
    'created',
    'generate-pressed',
    'held',
    'released',
    'discarded',
    'discard-undone',
  ]);
  expect(await bench.taskIn(ids[499] ?? 0, 'waiting')).toMatchObject({ hold: 'user', error: null });
});

test('each of these actions is one transaction', async () => {
  await bench.studio.stop({ withinMs: 0 });
  const clock = createFakeClock();
  const opened = openDatabase({ path: at('studio.sqlite'), nowMs: clock.now(), onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  let transactions = 0;
  let depth = 0;
  const countTransaction = <T>(work: () => T): T => {
    if (depth === 0) transactions += 1;
    depth += 1;
    try {
      return database.transaction(work);
    } finally {
      depth -= 1;
    }
  };
  const tables = createTables({ ...database, transaction: countTransaction });
  const listener = {
    taskChanged: () => undefined,
    libraryAdded: () => undefined,
    libraryChanged: () => undefined,
    libraryRemoved: () => undefined,
  };
  const tasks = createTaskStore({ tables, clock, listener, transferOf: () => null });
  const unused = undefined as never;
  const wakeAll = () => undefined;
  const log = () => ({ record: () => 1, append: () => undefined, next: () => null });
  const discards = createDiscardActions({ tables, tasks, log, wakeAll });
  const handlers = queueHandlers({ tables, tasks, accounts: unused, references: unused, discards, wakeAll });
  try {
    for (const action of actions) {
      transactions = 0;
      const input = inputOf(action);
      const result = await handlers[action](input as never);
      expect([action, result.ok, transactions]).toEqual([action, true, 1]);
    }
  } finally {
    database.close();
  }
});

test('tasks that were sent, have ended or do not exist are left unchanged, and an id given twice counts once', async () => {
  const [first = 0, second = 0, third = 0] = ids;
  await bench.must('tasks.discard', { id: first });
  expect(await bench.must('tasks.discardWaiting', { ids: [first, second, second, 9_999, third], continues: null })).toMatchObject({
    discardedCount: 2,
  });
  expect(await bench.must('tasks.holdMany', { ids: [second, third] })).toEqual({ heldCount: 0 });
});

test('a rerun that fails creates no task at all, so that a second try creates none twice', async () => {
  const [first = 0] = ids;
  expect(await bench.call('tasks.rerun', { actionId: newActionId(), ids: [first, 9_999] })).toMatchObject({ ok: false });
  expect((await bench.must('studio.snapshot', {})).tasks).toHaveLength(500);
  expect((await bench.must('tasks.rerun', { actionId: newActionId(), ids: [first, first] })).ids).toHaveLength(2);
});

test('undoing a discard restores a held task with its hold, at its position', async () => {
  const [first = 0, second = 0] = ids;
  await bench.must('tasks.hold', { id: second });
  const before = await bench.taskIn(second, 'waiting');
  await bench.must('tasks.discardWaiting', { ids: [first, second], continues: null });
  await bench.must('actions.undo', { actionId: null });
  expect(await bench.taskIn(second, 'waiting')).toMatchObject({ hold: 'user', queuePosition: before.queuePosition, error: before.error });
});
