// A poll that did not say how the task is: it failed, could not be read, or the service does not know the task.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { failedPollDelay } from '../scheduling/backoff.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { refreshLink } from './refresh-link.ts';

/**
 * So many answers "not found" in a row before a task is abandoned, besides the day that has to pass between the first and the last: an hour of
 * polling at the slowest rate. A day may pass on the clock, or asleep, between two answers.
 */
const minNotFoundPolls = 60;

/** The error of an answer that says something this version does not know: it is kept and shown, and polling goes on. */
export function unreadableAnswer(answer: ServiceTask, message: string): AppError {
  return {
    kind: 'invalid-response',
    service: { httpStatus: 200, code: null, message, param: null, requestId: null, body: answer.raw.slice(0, 4_000) },
  };
}

/** A poll that taught nothing: the next one comes later, and nothing is decided. `effect` is what the error did to the profile. */
export function recordPollFailure(
  { tasks, clock, random }: PollResultDeps,
  row: TaskRow,
  error: AppError,
  timings: Timings,
  effect: ServiceErrorEffect = { kind: 'none' },
): void {
  const waitMs = effect.kind === 'paused' ? effect.waitMs : failedPollDelay(timings, error, row.failedPolls + 1, random.next());
  tasks.transition(row.id, { type: 'poll-failed', error, nextPollAtMs: clock.now() + waitMs });
}

/** Whether "not found" was the only answer for long enough, this one included. */
function isGone(row: TaskRow, timings: Timings, nowMs: number): boolean {
  const goneMs = row.notFoundSinceMs === null ? 0 : nowMs - row.notFoundSinceMs;
  return goneMs >= timings.giveUpAfterMs && row.notFoundPolls + 1 >= minNotFoundPolls;
}

/** Ends the polls of a finished task that the service does not know any more: every link is gone with it. */
function endPolls(deps: PollResultDeps, row: TaskRow, results: readonly ResultRow[], timings: Timings): void {
  deps.tasks.transition(row.id, { type: 'results-refreshed', added: [], linkExpiresAtMs: deps.clock.now(), nextPollAtMs: null });
  for (const result of results) if (result.needsFreshLink === 1) refreshLink(deps, row, result, null, timings);
}

/** Applies "not found": abandons the task once it was the only answer for a day, else polls again later. */
export function applyNotFound(deps: PollResultDeps, row: TaskRow, error: AppError, timings: Timings): void {
  const { tasks, accounts, clock } = deps;
  const results = row.state === 'completed' ? tasks.results(row.id) : [];
  // A finished task without results is paid for and its link is still to come: one "not found" does not prove that it never will.
  if (results.length > 0 || (row.state === 'completed' && isGone(row, timings, clock.now()))) {
    endPolls(deps, row, results, timings);
    return;
  }
  const keyChangedAtMs = accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
  if (isGone(row, timings, clock.now())) {
    const reason = keyChangedAtMs === null ? 'not-found' : 'not-found-by-new-key';
    tasks.transition(row.id, { type: 'abandoned', error: { kind: 'polling-stopped', reason } });
  } else recordPollFailure(deps, row, keyChangedAtMs === null ? error : { kind: 'key-replaced', changedAtMs: keyChangedAtMs }, timings);
}
