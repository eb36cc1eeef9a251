// Applies a successful or failed poll to a task: progress, its end, a fresh link, or another poll later.
import type { AppError } from '../../../shared/errors.ts';
import { type Result, unreachable } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { nextPollDelay } from '../scheduling/backoff.ts';
import { planAutoRetry } from '../tasks/auto-retry.ts';
import { expectedEnd } from '../tasks/expected-end.ts';
import { applyCompletion, applyRefresh } from './apply-completed-poll.ts';
import { applyNotFound, recordPollFailure, unexpectedResponseError } from './poll-failure.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { isOlderAtService } from './service-time.ts';

/** Applies the progress of a running task and schedules its next poll. After a long time the task becomes overdue, and then abandoned. */
function applyProgress(deps: PollResultDeps, row: TaskRow, response: ServiceTask, state: 'pending' | 'processing', timings: Timings): void {
  const { tables, tasks, clock, random } = deps;
  const nowMs = clock.now();
  const ageMs = nowMs - (row.pollingSinceMs ?? nowMs);
  const clocks = { nowMs, clockSkewMs: deps.clockSkewMs(row.profileId) };
  // The task must also be this old by the service's clock, if that is known. Our clock may be wrong now, or may have been wrong when the
  // task was accepted.
  if (ageMs >= timings.giveUpAfterMs && isOlderAtService(response, timings.giveUpAfterMs, clocks)) {
    tasks.transition(row.id, { type: 'abandoned', error: { kind: 'polling-stopped', reason: 'too-old' } });
    return;
  }
  const estimate = { task: row, estimatedSeconds: response.estimatedSeconds, sinceMs: row.acceptedAtMs ?? nowMs, nowMs };
  const transition = tasks.transitionRow(row, {
    type: 'progressed',
    state,
    progress: response.progress,
    expectedEndAtMs: response.estimatedSeconds === null && row.expectedEndAtMs !== null ? null : expectedEnd(tables.tasks, estimate),
    creditsReserved: response.creditsReserved,
    nextPollAtMs: nowMs + nextPollDelay(timings, ageMs, random.next()),
  });
  if (transition.ok && ageMs >= timings.overdueAfterMs && row.overdue === 0)
    tasks.transitionRow(transition.value, { type: 'became-overdue' });
}

/** Ends a task for which the service reports a failure. Creates an auto-retry if the user wants one. */
function applyServiceFailure(deps: PollResultDeps, row: TaskRow, response: ServiceTask): void {
  const { tasks, clock, random } = deps;
  const { code, message, suggestion } = response.error ?? { code: 'unknown_error', message: '', suggestion: null };
  const { creditsReserved, creditsUsed } = response;
  const error: AppError = { kind: 'task-failed', code, message, suggestion };
  const transition = tasks.transition(row.id, { type: 'failed-at-service', error, creditsReserved, creditsUsed });
  const retry = transition.ok ? planAutoRetry(transition.value, error, deps.isAutoRetryEnabled(row.id), random.next()) : null;
  if (transition.ok && retry !== null) tasks.createAutoRetry(transition.value, retry.retryOf, clock.now() + retry.waitMs);
  deps.onTaskEnded(row.profileId);
}

function applyResponse(deps: PollResultDeps, row: TaskRow, response: ServiceTask, timings: Timings): void {
  const { status } = response;
  if (row.state === 'completed') {
    if (status === 'completed') applyRefresh(deps, row, response, timings);
    else
      recordPollFailure(deps, row, unexpectedResponseError(response, `completed before, ${response.rawStatus ?? 'nothing'} now`), timings);
    return;
  }
  switch (status) {
    case 'pending':
    case 'processing':
      applyProgress(deps, row, response, status, timings);
      return;
    case 'completed':
      applyCompletion(deps, row, response, timings);
      return;
    case 'failed':
      applyServiceFailure(deps, row, response);
      return;
    case 'cancelled':
      deps.tasks.transition(row.id, { type: 'cancelled-at-service' });
      deps.onTaskEnded(row.profileId);
      return;
    case 'unknown':
      recordPollFailure(deps, row, unexpectedResponseError(response, `status: ${response.rawStatus ?? 'none'}`), timings);
      return;
    default:
      unreachable(status);
  }
}

/** Whether to store the raw response as evidence: it ends a task, or could not be read. */
const isWorthKeeping = (row: TaskRow, response: ServiceTask): boolean =>
  response.status === 'unknown' || (response.status !== row.state && !(row.state === 'completed' && response.results.length === 0));

/**
 * Writes the outcome of a poll, inside the caller's transaction. `row` was read after the response, with no `await` in between.
 * `effect`: the effect of the error on the profile. Called by the poller.
 */
export function applyPollResult(
  deps: PollResultDeps,
  row: TaskRow,
  poll: Result<ServiceTask, AppError>,
  timings: Timings,
  effect: ServiceErrorEffect,
): void {
  const { tasks } = deps;
  if (poll.ok) {
    if (isWorthKeeping(row, poll.value)) tasks.storeResponse(row.id, poll.value.raw);
    else if (row.state !== 'completed') tasks.noteResponse(row.id, poll.value.raw);
    applyResponse(deps, row, poll.value, timings);
  } else {
    if (poll.error.kind === 'invalid-response') tasks.storeResponse(row.id, poll.error.service.body);
    if (poll.error.kind === 'not-found') applyNotFound(deps, row, poll.error, timings);
    else recordPollFailure(deps, row, poll.error, timings, effect);
  }
}
