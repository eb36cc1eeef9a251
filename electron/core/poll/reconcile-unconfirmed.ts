// Searches the service's task list for tasks whose POST had no clear outcome. `match-unconfirmed.ts` decides which listed task is ours;
// `apply-task-list.ts` applies the decision. The list is undocumented: it is used if available, but nothing depends on it.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../shared/errors.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { Account } from '../ports.ts';
import { backoffDelay, failedPollDelay } from '../scheduling/backoff.ts';
import type { JobOutcome } from '../scheduling/job-outcome.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { rowsPerSlice } from '../scheduling/slice-size.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { idleIds, type ServiceDeps } from '../service/service-deps.ts';
import {
  type ApplyTaskListDeps,
  applyListFailure,
  applyTaskList,
  isTransient,
  type ListContext,
  possibleMatches,
} from './apply-task-list.ts';
import { isOutOfDate, type ListReaderDeps, readTaskList } from './read-task-list.ts';
import type { TaskList } from './task-list.ts';

/** Maximum number of tasks of one profile that share one reading of the list. */
const maxTasksPerReading = 500;
/** Tasks that become due within this time share the reading with the tasks that are due now. */
const sharedReadingMs = 5_000;
/** Maximum back-off after failed readings of the list. */
const maxBackoffMs = 10 * 60_000;

/** Dependencies of the reconciler. */
export interface ReconcilerDeps extends ServiceDeps, ListReaderDeps, ApplyTaskListDeps {
  /** Called after a list was read: an unconfirmed task may have freed a slot of the queue. */
  onListApplied(): void;
}

interface ReconcileContext extends ReconcilerDeps {
  /** The profile of each job. One reading of its list decides all due tasks of the profile. */
  readonly profileByJob: Map<number, number>;
  /** The number of consecutive failed readings, by profile. */
  readonly failures: Map<number, number>;
}

function dueOfProfile({ tables, tasks, clock }: ReconcileContext, profileId: number): readonly TaskRow[] {
  return tables.tasks
    .reconcileDue({ profileId, nowMs: clock.now() + sharedReadingMs, limit: maxTasksPerReading })
    .flatMap((id) => tasks.readableRow(id) ?? [])
    .filter(({ state }) => state === 'unconfirmed');
}

/**
 * Records for each of `rows` that the list could not be read. If the key was replaced meanwhile, nothing is written, and the tasks stay
 * due for the current key.
 */
function applyFailure(context: ReconcileContext, rows: readonly TaskRow[], revision: ProfileRevision, error: AppError): JobOutcome {
  const { tasks, accounts, onServiceError, random, failures } = context;
  const { profileId } = revision;
  const effect = onServiceError(revision, error, 'list');
  if (effect.kind === 'stale-key') return { outcome: 'skipped' };
  const attempt = (failures.get(profileId) ?? 0) + 1;
  failures.set(profileId, attempt);
  const timings = accounts.timings(profileId);
  const backoffMs = backoffDelay(attempt - 1, timings.serverErrorMs * 1.25, maxBackoffMs, random.next());
  const waitMs = effect.kind === 'paused' ? effect.waitMs : Math.max(failedPollDelay(timings, error, attempt, random.next()), backoffMs);
  tasks.transaction(() => {
    for (const row of rows) if (!isOutOfDate(context, row)) applyListFailure(context, row, error, waitMs);
  });
  const details = { tasks: rows.length };
  return isTransient(error)
    ? { outcome: 'retry', why: error.kind, inMs: Math.round(waitMs), attempt, details }
    : { outcome: 'failed', why: error.kind, details };
}

/** Applies the list to each of `rows`, in slices, so that hundreds of rows do not block other work. Returns the number of found tasks. */
async function applyToAll(
  context: ReconcileContext,
  rows: readonly TaskRow[],
  list: TaskList,
  listContext: ListContext,
  signal: AbortSignal,
): Promise<number> {
  let foundCount = 0;
  for (let offset = 0; offset < rows.length && !signal.aborted; offset += rowsPerSlice) {
    context.tasks.transaction(() => {
      for (const row of rows.slice(offset, offset + rowsPerSlice)) {
        if (!isOutOfDate(context, row) && applyTaskList(context, row, list, listContext)) foundCount += 1;
      }
    });
    await yieldToEventLoop();
  }
  return foundCount;
}

/** Reads the list for `rows`, which are tasks of one profile, and applies it. */
async function reconcile(
  context: ReconcileContext,
  rows: readonly TaskRow[],
  account: Account,
  revision: ProfileRevision,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { api, failures, onListApplied } = context;
  const list = await readTaskList(context, revision.profileId, rows, account, signal);
  if (list === null) return { outcome: 'stopped' };
  if (!list.ok) return applyFailure(context, rows, revision, list.error);
  failures.delete(revision.profileId);
  const clockSkewMs = api.clockSkewMs(account) ?? 0;
  const foundCount = await applyToAll(
    context,
    rows,
    list.value,
    { revision, clockSkewMs, candidates: possibleMatches(context, rows, clockSkewMs) },
    signal,
  );
  onListApplied();
  return { outcome: 'done', details: { tasks: rows.length, found: foundCount } };
}

async function runJob(context: ReconcileContext, profileId: number, signal: AbortSignal): Promise<JobOutcome> {
  const { tasks, accounts } = context;
  const rows = dueOfProfile(context, profileId);
  if (rows.length === 0) return { outcome: 'skipped' };
  const account = accounts.account(profileId);
  if (account.ok) return reconcile(context, rows, account.value, accounts.profileRevision(profileId), signal);
  for (const { id } of rows) {
    tasks.transition(id, { type: 'reconciled-without-match', reconciliation: 'unavailable', reconcileAtMs: null });
  }
  return { outcome: 'failed', why: account.error.kind, details: { tasks: rows.length } };
}

/**
 * Creates the source of jobs. A job is one reading, and its id is the id of the task that was due first. Called once by `core/compose/`.
 */
export function createReconciler(deps: ReconcilerDeps): JobSource {
  const { tables, tasks, accounts, rateLimiter } = deps;
  const context: ReconcileContext = { ...deps, profileByJob: new Map(), failures: new Map() };
  const { profileByJob } = context;
  const queue = createProfileQueue(
    accounts,
    { grant: rateLimiter.acquire, waitMs: rateLimiter.waitMs },
    {
      isReady: accounts.canPoll,
      // One task represents all due tasks of its profile, because they share the reading.
      due: ({ id: profileId }, nowMs, freeSlots, busy) =>
        [...profileByJob.values()].includes(profileId)
          ? []
          : idleIds(Math.min(1, freeSlots), busy, (limit) => tables.tasks.reconcileDue({ profileId, nowMs, limit })),
      nextDueMs: tables.tasks.nextReconcile,
      pausedForMs: accounts.pausedForMs,
    },
  );
  return {
    due(nowMs, freeSlots, busy) {
      const ids = queue.due(nowMs, freeSlots, busy);
      for (const id of ids) profileByJob.set(id, tasks.readableRow(id)?.profileId ?? 0);
      return ids;
    },
    nextDueMs: queue.nextDueMs,
    describe: (id) => ({ task: id, profile: tasks.row(id)?.profileId ?? 0 }),
    async run(id, signal) {
      try {
        return await runJob(context, profileByJob.get(id) ?? tasks.readableRow(id)?.profileId ?? 0, signal);
      } finally {
        profileByJob.delete(id);
      }
    },
  };
}
