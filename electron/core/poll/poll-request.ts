// One request of the poller: GET of a single task, or a batch of up to fifty.
import type { AppError } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { Account, ServiceTask, Timings } from '../ports.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import type { PollBatches } from './poll-batches.ts';
import { applyPollResult } from './poll-result.ts';
import type { PollResultDeps } from './poll-result-deps.ts';

/** What a request of the poller needs. */
export interface PollContext extends ServiceDeps, PollResultDeps {
  readonly batches: PollBatches;
}

/** Answers of a service that does not know the call, or not like this. */
const isUnsupportedCall = (kind: AppError['kind']): boolean =>
  kind === 'not-found' || kind === 'refused' || kind === 'invalid-request' || kind === 'invalid-response';

/** Whether a poll was news: an end, another state, or an error. */
const isNews = (row: TaskRow, poll: Result<ServiceTask, AppError>): boolean => !poll.ok || poll.value.status !== row.state;

/** An end without what belongs to it: an answer for many may only sum up. What it leaves out must not pass for what there is. */
const isSummaryOnly = ({ status, results, error }: ServiceTask): boolean =>
  (status === 'completed' && results.length === 0) || (status === 'failed' && error === null);

const ifPolled = (row: TaskRow | null | undefined): TaskRow | null =>
  row === undefined || row === null || row.nextPollAtMs === null || row.serviceTaskId === null ? null : row;

/** The task as it is now, if it is still polled: meanwhile the user may have stopped following it. Throws `InvalidRowError`. */
export function stillPolled({ tasks }: Pick<ServiceDeps, 'tasks'>, id: number): TaskRow | null {
  return ifPolled(tasks.row(id));
}

/** The same, but null also where the row does not parse. */
export function readableIfPolled({ tasks }: Pick<ServiceDeps, 'tasks'>, id: number): TaskRow | null {
  return ifPolled(tasks.readableRow(id));
}

/** Applies the error of an answer to the profile, and says what was done. Called once for each answer. */
const applyErrorToProfile = (
  { onServiceError }: PollContext,
  context: ProfileRevision,
  answer: Result<unknown, AppError>,
): ServiceErrorEffect => (answer.ok ? { kind: 'none' } : onServiceError(context, answer.error, 'poll'));

/** Polls one task. With a stale key nothing is written: it stays due, and is asked with the key that counts now. */
export async function pollOne(context: PollContext, row: TaskRow, account: Account, timings: Timings, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, api, trace, clock, batches } = context;
  const startedAtMs = clock.now();
  const asked = accounts.profileRevision(row.profileId);
  const poll = await api.getTask(account, row.serviceTaskId ?? '', signal);
  if (signal.aborted) return;
  const effect = applyErrorToProfile(context, asked, poll);
  if (effect.kind === 'stale-key') return;
  batches.singles.delete(row.id);
  const now = stillPolled(context, row.id);
  if (now !== null) {
    tasks.transaction(() => {
      applyPollResult(context, now, poll, timings, effect);
      trace.recordPoll(row.id, startedAtMs, poll, isNews(now, poll));
    });
  }
  if (poll.ok) accounts.onKeyAccepted(asked);
}

type BatchAnswer = Result<ReadonlyMap<string, ServiceTask>, AppError>;

/** Applies the answer for many to one of its tasks; one that it left out or only summed up is polled singly. */
function applyBatchAnswer(
  context: PollContext,
  row: TaskRow,
  answer: BatchAnswer,
  timings: Timings,
  { effect, startedAtMs }: { effect: ServiceErrorEffect; startedAtMs: number },
): void {
  const { trace, batches } = context;
  if (!answer.ok) {
    trace.recordPoll(row.id, startedAtMs, answer, true);
    applyPollResult(context, row, answer, timings, effect);
    return;
  }
  const found = answer.value.get(row.serviceTaskId ?? '');
  if (found === undefined || isSummaryOnly(found)) {
    batches.singles.add(row.id);
    return;
  }
  applyPollResult(context, row, ok(found), timings, effect);
  trace.recordPoll(row.id, startedAtMs, ok(found), isNews(row, ok(found)));
}

/** Polls tasks of one profile in one request, and writes what it says of all of them in one transaction. */
export async function pollBatch(
  context: PollContext,
  rows: readonly TaskRow[],
  account: Account,
  timings: Timings,
  signal: AbortSignal,
): Promise<void> {
  const { tasks, accounts, api, clock, batches } = context;
  const [{ profileId } = { profileId: 0 }] = rows;
  const taskIds = rows.flatMap(({ serviceTaskId }) => serviceTaskId ?? []);
  const startedAtMs = clock.now();
  const asked = accounts.profileRevision(profileId);
  const answer = await api.getTasks(account, taskIds, signal);
  if (signal.aborted) return;
  const effect = applyErrorToProfile(context, asked, answer);
  if (effect.kind === 'stale-key') return;
  if (!answer.ok && isUnsupportedCall(answer.error.kind)) {
    // It says nothing about the tasks: they stay due and go one by one.
    batches.markUnsupported(profileId, clock.monotonicMs());
    return;
  }
  const polled = rows.flatMap(({ id }) => readableIfPolled(context, id) ?? []);
  tasks.transaction(() => {
    for (const row of polled) applyBatchAnswer(context, row, answer, timings, { effect, startedAtMs });
  });
  if (answer.ok) accounts.onKeyAccepted(asked);
}
