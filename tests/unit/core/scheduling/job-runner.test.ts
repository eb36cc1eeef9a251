// The job runner. A Map stands in for the table of due jobs.
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobOutcome } from '../../../../electron/core/scheduling/job-outcome.ts';
import { createJobRunner, type JobRunner } from '../../../../electron/core/scheduling/job-runner.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { createFakeLog, type FakeLog } from '../../../support/fake-log.ts';

let clock: FakeClock;
let log: FakeLog;
let due: Map<number, number>;
let runs: string[];
let dueQueries: number;
let heldJobs: Map<number, () => void>;
let runner: JobRunner;
let failingIds: Set<number>;
let failure: (id: number) => Error;

beforeEach(() => {
  clock = createFakeClock(0);
  log = createFakeLog();
  due = new Map();
  runs = [];
  dueQueries = 0;
  heldJobs = new Map();
  failingIds = new Set();
  failure = (id) => new Error(`job ${id}`);
  runner = createJobRunner({
    name: 'download',
    maxConcurrent: 2,
    clock,
    log,
    source: {
      due(nowMs, freeSlots, busy) {
        dueQueries += 1;
        return [...due].flatMap(([id, atMs]) => (atMs <= nowMs && !busy.has(id) ? [id] : [])).slice(0, freeSlots);
      },
      nextDueMs: (nowMs) => [...due.values()].filter((atMs) => atMs > nowMs).sort((a, b) => a - b)[0] ?? null,
      async run(id, signal) {
        runs.push(`${id} at ${clock.now()}`);
        if (failingIds.has(id)) throw failure(id);
        if (heldJobs.has(id))
          await new Promise<void>((resolve) => {
            heldJobs.set(id, resolve);
            signal.addEventListener('abort', () => {
              runs.push(`${id} aborted`);
              resolve();
            });
          });
        due.delete(id);
        return { outcome: 'done' };
      },
      describe: (id) => ({ task: id }),
    },
  });
});
afterEach(() => runner.stop(0));

test('jobs run when they are due, at most two at once, and a running job is not started again', async () => {
  due = new Map([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 5_000],
  ]);
  heldJobs = new Map([
    [1, () => {}],
    [2, () => {}],
  ]);
  runner.start();
  await clock.advance(1_000);
  expect(runs).toEqual(['1 at 0', '2 at 0']);
  heldJobs.get(1)?.();
  await clock.advance(10_000);
  expect(runs).toEqual(['1 at 0', '2 at 0', '3 at 1000', '4 at 5000']);
  expect(runner.isBusy(2)).toBe(true);
});

test('a row that becomes due is found within a minute, and at once after a wake', async () => {
  runner.start();
  await clock.settle();
  due.set(1, 0);
  await clock.advance(59_000);
  expect(runs).toEqual([]);
  await clock.advance(1_000);
  expect(runs).toEqual(['1 at 60000']);
  due.set(2, 0);
  runner.wake();
  await clock.settle();
  expect(runs).toHaveLength(2);
});

test('a job that throws is logged once and not run again for a minute', async () => {
  due = new Map([
    [1, 0],
    [2, 0],
  ]);
  failingIds = new Set([1]);
  runner.start();
  await clock.advance(59_000);
  expect(runs).toEqual(['1 at 0', '2 at 0']);
  expect(log.incidents).toHaveLength(1);
  failingIds.clear();
  await clock.advance(2_000);
  expect(runs.at(-1)).toBe('1 at 60000');
});

test('jobs that cannot write to a full disk log one warning until they succeed, and are retried each minute', async () => {
  due = new Map([
    [1, 0],
    [2, 0],
  ]);
  failingIds = new Set([1, 2]);
  failure = () => new BetterSqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
  const warnings = () => log.lines.filter((line) => line.startsWith('database-not-written'));
  runner.start();
  await clock.advance(10 * 60_000);
  expect(runs.length).toBeGreaterThan(15);
  expect(warnings()).toEqual(['database-not-written {"where":"download","why":"database-full"}']);
  expect(log.incidents).toEqual([]);
  failingIds.clear();
  await clock.advance(10 * 60_000);
  expect(due.size).toBe(0);
  due = new Map([[1, 0]]);
  failingIds = new Set([1]);
  runner.wake();
  await clock.settle();
  expect(warnings()).toHaveLength(2);
});

test('an idle runner sets one timer and checks once a minute', async () => {
  runner.start();
  await clock.advance(600_000);
  expect(clock.pendingTimers()).toBe(1);
  expect(dueQueries).toBe(11);
});

test('stopping aborts running jobs, waits for them, and starts nothing more', async () => {
  due = new Map([
    [1, 0],
    [2, 5_000],
  ]);
  heldJobs = new Map([[1, () => {}]]);
  runner.start();
  await clock.settle();
  await runner.stop(0);
  expect(runs).toEqual(['1 at 0', '1 aborted']);
  runner.wake();
  await clock.advance(60_000);
  expect(runs).toHaveLength(2);
  expect(clock.pendingTimers()).toBe(0);
});

test('a job may finish within the grace period, and is aborted when that period ends', async () => {
  due = new Map([
    [1, 0],
    [2, 0],
  ]);
  heldJobs = new Map([
    [1, () => {}],
    [2, () => {}],
  ]);
  runner.start();
  await clock.settle();
  const stopped = runner.stop(3_000);
  await clock.advance(1_000);
  heldJobs.get(1)?.();
  await clock.advance(2_000);
  await stopped;
  expect(runs).toEqual(['1 at 0', '2 at 0', '2 aborted']);
});

test('each job logs a line at its start and one at its end, with its outcome and duration', async () => {
  due = new Map([[7, 0]]);
  heldJobs = new Map([[7, () => {}]]);
  runner.start();
  await clock.advance(1_500);
  expect(log.lines).toEqual(['job-start {"job":"download","task":7}']);
  heldJobs.get(7)?.();
  await clock.settle();
  expect(log.lines.slice(1)).toEqual(['job-end {"job":"download","task":7,"outcome":"done","tookMs":1500}']);
});

test('the end line of a job that throws names the incident', async () => {
  due = new Map([[1, 0]]);
  failingIds = new Set([1]);
  runner.start();
  await clock.settle();
  expect(log.lines.slice(1)).toEqual([
    'incident download: job 1',
    'job-end {"job":"download","row":1,"outcome":"threw","incident":"incident-1","tookMs":0}',
  ]);
});

test('a routine job is logged only if it has news, except at level debug', async () => {
  const debugLines: string[] = [];
  const pollLog = createFakeLog((line) => debugLines.push(line));
  const ends: JobOutcome[] = [
    { outcome: 'unchanged' },
    { outcome: 'retry', why: 'no-response', inMs: 5_000, attempt: 1 },
    { outcome: 'retry', why: 'no-response', inMs: 9_000, attempt: 2 },
    { outcome: 'done', details: { state: 'completed' } },
  ];
  const polls = createJobRunner({
    name: 'poll',
    maxConcurrent: 1,
    clock,
    log: pollLog,
    source: {
      due: (_, __, busy) => (ends.length > 0 && !busy.has(1) ? [1] : []),
      nextDueMs: () => null,
      run: async () => ends.shift() ?? { outcome: 'unchanged' },
      isRoutine: true,
      describe: (id) => ({ task: id }),
    },
  });
  polls.start();
  await clock.advance(100);
  await polls.stop(0);
  expect(pollLog.lines).toEqual([
    'job-end {"job":"poll","task":1,"outcome":"retry","why":"no-response","inMs":5000,"attempt":1,"tookMs":0}',
    'job-end {"job":"poll","task":1,"outcome":"done","state":"completed","tookMs":0}',
  ]);
  expect(debugLines.filter((line) => line.startsWith('job-start'))).toHaveLength(4);
  expect(debugLines.filter((line) => line.startsWith('job-end'))).toHaveLength(2);
});

test('an error in the due query does not end the runner', async () => {
  const broken = createJobRunner({
    name: 'poster',
    maxConcurrent: 1,
    clock,
    log,
    source: {
      due() {
        dueQueries += 1;
        throw new Error('disk');
      },
      nextDueMs: () => null,
      run: async () => ({ outcome: 'done' }),
      describe: () => ({}),
    },
  });
  broken.start();
  await clock.advance(120_000);
  expect(dueQueries).toBe(3);
  await broken.stop(0);
});

test('setting the clock back does not delay the retry of a job that threw', async () => {
  due = new Map([[1, 0]]);
  clock.set(24 * 3_600_000);
  failingIds = new Set([1]);
  runner.start();
  await clock.settle();
  failingIds.clear();
  clock.set(0);
  await clock.advance(120_000);
  expect(runs).toHaveLength(2);
  expect(log.incidents).toHaveLength(1);
});

test('a row that cannot be described for the log is run, because its job may have to release something', async () => {
  const runIds: number[] = [];
  const source = {
    due: () => (runIds.length === 0 ? [7] : []),
    nextDueMs: () => null,
    describe: () => {
      throw new Error('the row cannot be read');
    },
    run: async (id: number): Promise<JobOutcome> => {
      runIds.push(id);
      return { outcome: 'done' };
    },
  };
  const other = createJobRunner({ name: 'reconcile', maxConcurrent: 1, clock, log, source });
  other.start();
  await clock.advance(1);
  await other.stop(0);
  expect(runIds).toEqual([7]);
  expect(log.incidents).toEqual([]);
});
