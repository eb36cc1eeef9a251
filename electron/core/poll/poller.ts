// Looks at tasks the service has, until it says how they ended. A failed look never fails a task; overdue and given up are decided only
// by a look that was answered, so that a night asleep or a day offline decides nothing.
import type { AppError } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { CallContext, ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { Account, ServiceTask, Timings } from '../ports.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import { createPollBatches, maxBatchSize } from './poll-batches.ts';
import { createPollResultHandler } from './poll-result.ts';

/** Answers of a service that does not know the call, or not like this. */
const isUnsupportedCall = (kind: AppError['kind']): boolean =>
  kind === 'not-found' || kind === 'refused' || kind === 'invalid-request' || kind === 'invalid-response';

/** Whether a look was news: an end, another state, or trouble. */
const isNews = (row: TaskRow, look: Result<ServiceTask, AppError>): boolean => !look.ok || look.value.status !== row.state;

/** An end without what belongs to it: an answer for many may only sum up. What it leaves out must not pass for what there is. */
const isSummaryOnly = ({ status, results, error }: ServiceTask): boolean =>
  (status === 'completed' && results.length === 0) || (status === 'failed' && error === null);

export interface PollerDeps extends ServiceDeps {
  /** The person wants further tries after retryable errors. */
  isAutoRetryEnabled(id: number): boolean;
  /** A task ended: its files are due, and the balance changed. */
  onTaskEnded(profileId: number): void;
}

export function createPoller(parts: PollerDeps): JobSource {
  const { tables, tasks, accounts, api, pace, onServiceError, trace, clock } = parts;
  const { applyPollResult: heard, recordPollFailure: failed } = createPollResultHandler({
    ...parts,
    clockAheadMs(profileId) {
      const row = accounts.row(profileId);
      return row === undefined ? 0 : (api.clockSkewMs(row) ?? 0);
    },
  });

  const groups = createPollBatches();
  const proposed = new Map<number, readonly number[]>();
  /** Ids of due looks, one per request: a lone one, or the leader of a group. */
  function requestsDue(profile: ProfileRow, nowMs: number, limit: number, busy: ReadonlySet<number>): readonly number[] {
    const isFree = (id: number): boolean => !busy.has(id) && !groups.isInFlight(id);
    const isTogether = groups.supportsBatch(profile.id, clock.monotonicMs()) && tables.tasks.pollsMoreThan(maxBatchSize, profile.id);
    const most = isTogether ? limit * maxBatchSize : limit;
    const ids = tables.tasks
      .lookDue({ profileId: profile.id, nowMs, limit: most + busy.size + groups.inFlightCount() })
      .filter(isFree)
      .slice(0, most);
    if (!isTogether) return ids;
    const found = groups.split(ids).slice(0, limit);
    for (const group of found) proposed.set(group[0] ?? 0, group);
    return found.map(([leader = 0]) => leader);
  }
  const queue = createProfileQueue(accounts, pace, {
    isReady: accounts.canPoll,
    due: requestsDue,
    nextDueMs: tables.tasks.lookNext,
    pausedForMs: accounts.pausedForMs,
  });

  /** What is still to be looked at: meanwhile the person may have stopped following it. */
  const stillFollowed = (id: number): TaskRow | null => {
    const row = tasks.row(id);
    return row === undefined || row.nextPollAtMs === null || row.serviceTaskId === null ? null : row;
  };

  const effectOf = (asked: CallContext, answer: Result<unknown, AppError>): ServiceErrorEffect =>
    answer.ok ? { kind: 'none' } : onServiceError(asked, answer.error, 'poll');

  async function lookAlone(row: TaskRow, account: Account, timings: Timings, signal: AbortSignal): Promise<void> {
    const beganAtMs = clock.now();
    const asked = accounts.callContext(row.profileId);
    const look = await api.getTask(account, row.serviceTaskId ?? '', signal);
    if (signal.aborted) return;
    const effect = effectOf(asked, look);
    if (effect.kind === 'stale-key') return; // it stays due, and is asked with the key that counts now
    groups.polledSingly(row.id);
    const now = stillFollowed(row.id);
    if (now !== null) {
      tasks.transaction(() => {
        heard(now, look, timings, effect);
        trace.recordPoll(row.id, beganAtMs, look, isNews(now, look));
      });
    }
    if (look.ok) accounts.onKeyAccepted(asked);
  }

  async function lookTogether(rows: readonly TaskRow[], account: Account, timings: Timings, signal: AbortSignal): Promise<void> {
    const [{ profileId } = { profileId: 0 }] = rows;
    const taskIds = rows.flatMap(({ serviceTaskId }) => serviceTaskId ?? []);
    const beganAtMs = clock.now();
    const asked = accounts.callContext(profileId);
    const answer = await api.getTasks(account, taskIds, signal);
    if (signal.aborted) return;
    const effect = effectOf(asked, answer);
    if (effect.kind === 'stale-key') return;
    if (!answer.ok && isUnsupportedCall(answer.error.kind)) {
      // It says nothing about the tasks: they stay due and go one by one.
      groups.markBatchUnsupported(profileId, clock.monotonicMs());
      return;
    }
    const now = rows.flatMap(({ id }) => stillFollowed(id) ?? []);
    tasks.transaction(() => {
      for (const row of now) {
        const found = answer.ok ? answer.value.get(row.serviceTaskId ?? '') : undefined;
        if (found !== undefined && !isSummaryOnly(found)) {
          heard(row, ok(found), timings, effect);
          trace.recordPoll(row.id, beganAtMs, ok(found), isNews(row, ok(found)));
          continue;
        }
        if (!answer.ok) trace.recordPoll(row.id, beganAtMs, answer, true);
        if (answer.ok) groups.pollSingly(row.id);
        else heard(row, answer, timings, effect);
      }
    });
    if (answer.ok) accounts.onKeyAccepted(asked);
  }

  return {
    due(nowMs, room, busy) {
      proposed.clear();
      groups.retain((id) => stillFollowed(id) !== null);
      const leaders = queue.due(nowMs, room, busy);
      for (const leader of leaders) groups.start(proposed.get(leader) ?? [leader]);
      return leaders;
    },
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      try {
        const rows = groups.membersOf(id).flatMap((member) => stillFollowed(member) ?? []);
        const [first] = rows;
        if (first === undefined) return;
        const timings = accounts.timings(first.profileId);
        const account = accounts.account(first.profileId);
        if (!account.ok) {
          const { error } = account;
          tasks.transaction(() => {
            for (const row of rows) failed(row, error, timings);
          });
        } else if (rows.length === 1) await lookAlone(first, account.value, timings, signal);
        else await lookTogether(rows, account.value, timings, signal);
      } finally {
        groups.finish(id);
      }
    },
  };
}
