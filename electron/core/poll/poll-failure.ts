// Handles a poll without a usable status: the poll failed, its response could not be read, or the service does not know the task.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { failedPollDelay } from '../scheduling/backoff.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { refreshLink } from './refresh-link.ts';

/**
 * The minimum number of consecutive "not found" responses before a task is abandoned. This is an hour of polls
 * at the slowest rate. A day between the first and the last response is also required, but does not suffice: the
 * computer may sleep, or its clock may jump, for a day.
 */
const minNotFoundPolls = 60;

/** The error for a response that contains a value unknown to this version. The error is stored and shown, and polling continues. */
export function unexpectedResponseError(response: ServiceTask, message: string): AppError {
  return {
    kind: 'invalid-response',
    service: { httpStatus: 200, code: null, message, param: null, requestId: null, body: response.raw.slice(0, 4_000) },
  };
}

/**
 * Schedules the next poll after a poll without a result. The state of the task does not change. `row` has just been read. `effect`: the
 * effect of the error on the profile.
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

/** Ends the polls of a finished task that the service no longer knows. Its links no longer work either. */
function endPolls(deps: PollResultDeps, row: TaskRow, results: readonly ResultRow[], timings: Timings): void {
  deps.tasks.transition(row.id, { type: 'results-refreshed', added: [], linkExpiresAtMs: deps.clock.now(), nextPollAtMs: null });
  for (const result of results) if (result.needsFreshLink === 1) refreshLink(deps, row, result, null, timings);
}

/** Applies "not found". Abandons the task if "not found" was the only response for a day, otherwise polls it again later. */
export function applyNotFound(deps: PollResultDeps, row: TaskRow, error: AppError, timings: Timings): void {
  const { tasks, accounts, clock } = deps;
  const results = row.state === 'completed' ? tasks.results(row.id) : [];
  // A completed task without results has been charged, and its link may still come. A single "not found" does not prove that the link
  // will never come.
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
