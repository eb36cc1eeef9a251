// Polls accepted tasks until the service reports their end. A failed poll never fails a task; only a poll with a response makes a task overdue or
// abandoned, so that a night asleep or a day offline decides nothing.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { type ServiceDeps, takeIdle } from '../service/service-deps.ts';
import { createPollBatches, firstOfEachRequest, maxBatchSize, retainSingles } from './poll-batches.ts';
import { recordPollFailure } from './poll-failure.ts';
import { pollOutcome } from './poll-outcome.ts';
import { type PollContext, pollBatch, polledRow, pollOne, readablePolledRow } from './poll-request.ts';
import type { PollResultDeps } from './poll-result-deps.ts';

/** Dependencies of the poller. */
export interface PollerDeps extends ServiceDeps, Pick<PollResultDeps, 'isAutoRetryEnabled' | 'onTaskEnded'> {}

const isBatching = ({ tables, clock, batches }: PollContext, profileId: number): boolean =>
  batches.isSupported(profileId, clock.monotonicMs()) && tables.tasks.pollsMoreThan(maxBatchSize, profileId);

/** Due tasks of a profile, one for each request to be made: at most `limit`, none of them busy or in flight. */
function dueOfProfile(
  context: PollContext,
  { id: profileId }: ProfileRow,
  nowMs: number,
  limit: number,
  busy: ReadonlySet<number>,
): readonly number[] {
  const { tables, batches } = context;
  const batching = isBatching(context, profileId);
  const unavailable = new Set([...busy, ...batches.inFlight]);
  const ids = takeIdle(batching ? limit * maxBatchSize : limit, unavailable, (count) =>
    tables.tasks.pollDue({ profileId, nowMs, limit: count }),
  );
  return batching ? firstOfEachRequest(ids, batches.singles).slice(0, limit) : ids;
}

/** Other due tasks of the same profile that share the request of `row`, if requests are shared. */
function companionsOf(context: PollContext, row: TaskRow, busy: ReadonlySet<number>): readonly TaskRow[] {
  const { tables, clock, batches } = context;
  const { profileId } = row;
  if (batches.singles.has(row.id) || !isBatching(context, profileId)) return [];
  const unavailable = new Set([...busy, ...batches.inFlight, ...batches.singles]);
  const ids = takeIdle(maxBatchSize - 1, unavailable, (count) => tables.tasks.pollDue({ profileId, nowMs: clock.now(), limit: count }));
  return ids.flatMap((id) => readablePolledRow(context, id) ?? []);
}

/** Polls a task in one request, together with its companions. */
async function runRequest(context: PollContext, row: TaskRow, companions: readonly TaskRow[], signal: AbortSignal): Promise<void> {
  const { tasks, accounts } = context;
  const rows = [row, ...companions];
  const timings = accounts.timings(row.profileId);
  const account = accounts.account(row.profileId);
  if (!account.ok) {
    const { error } = account;
    tasks.transaction(() => {
      for (const one of rows) recordPollFailure(context, one, error, timings);
    });
  } else if (companions.length === 0) await pollOne(context, row, account.value, timings, signal);
  else await pollBatch(context, rows, account.value, timings, signal);
}

/** Built once by the composition; its job runner asks for due rows and runs them. A job is one request, identified by one of its tasks. */
export function createPoller(deps: PollerDeps): JobSource {
  const { tables, tasks, accounts, api, rateLimiter, clock } = deps;
  const batches = createPollBatches();
  const { inFlight } = batches;
  const context: PollContext = {
    ...deps,
    batches,
    clockAheadMs(profileId) {
      const row = accounts.row(profileId);
      return row === undefined ? 0 : (api.clockSkewMs(row) ?? 0);
    },
  };
  /** Jobs that the runner runs or pauses: no batch includes them. */
  let busyJobs: ReadonlySet<number> = new Set();
  const queue = createProfileQueue(
    accounts,
    { grant: rateLimiter.acquire, waitMs: rateLimiter.waitMs },
    {
      isReady: accounts.canPoll,
      due: (profile, nowMs, limit, busy) => dueOfProfile(context, profile, nowMs, limit, busy),
      nextDueMs: tables.tasks.nextPoll,
      pausedForMs: accounts.pausedForMs,
    },
  );
  return {
    due(nowMs, freeSlots, busy) {
      busyJobs = busy;
      retainSingles(batches, (id) => readablePolledRow(context, id) !== null);
      const ids = queue.due(nowMs, freeSlots, busy);
      for (const id of ids) inFlight.add(id);
      return ids;
    },
    nextDueMs: queue.nextDueMs,
    isRoutine: true,
    describe: (id) => ({ task: id, profile: tasks.row(id)?.profileId ?? 0 }),
    async run(id, signal) {
      const polledIds = [id];
      try {
        const row = polledRow(context, id);
        if (row === null) return { outcome: 'skipped' };
        const companions = companionsOf(context, row, busyJobs);
        polledIds.push(...companions.map((one) => one.id));
        for (const one of polledIds) inFlight.add(one);
        await runRequest(context, row, companions, signal);
        if (signal.aborted) return { outcome: 'stopped' };
        return pollOutcome(
          [row, ...companions].map((before) => ({ before, after: tasks.readableRow(before.id) ?? undefined })),
          clock.now(),
        );
      } finally {
        for (const one of polledIds) inFlight.delete(one);
      }
    },
  };
}
