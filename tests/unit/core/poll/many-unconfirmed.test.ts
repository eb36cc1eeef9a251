// Hundreds of unconfirmed tasks that are due for reconciliation share one read of the list, and main must stay responsive.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReconciler } from '../../../../electron/core/poll/reconcile-unconfirmed.ts';
import { rowsPerSlice } from '../../../../electron/core/scheduling/slice-size.ts';
import { createRequestLog } from '../../../../electron/core/service/request-log.ts';
import { newProfile, newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { createTaskStore } from '../../../../electron/core/tasks/task-store.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables, type Tables } from '../../../../electron/db/tables/tables.ts';
import { ok } from '../../../../shared/result.ts';
import { createFakeApi, noResponse } from '../../../support/fake-api.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeLog } from '../../../support/fake-log.ts';
import { fox } from '../../../support/studio-bench.ts';

const count = 400;
const clock = createFakeClock();
const log = createFakeLog();
let close: () => void;
/** Counts the database calls. The test resets it before it runs the reconciler. */
let databaseCalls: { commits: number; readsOfAll: number; readsOfDiscarded: number };
let tables: Tables;
let profileId: number;

beforeEach(() => {
  const opened = openDatabase({ path: ':memory:', nowMs: 0, onSlowStatement: () => {} });
  if (!opened.ok) throw new Error();
  const { database } = opened.value;
  close = () => database.close();
  databaseCalls = { commits: 0, readsOfAll: 0, readsOfDiscarded: 0 };
  let depth = 0;
  const realTables = createTables({
    ...database,
    transaction(work) {
      if (depth === 0) databaseCalls.commits += 1;
      depth += 1;
      try {
        return database.transaction(work);
      } finally {
        depth -= 1;
      }
    },
  });
  tables = {
    ...realTables,
    tasks: {
      ...realTables.tasks,
      possiblyAccepted() {
        databaseCalls.readsOfAll += 1;
        return realTables.tasks.possiblyAccepted();
      },
      discardedUnconfirmed(...range) {
        databaseCalls.readsOfDiscarded += 1;
        return realTables.tasks.discardedUnconfirmed(...range);
      },
    },
  };
  profileId = tables.profiles.insert(newProfile({ kind: 'evolink', name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1));
});
afterEach(() => {
  close();
  expect(log.incidents).toEqual([]);
});

test('four hundred unconfirmed tasks take one commit per page and per slice of outcomes, and the other tasks are read once', async () => {
  const listener = { taskChanged() {}, libraryAdded() {}, libraryChanged() {}, libraryRemoved() {} };
  const tasks = createTaskStore({ tables, clock, listener, transferOf: () => null });
  const ids = tasks.transaction(() =>
    Array.from({ length: count }, () => {
      const id = tables.tasks.insert(newTask({ profileId, simulated: false, request: fox, sourceTaskId: null }, clock.now()));
      tasks.transition(id, { type: 'generate-pressed', queuePosition: id });
      const bodySha256 = 'a'.repeat(64);
      const idempotencyKey = `key-of-this-task-${id}`;
      tasks.transition(id, {
        type: 'submit-started',
        idempotencyKey,
        bodySha256,
        keyRevision: 0,
        clockSkewMs: 0,
        simulated: false,
        keepsIdempotencyKey: false,
      });
      tasks.transition(id, { type: 'outcome-unknown', error: noResponse, reconcileAtMs: clock.now() });
      return id;
    }),
  );
  const api = createFakeApi(clock);
  const pages = 3;
  api.onList = (page) =>
    ok(
      page > pages
        ? []
        : Array.from({ length: 20 }, (_, index) => ({ serviceTaskId: `t-${page}-${index}`, model: 'another', createdAtMs: clock.now() })),
    );
  const account = { apiBaseUrl: 'https://a', filesBaseUrl: 'https://f', key: 'sk-1', allowsLoopback: false, allowsHost: () => false };
  const reconciler = createReconciler({
    tables,
    tasks,
    api,
    clock,
    requestLog: createRequestLog({ tables, clock, log }),
    accounts: {
      account: () => ok(account),
      profileRevision: () => ({ profileId, keyRevision: 0 }),
      keyReplacedAtMs: () => null,
      rows: () => tables.profiles.all(),
    } as never,
    rateLimiter: { waitForPermit: async () => true } as never,
    onServiceError: () => ({ kind: 'none' }),
    random: { next: () => 0, id: () => '' },
    isResendPending: () => false,
    onFound() {},
    onListApplied() {},
  });
  databaseCalls = { commits: 0, readsOfAll: 0, readsOfDiscarded: 0 };
  await reconciler.run(ids[0] ?? 0, new AbortController().signal);
  expect(ids.map((id) => tables.tasks.get(id)?.reconciliation)).toEqual(ids.map(() => 'not-found'));
  expect(tables.requestLog.ofTask(ids[0] ?? 0)).toHaveLength(pages + 1);
  expect(databaseCalls).toEqual({ commits: pages + 1 + count / rowsPerSlice, readsOfAll: 1, readsOfDiscarded: 1 });
});
