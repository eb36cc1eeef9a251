// Random walks over the transition tables: in any order, legal events never violate a CHECK constraint, illegal events change nothing,
// and the journal contains exactly the states that a task went through.

import { expect, test } from 'vitest';
import type { StoredFile } from '../../../electron/core/ports.ts';
import type { TaskEvent } from '../../../electron/core/tasks/reducer/task-event.ts';
import type { ResultEvent } from '../../../electron/core/tasks/result-reducer.ts';
import { newProfile } from '../../../electron/core/tasks/row-factories.ts';
import { createTaskStore } from '../../../electron/core/tasks/task-store.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { createTables } from '../../../electron/db/tables/tables.ts';
import type { AppError } from '../../../shared/errors.ts';
import { isLive, resultTransitions, type TaskState, task as taskSchema, taskTransitions } from '../../../shared/task.ts';
import { noResponse, notFound } from '../../support/fake-api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { fc } from '../../support/fast-check.ts';
import { fox } from '../../support/studio-bench.ts';

const error = fc.constantFrom<AppError>(noResponse, notFound, { kind: 'file-missing' });
const atMs = fc.integer({ min: 0, max: 2 ** 41 });
const nullableMs = fc.option(atMs, { nil: null });
const nullableNumber = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
const flag = fc.boolean();
const url = fc.constantFrom('https://a/1.mp4', 'https://a/2.mp4');
const serviceResult = fc.oneof(
  fc.record({ kind: fc.constant('video' as const), url }),
  fc.record({ kind: fc.constantFrom('element' as const, 'character' as const), data: fc.constant({ element_id: 1 }) }),
);
const progress = {
  state: fc.constantFrom('pending' as const, 'processing' as const),
  progress: nullableNumber,
  expectedEndAtMs: nullableMs,
  creditsReserved: nullableNumber,
  nextPollAtMs: atMs,
};
const eventType = <F extends string>(name: F) => fc.constant(name);

const frequentEvent = fc.oneof(
  fc.record({
    type: fc.constantFrom('generate-pressed' as const, 'moved-to-front' as const, 'moved' as const),
    queuePosition: fc.double({ min: -9, max: 9, noNaN: true }),
  }),
  fc.record({
    type: fc.constantFrom('edit-started' as const, 'held' as const, 'released' as const, 'became-overdue' as const, 'dismissed' as const),
  }),
  fc.record({ type: eventType('created-by-auto-retry'), queuePosition: fc.constant(2), notBeforeMs: atMs }),
  fc.record({ type: eventType('auto-retried'), as: fc.constant(1) }),
  fc.record({
    type: eventType('discard-undone'),
    queuePosition: fc.constant(1.5),
    hold: fc.constantFrom(null, 'user' as const, 'restore' as const, 'refusals' as const),
    notBeforeMs: nullableMs,
    error: fc.option(error, { nil: null }),
  }),
  fc.record({
    type: eventType('submit-started'),
    idempotencyKey: fc.uuid(),
    bodySha256: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
    keyRevision: fc.nat(9),
    clockSkewMs: nullableMs,
    simulated: fc.boolean(),
    keepsIdempotencyKey: fc.boolean(),
  }),
  fc.record({ type: eventType('resend-requested'), idempotencyKey: fc.uuid() }),
  fc.record({ type: eventType('resend-started'), clockSkewMs: nullableMs, simulated: fc.boolean() }),
  fc.record({
    type: eventType('accepted'),
    serviceTaskId: fc.constantFrom('task-a', 'task-b'),
    found: flag,
    keyRevision: fc.nat(9),
    ...progress,
  }),
  fc.record({ type: eventType('refused-for-now'), error, notBeforeMs: nullableMs, queuePosition: fc.constant(1), hold: flag }),
  fc.record({ type: eventType('refused'), error }),
  fc.record({ type: eventType('outcome-unknown'), error, reconcileAtMs: nullableMs }),
  fc.record({
    type: eventType('reconciled-without-match'),
    reconciliation: fc.constantFrom('pending' as const, 'not-found' as const, 'unavailable' as const, 'inconclusive' as const),
    reconcileAtMs: nullableMs,
  }),
  fc.record({ type: eventType('progressed'), ...progress }),
  fc.record({ type: eventType('poll-failed'), error, nextPollAtMs: atMs }),
  fc.record({
    type: eventType('completed'),
    results: fc.array(serviceResult, { maxLength: 3 }),
    linkExpiresAtMs: atMs,
    creditsReserved: nullableNumber,
    creditsUsed: nullableNumber,
    tookSeconds: nullableNumber,
    nextPollAtMs: nullableMs,
  }),
  fc.record({ type: eventType('results-refreshed'), added: fc.constant([]), linkExpiresAtMs: atMs, nextPollAtMs: nullableMs }),
  fc.record({ type: eventType('failed-at-service'), error, creditsReserved: nullableNumber, creditsUsed: nullableNumber }),
  fc.record({ type: eventType('cancelled-at-service') }),
  fc.record({ type: eventType('abandoned'), error }),
  fc.record({ type: eventType('polling-resumed'), nextPollAtMs: atMs }),
);
/** Discarding is rare here, because a task that is discarded early reaches few other states. */
const taskChange = fc.oneof(
  { weight: 200, arbitrary: frequentEvent },
  { weight: 1, arbitrary: fc.record({ type: eventType('discarded') }) },
) as fc.Arbitrary<TaskEvent>;

const file: StoredFile = {
  path: 'a.mp4',
  bytes: 5,
  modifiedAtMs: 1.5,
  sha256: 'x',
  receivedSha256: 'y',
  untagged: null,
  width: 1,
  height: 1,
  durationSeconds: 1.5,
  framesPerSecond: 23.976,
  hasAudio: true,
  codec: 'h264',
};
const resultChange: fc.Arbitrary<ResultEvent> = fc.oneof(
  fc.record({ type: eventType('download-started'), incomingFolderId: fc.constant(1) }),
  fc.record({ type: fc.constantFrom('file-disappeared' as const, 'file-reappeared' as const, 'file-changed' as const) }),
  fc.record({ type: eventType('file-verified'), modifiedAtMs: atMs }),
  fc.record({ type: eventType('file-moved'), folderId: fc.constant(1), path: fc.constant('b.mp4'), modifiedAtMs: atMs }),
  fc.record({ type: eventType('file-renamed'), path: fc.constant('c.mp4') }),
  fc.record({ type: eventType('kept-unverified'), file: fc.constant(file), folderId: fc.constant(1) }),
  fc.record({
    type: eventType('download-interrupted'),
    error: fc.option(error, { nil: null }),
    nextAttemptAtMs: nullableMs,
    needsFreshLink: flag,
    quarantinedBytes: fc.option(fc.constant(5), { nil: null }),
    why: fc.constantFrom('folder' as const, 'stopped' as const, 'link-refused' as const, 'not-verified' as const, 'other' as const),
  }),
  fc.record({ type: eventType('stored'), file: fc.constant(file), folderId: fc.constant(1) }),
  fc.record({ type: eventType('link-expired'), error }),
  fc.record({ type: eventType('link-refreshed'), url, linkExpiresAtMs: atMs, nextAttemptAtMs: atMs }),
  fc.record({ type: eventType('download-retry-requested'), nextAttemptAtMs: atMs }),
  fc.record({ type: eventType('trashed'), path: fc.constantFrom('.evolink-trash/a.mp4', null) }),
  fc.record({ type: eventType('taken-from-trash'), path: fc.constant('a.mp4') }),
  fc.record({ type: eventType('deleted') }),
) as fc.Arbitrary<ResultEvent>;

const step = fc.record({
  target: fc.constantFrom('task' as const, 'task' as const, 'result' as const),
  resultIndex: fc.nat(2),
  task: taskChange,
  result: resultChange,
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Opens a new database with one profile and one folder; `createWaiting` creates a waiting task and returns its id. */
function setUp() {
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error();
  const tables = createTables(opened.value.database);
  const nothing = () => {};
  const listener = { taskChanged: nothing, libraryAdded: nothing, libraryChanged: nothing, libraryRemoved: nothing };
  const tasks = createTaskStore({ tables, clock: createFakeClock(), listener, transferOf: () => null });
  const profileId = tables.profiles.insert(
    newProfile({ kind: 'evolink', name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1),
  );
  tables.results.folderId('/videos');
  const createWaiting = () =>
    tasks.create({ profileId, simulated: false, request: fox, sourceTaskId: null, count: 1, actionId: null })[0] ?? 0;
  return { database: opened.value.database, tables, tasks, createWaiting };
}
type World = ReturnType<typeof setUp>;

/** Returns the rows of a task and of its results. */
const rowsOf = ({ tables }: World, id: number) => ({ task: tables.tasks.get(id), results: tables.results.ofTask(id) });

/**
 * Applies one step, checks its outcome, and adds a legal transition to `seen`. A step for a result that does not exist applies its task
 * event. Returns the state of the task afterwards.
 */
function applyStep(
  world: World,
  id: number,
  { target, resultIndex, task: taskEvent, result: resultEvent }: Step,
  seenTransitions: Set<string>,
): TaskState {
  const { tasks } = world;
  const before = rowsOf(world, id);
  const from = before.task?.state ?? 'draft';
  const resultRow = before.results[resultIndex];
  if (target === 'task' || resultRow === undefined) {
    const outcome = tasks.transition(id, taskEvent);
    if (!outcome.ok) expect(rowsOf(world, id)).toEqual(before);
    else {
      expect(taskTransitions[from][taskEvent.type]).toContain(outcome.value.state);
      seenTransitions.add(`${from} ${taskEvent.type} ${outcome.value.state}`);
    }
  } else {
    const outcome = tasks.transitionResult(resultRow.id, resultEvent);
    if (!outcome.ok) expect(rowsOf(world, id)).toEqual(before);
    else {
      expect(resultTransitions[resultRow.state][resultEvent.type]).toContain(outcome.value.state);
      seenTransitions.add(`result ${resultRow.state} ${resultEvent.type} ${outcome.value.state}`);
    }
  }
  const task = tasks.get(id);
  if (task === null) throw new Error('the task is lost');
  expect(taskSchema.safeParse(task).success).toBe(true);
  expect(world.tables.tasks.get(id)?.live).toBe(
    isLive({ ...task, results: () => (task.state === 'completed' ? task.results : []) }) ? 1 : 0,
  );
  return task.state;
}

const endStates: readonly TaskState[] = ['failed', 'cancelled', 'discarded'];

test('legal events never violate a constraint, illegal events change nothing, and the journal matches the history', () => {
  const seenTransitions = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 300, maxLength: 300 }), (steps) => {
      const world = setUp();
      const histories = new Map<number, TaskState[]>();
      let id = 0;
      for (const next of steps) {
        if (id === 0) {
          id = world.createWaiting();
          histories.set(id, ['draft', 'waiting']);
        }
        const states = histories.get(id) ?? [];
        const state = applyStep(world, id, next, seenTransitions);
        if (state !== states.at(-1)) states.push(state);
        // A task that has ended has few events left: a new task replaces it.
        if (endStates.includes(state)) id = 0;
      }
      for (const [task, states] of histories) {
        const journal = world.tables.journal.ofTask(task).filter((entry) => entry.resultId === null);
        expect(journal.map((entry) => entry.state).filter((state, index, all) => state !== all[index - 1])).toEqual(states);
      }
      const stored = [...histories.keys()]
        .flatMap((task) => rowsOf(world, task).results)
        .filter(({ kind, state }) => kind === 'video' && state === 'stored');
      const trashed = [...histories.keys()].flatMap((task) => rowsOf(world, task).results).filter(({ trash }) => trash === 'trashed');
      const inLibrary = stored.filter(({ trash }) => trash === null).length;
      expect(world.tables.results.total()).toEqual({ videoCount: inLibrary, videoBytes: inLibrary * 5 });
      const trashBytes = 5 * trashed.filter(({ state }) => state === 'stored').length;
      expect(world.tables.trash.trashTotal()).toEqual({ trashCount: trashed.length, trashBytes });
      world.database.close();
    }),
    { numRuns: 25, seed: 7 },
  );
  // The walks are useful only if they cover most of both tables.
  expect(seenTransitions.size).toBeGreaterThan(50);
});
