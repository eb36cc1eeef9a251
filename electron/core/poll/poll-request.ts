// One request of the poller: GET of a single task, or a batch of up to fifty.
import type { AppError } from '../../../shared/errors.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ProfileRevision } from '../accounts/profile-revision.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { Account, ServiceTask, Timings } from '../ports.ts';
import type { ServiceDeps } from '../service/service-deps.ts';
import type { PollBatches } from './poll-batches.ts';
import { applyPollResult } from './poll-result.ts';
import type { PollResultDeps } from './poll-result-deps.ts';

/** Dependencies and state of a poll request. */
export interface PollContext extends ServiceDeps, PollResultDeps {
  readonly batches: PollBatches;
}

/** Whether an error means that the service does not support this call. */
const isUnsupportedCall = (kind: AppError['kind']): boolean =>
  kind === 'not-found' || kind === 'refused' || kind === 'invalid-request' || kind === 'invalid-response';

/** Whether a poll brought news: the end of the task, another state, or an error. */
const isNews = (row: TaskRow, poll: Result<ServiceTask, AppError>): boolean => !poll.ok || poll.value.status !== row.state;

/**
 * Whether a response has a final state, but neither results nor an error. A batch response may contain only such a summary. The missing
 * data may still exist.
 */
const isSummaryOnly = ({ status, results, error }: ServiceTask): boolean =>
  (status === 'completed' && results.length === 0) || (status === 'failed' && error === null);

const rowIfPolled = (row: TaskRow | null | undefined): TaskRow | null =>
  row === undefined || row === null || row.nextPollAtMs === null || row.serviceTaskId === null ? null : row;

/** The row of a task that is still polled; null if the user has stopped polling meanwhile. Throws `InvalidRowError`. */
export function polledRow({ tasks }: Pick<ServiceDeps, 'tasks'>, id: number): TaskRow | null {
  return rowIfPolled(tasks.row(id));
}

/** The row of a task that is still polled; null if it is not, or if the row does not parse. */
export function readablePolledRow({ tasks }: Pick<ServiceDeps, 'tasks'>, id: number): TaskRow | null {
  return rowIfPolled(tasks.readableRow(id));
}

/** Applies the error of a response to the profile and returns the effect. Call it once per response. */
const applyErrorToProfile = (
  { onServiceError }: PollContext,
  context: ProfileRevision,
  response: Result<unknown, AppError>,
): ServiceErrorEffect => (response.ok ? { kind: 'none' } : onServiceError(context, response.error, 'poll'));

/** Polls one task. If the key was replaced meanwhile, nothing is written: the task stays due and is polled with the current key. */
export async function pollOne(context: PollContext, row: TaskRow, account: Account, timings: Timings, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, api, requestLog, clock, batches } = context;
  const startedAtMs = clock.now();
  const revision = accounts.profileRevision(row.profileId);
  const poll = await api.getTask(account, row.serviceTaskId ?? '', signal);
  if (signal.aborted) return;
  const effect = applyErrorToProfile(context, revision, poll);
  if (effect.kind === 'stale-key') return;
  batches.singlePollIds.delete(row.id);
  const current = polledRow(context, row.id);
  if (current !== null) {
    tasks.transaction(() => {
      applyPollResult(context, current, poll, timings, effect);
      requestLog.recordPoll(row.id, startedAtMs, poll, isNews(current, poll));
    });
  }
  if (poll.ok) accounts.onKeyAccepted(revision);
}

type BatchResponse = Result<ReadonlyMap<string, ServiceTask>, AppError>;

/** Applies a batch response to one of its tasks. A task that the response omits or only summarises gets a single poll. */
function applyBatchResponse(
  context: PollContext,
  row: TaskRow,
  response: BatchResponse,
  timings: Timings,
  { effect, startedAtMs }: { effect: ServiceErrorEffect; startedAtMs: number },
): void {
  const { requestLog, batches } = context;
  if (!response.ok) {
    requestLog.recordPoll(row.id, startedAtMs, response, true);
    applyPollResult(context, row, response, timings, effect);
    return;
  }
  const task = response.value.get(row.serviceTaskId ?? '');
  if (task === undefined || isSummaryOnly(task)) {
    batches.singlePollIds.add(row.id);
    return;
  }
  applyPollResult(context, row, ok(task), timings, effect);
  requestLog.recordPoll(row.id, startedAtMs, ok(task), isNews(row, ok(task)));
}

/** Polls tasks of one profile in one request. All outcomes are written in one transaction. */
export async function pollBatch(
  context: PollContext,
  rows: readonly TaskRow[],
  account: Account,
  timings: Timings,
  signal: AbortSignal,
): Promise<void> {
  const { tasks, accounts, api, clock, batches } = context;
  const [{ profileId } = { profileId: 0 }] = rows;
  const serviceTaskIds = rows.flatMap(({ serviceTaskId }) => serviceTaskId ?? []);
  const startedAtMs = clock.now();
  const revision = accounts.profileRevision(profileId);
  const response = await api.getTasks(account, serviceTaskIds, signal);
  if (signal.aborted) return;
  const effect = applyErrorToProfile(context, revision, response);
  if (effect.kind === 'stale-key') return;
  if (!response.ok && isUnsupportedCall(response.error.kind)) {
    // The response contains nothing about the tasks. They stay due and are polled one by one.
    batches.markUnsupported(profileId, clock.monotonicMs());
    return;
  }
  const polled = rows.flatMap(({ id }) => readablePolledRow(context, id) ?? []);
  tasks.transaction(() => {
    for (const row of polled) applyBatchResponse(context, row, response, timings, { effect, startedAtMs });
  });
  if (response.ok) accounts.onKeyAccepted(revision);
}
