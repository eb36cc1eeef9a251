// Polls accepted tasks until the service reports their end. A failed poll never fails a task. Only a poll with a response can make a task
// overdue or abandoned, so a night asleep or a day offline has no such effect.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { JobOutcome } from '../scheduling/job-outcome.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { idleIds, type ServiceDeps } from '../service/service-deps.ts';
import { createPollBatches, groupIntoRequests, maxBatchSize, pruneSinglePolls } from './poll-batches.ts';
import { recordPollFailure } from './poll-failure.ts';
import { pollOutcome } from './poll-outcome.ts';
import { type PollContext, pollBatch, polledRow, pollOne, readablePolledRow } from './poll-request.ts';
import type { PollResultDeps } from './poll-result-deps.ts';

/** Dependencies of the poller. */
export interface PollerDeps extends ServiceDeps, Pick<PollResultDeps, 'isAutoRetryEnabled' | 'onTaskEnded'> {}

const isBatching = ({ tables, clock, batches }: PollContext, profileId: number): boolean =>
  batches.isSupported(profileId, clock.monotonicMs()) && tables.tasks.pollsMoreThan(maxBatchSize, profileId);

/** Groups the due tasks of a profile into requests: at most `limit`, without busy tasks and tasks in flight. */
function requestsOfProfile(
  context: PollContext,
  { id: profileId }: ProfileRow,
  nowMs: number,
  limit: number,
  busy: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const { tables, batches } = context;
  const isBatched = isBatching(context, profileId);
  const unavailable = new Set([...busy, ...batches.inFlight]);
  const ids = idleIds(isBatched ? limit * maxBatchSize : limit, unavailable, (count) =>
    tables.tasks.pollDue({ profileId, nowMs, limit: count }),
  );
  return isBatched ? groupIntoRequests(ids, batches.singlePollIds).slice(0, limit) : ids.map((id) => [id]);
}

/** Polls a task and its companions in one request. */
async function runRequest(context: PollContext, row: TaskRow, companions: readonly TaskRow[], signal: AbortSignal): Promise<void> {
  const { tasks, accounts } = context;
  const rows = [row, ...companions];
  const timings = accounts.timings(row.profileId);
  const account = accounts.account(row.profileId);
  if (!account.ok) {
    const { error } = account;
    tasks.transaction(() => {
      for (const pollRow of rows) recordPollFailure(context, pollRow, error, timings);
    });
  } else if (companions.length === 0) await pollOne(context, row, account.value, timings, signal);
  else await pollBatch(context, rows, account.value, timings, signal);
}

/** Polls the task of a job, and `others` in the same request. Skips tasks that are no longer polled. */
async function runJob(context: PollContext, id: number, others: readonly number[], signal: AbortSignal): Promise<JobOutcome> {
  const { tables, clock } = context;
  const row = polledRow(context, id);
  if (row === null) return { outcome: 'skipped' };
  const companions = others.flatMap((other) => readablePolledRow(context, other) ?? []);
  await runRequest(context, row, companions, signal);
  if (signal.aborted) return { outcome: 'stopped' };
  const after = (taskId: number) => tables.ifReadable(() => tables.tasks.pollState(taskId)) ?? undefined;
  return pollOutcome(
    [row, ...companions].map((before) => ({ before, after: after(before.id) })),
    clock.now(),
  );
}

/** Creates the source of jobs. A job is one request, and its id is the id of one of its tasks. Called once by `core/compose/`. */
export function createPoller(deps: PollerDeps): JobSource {
  const { tables, tasks, accounts, api, rateLimiter } = deps;
  const batches = createPollBatches();
  const { inFlight, due } = batches;
  const context: PollContext = {
    ...deps,
    batches,
    clockSkewMs(profileId) {
      const row = accounts.row(profileId);
      return row === undefined ? 0 : (api.clockSkewMs(row) ?? 0);
    },
  };
  /** All due requests, by the id of their first task. The rate limiter lets only the first of them start. */
  const dueRequests = new Map<number, readonly number[]>();
  const queue = createProfileQueue(
    accounts,
    { grant: rateLimiter.acquire, waitMs: rateLimiter.waitMs },
    {
      isReady: accounts.canPoll,
      due: (profile, nowMs, limit, busy) =>
        requestsOfProfile(context, profile, nowMs, limit, busy).flatMap((ids) => {
          const [first] = ids;
          if (first === undefined) return [];
          dueRequests.set(first, ids);
          return [first];
        }),
      nextDueMs: tables.tasks.nextPoll,
      pausedForMs: accounts.pausedForMs,
    },
  );
  return {
    due(nowMs, freeSlots, busy) {
      dueRequests.clear();
      pruneSinglePolls(batches, (id) => readablePolledRow(context, id) !== null);
      const jobs = queue.due(nowMs, freeSlots, busy);
      for (const job of jobs) {
        const ids = dueRequests.get(job) ?? [job];
        due.set(job, ids);
        for (const id of ids) inFlight.add(id);
      }
      return jobs;
    },
    nextDueMs: queue.nextDueMs,
    isRoutine: true,
    describe: (id) => ({ task: id, profile: tasks.row(id)?.profileId ?? 0 }),
    async run(id, signal) {
      const ids = due.get(id) ?? [id];
      due.delete(id);
      try {
        return await runJob(context, id, ids.slice(1), signal);
      } finally {
        for (const pollRow of ids) inFlight.delete(pollRow);
      }
    },
  };
}
