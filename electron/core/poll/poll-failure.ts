// Handles a poll without a usable status: it failed, could not be read, or the service does not know the task.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { failedPollDelay } from '../scheduling/backoff.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { refreshLink } from './refresh-link.ts';

/**
 * Consecutive "not found" responses before a task is abandoned, besides the day between the first and the last: an hour of polling at the slowest
 * rate. The computer may sleep, or its clock jump, for a day between two responses.
 */
const minNotFoundPolls = 60;

/** The error for a response with a value unknown to this version: it is stored and shown, and polling continues. */
export function unexpectedResponseError(response: ServiceTask, message: string): AppError {
  return {
    kind: 'invalid-response',
    service: { httpStatus: 200, code: null, message, param: null, requestId: null, body: response.raw.slice(0, 4_000) },
  };
}

/**
 * Schedules the next poll after one without a result; the task keeps its state. `row` has just been read. `effect` is the effect of the error on
 * the profile.
 */
export function recordPollFailure(
  { tasks, clock, random }: PollResultDeps,
  row: TaskRow,
  error: AppError,
  timings: Timings,
  effect: ServiceErrorEffect = { kind: 'none' },
): void {
  const waitMs = effect.kind === 'paused' ? effect.waitMs : failedPollDelay(timings, error, row.failedPolls + 1, random.next());
  tasks.transitionRow(row, { type: 'poll-failed', error, nextPollAtMs: clock.now() + waitMs });
}

/** Whether "not found" has been the only response for a day and for `minNotFoundPolls` polls, including this one. */
function isUnknownForDay(row: TaskRow, timings: Timings, nowMs: number): boolean {
  const notFoundMs = row.notFoundSinceMs === null ? 0 : nowMs - row.notFoundSinceMs;
  return notFoundMs >= timings.giveUpAfterMs && row.notFoundPolls + 1 >= minNotFoundPolls;
}

/** Ends the polls of a finished task that the service no longer knows: its links no longer work either. */
function endPolls(deps: PollResultDeps, row: TaskRow, results: readonly ResultRow[], timings: Timings): void {
  deps.tasks.transition(row.id, { type: 'results-refreshed', added: [], linkExpiresAtMs: deps.clock.now(), nextPollAtMs: null });
  for (const result of results) if (result.needsFreshLink === 1) refreshLink(deps, row, result, null, timings);
}

/** Applies "not found": abandons the task if it was the only response for a day, otherwise polls again later. */
export function applyNotFound(deps: PollResultDeps, row: TaskRow, error: AppError, timings: Timings): void {
  const { tasks, accounts, clock } = deps;
  const results = row.state === 'completed' ? tasks.results(row.id) : [];
  // A completed task without results has been charged and its link may still come: one "not found" does not prove that it never will.
  if (results.length > 0 || (row.state === 'completed' && isUnknownForDay(row, timings, clock.now()))) {
    endPolls(deps, row, results, timings);
    return;
  }
  const keyChangedAtMs = accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
  if (isUnknownForDay(row, timings, clock.now())) {
    const reason = keyChangedAtMs === null ? 'not-found' : 'not-found-by-new-key';
    tasks.transition(row.id, { type: 'abandoned', error: { kind: 'polling-stopped', reason } });
  } else recordPollFailure(deps, row, keyChangedAtMs === null ? error : { kind: 'key-replaced', changedAtMs: keyChangedAtMs }, timings);
}
