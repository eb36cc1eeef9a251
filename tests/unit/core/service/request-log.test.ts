// Every request made for a task is recorded; polls without news are counted, and no entry contains a secret.
import { expect, test } from 'vitest';
import { createRequestLog } from '../../../../electron/core/service/request-log.ts';
import { newProfile, newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
const eventsOf = async (id: number) => (await bench.must('tasks.read', { id })).requestLog;

test('a submission is recorded with its status and its outcome', async () => {
  const [id = 0] = await bench.submit();
  expect(await eventsOf(id)).toMatchObject([{ kind: 'submit', httpStatus: 200, detail: { end: 'ok', outcome: 'accepted' } }]);
});

test('polls without news become one entry with a count, and a failed poll gets its own entry', async () => {
  const [id = 0] = await bench.submit();
  await bench.clock.advance(15_000); // the first poll finds it pending or processing
  const before = (await eventsOf(id)).length;
  await bench.clock.advance(120_000);
  const events = await eventsOf(id);
  const polls = events.at(-1);
  expect(polls).toMatchObject({ kind: 'polls', httpStatus: 200 });
  expect(Number(polls?.detail.count)).toBeGreaterThan(5);
  expect(events.length - before).toBeLessThanOrEqual(1);
  bench.api.onPoll = () => fail({ kind: 'no-response', reason: 'timed-out', detail: 'no answer within 15 s' });
  await bench.clock.advance(20_000);
  expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: 'poll', httpStatus: null, detail: { end: 'no-response' } });
});

test('the stored log of a task is bounded', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onPoll = () => fail({ kind: 'no-response', reason: 'timed-out', detail: '' });
  await bench.clock.advance(4 * 3_600_000);
  expect((await eventsOf(id)).length).toBe(200);
});

test('counted polls are written when the task is no longer polled', async () => {
  const [id = 0] = await bench.submit();
  await bench.clock.advance(60_000);
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error();
  const tables = createTables(opened.value.database);
  const profileId = tables.profiles.insert(
    newProfile({ kind: 'evolink', name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1),
  );
  const taskId = tables.tasks.insert(newTask({ profileId, simulated: false, request: fox, sourceTaskId: null }, 1));
  const requestLog = createRequestLog({ tables, clock: bench.clock, log: bench.log });
  requestLog.recordPoll(taskId, 1, ok(null), false);
  expect(requestLog.pendingCount()).toBe(1);
  requestLog.flushTask(taskId);
  expect([requestLog.pendingCount(), requestLog.ofTask(taskId).map(({ kind }) => kind)]).toEqual([0, ['polls']]);
  // The same happens when the user stops polling.
  await bench.must('tasks.stopPolling', { id });
  expect((await eventsOf(id)).map(({ kind }) => kind)).toContain('polls');
  opened.value.database.close();
});
