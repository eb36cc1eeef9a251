// Applies a poll with the status `completed`. The first one adds the results; later ones add missing results and fresh links.
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { nextPollDelay } from '../scheduling/backoff.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { refreshLink } from './refresh-link.ts';
import { isOlderAtService, linkExpiryMs, type ServiceClocks } from './service-time.ts';

/**
 * The time of the next poll of a completed task without results, in Unix milliseconds; null ends the polls. The service may provide the
 * links later.
 */
function nextPollWhileEmptyMs(
  deps: PollResultDeps,
  row: TaskRow,
  response: ServiceTask,
  timings: Timings,
  clocks: ServiceClocks,
): number | null {
  const { nowMs } = clocks;
  const sinceMs = row.endedAtMs ?? nowMs;
  const isAbandoned = nowMs - sinceMs >= timings.giveUpAfterMs && isOlderAtService(response, timings.giveUpAfterMs, clocks);
  return isAbandoned ? null : nowMs + nextPollDelay(timings, nowMs - sinceMs, deps.random.next());
}

/** Completes a running task. */
export function applyCompletion(deps: PollResultDeps, row: TaskRow, response: ServiceTask, timings: Timings): void {
  const nowMs = deps.clock.now();
  const clocks = { nowMs, clockSkewMs: deps.clockSkewMs(row.profileId) };
  deps.tasks.transition(row.id, {
    type: 'completed',
    results: response.results,
    linkExpiresAtMs: linkExpiryMs(row, response, clocks),
    creditsReserved: response.creditsReserved,
    creditsUsed: response.creditsUsed,
    tookSeconds: response.tookSeconds ?? (nowMs - (row.acceptedAtMs ?? nowMs)) / 1_000,
    nextPollAtMs: response.results.length > 0 ? null : nextPollWhileEmptyMs(deps, row, response, timings, clocks),
  });
  deps.onTaskEnded(row.profileId);
}

/** Applies another poll of a completed task, for missing results or a fresh link. */
export function applyRefresh(deps: PollResultDeps, row: TaskRow, response: ServiceTask, timings: Timings): void {
  const { tasks, clock } = deps;
  const clocks = { nowMs: clock.now(), clockSkewMs: deps.clockSkewMs(row.profileId) };
  const existingResults = tasks.results(row.id);
  const added = response.results
    .map((result, position) => ({ result, position }))
    .filter(({ position }) => !existingResults.some((result) => result.position === position));
  const hasResults = existingResults.length + added.length > 0;
  tasks.transition(row.id, {
    type: 'results-refreshed',
    added,
    linkExpiresAtMs: linkExpiryMs(row, response, clocks),
    nextPollAtMs: hasResults ? null : nextPollWhileEmptyMs(deps, row, response, timings, clocks),
  });
  for (const result of existingResults) if (result.needsFreshLink === 1) refreshLink(deps, row, result, response, timings);
  deps.onTaskEnded(row.profileId);
}
