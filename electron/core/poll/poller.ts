// Polls the tasks that the service has, until it says how they ended. A failed poll never fails a task; overdue and abandoned are decided only
// by a poll that was answered, so that a night asleep or a day offline decides nothing.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { createPollBatches, maxBatchSize } from './poll-batches.ts';
import { recordPollFailure } from './poll-failure.ts';
import { type PollContext, pollBatch, pollOne, stillPolled } from './poll-request.ts';
import type { PollResultDeps } from './poll-result-deps.ts';

export interface PollerDeps extends ServiceDeps, Pick<PollResultDeps, 'isAutoRetryEnabled' | 'onTaskEnded'> {}

/** Requests that are due for a profile, each as the ids of its tasks: one, or up to `maxBatchSize`. */
function requestsDue(
  { tables, clock, batches }: PollContext,
  profile: ProfileRow,
  nowMs: number,
  limit: number,
  busy: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const isFree = (id: number): boolean => !busy.has(id) && !batches.isInFlight(id);
  const isBatched = batches.supportsBatch(profile.id, clock.monotonicMs()) && tables.tasks.pollsMoreThan(maxBatchSize, profile.id);
  const most = isBatched ? limit * maxBatchSize : limit;
  const ids = tables.tasks
    .pollDue({ profileId: profile.id, nowMs, limit: most + busy.size + batches.inFlightCount() })
    .filter(isFree)
    .slice(0, most);
  return isBatched ? batches.split(ids).slice(0, limit) : ids.map((id) => [id]);
}

/** Runs the request with this leader: polls those of its tasks that are still polled. */
async function runRequest(context: PollContext, leader: number, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, batches } = context;
  const rows = batches.membersOf(leader).flatMap((member) => stillPolled(context, member) ?? []);
  const [first] = rows;
  if (first === undefined) return;
  const timings = accounts.timings(first.profileId);
  const account = accounts.account(first.profileId);
  if (!account.ok) {
    const { error } = account;
    tasks.transaction(() => {
      for (const row of rows) recordPollFailure(context, row, error, timings);
    });
  } else if (rows.length === 1) await pollOne(context, first, account.value, timings, signal);
  else await pollBatch(context, rows, account.value, timings, signal);
}

/** Built once by the composition; its job runner asks what is due and runs it. A job is one request, known by its first task. */
export function createPoller(deps: PollerDeps): JobSource {
  const { tables, accounts, api } = deps;
  const batches = createPollBatches();
  const context: PollContext = {
    ...deps,
    batches,
    clockAheadMs(profileId) {
      const row = accounts.row(profileId);
      return row === undefined ? 0 : (api.clockSkewMs(row) ?? 0);
    },
  };
  /** The members of each request of this `due`, by its leader; what the rate limiter grants is started. */
  const proposed = new Map<number, readonly number[]>();
  const queue = createProfileQueue(
    accounts,
    { grant: deps.pace.acquire, waitMs: deps.pace.waitMs },
    {
      isReady: accounts.canPoll,
      due(profile, nowMs, limit, busy) {
        const requests = requestsDue(context, profile, nowMs, limit, busy);
        for (const request of requests) proposed.set(request[0] ?? 0, request);
        return requests.map(([leader = 0]) => leader);
      },
      nextDueMs: tables.tasks.nextPoll,
      pausedForMs: accounts.pausedForMs,
    },
  );
  return {
    due(nowMs, room, busy) {
      proposed.clear();
      batches.retain((id) => stillPolled(context, id) !== null);
      const leaders = queue.due(nowMs, room, busy);
      for (const leader of leaders) batches.start(proposed.get(leader) ?? [leader]);
      return leaders;
    },
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      try {
        await runRequest(context, id, signal);
      } finally {
        batches.finish(id);
      }
    },
  };
}
