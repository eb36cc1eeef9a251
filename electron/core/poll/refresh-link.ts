// Updates a result whose link was refused: stores a fresh link, or marks the link as expired.
import type { AppError } from '../../../shared/errors.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { backoffDelay } from '../scheduling/backoff.ts';
import { classifyLink } from './link-expiry.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { isLinkExpired, linkLifeMs } from './service-time.ts';

/** Applies a poll to one result that needs a fresh link. `response` is null if the service does not know the task. */
export function refreshLink(deps: PollResultDeps, row: TaskRow, result: ResultRow, response: ServiceTask | null, timings: Timings): void {
  const { tasks, clock, random } = deps;
  const nowMs = clock.now();
  const freshResult = response?.results[result.position];
  const freshUrl = freshResult?.kind === 'video' ? freshResult.url : null;
  const linkStatus = classifyLink(
    result,
    freshUrl,
    isLinkExpired(result, response, { nowMs, clockSkewMs: deps.clockSkewMs(row.profileId) }),
  );
  const url = freshUrl ?? result.url;
  if (linkStatus === 'dead' || url === null) {
    const error: AppError = { kind: 'link-refused', httpStatus: 410 };
    tasks.transitionResult(result.id, { type: 'link-expired', error: storedErrorOrNull(result.error) ?? error });
    return;
  }
  // A fresh link is tried at once. If a fresh link was refused before, the next attempt is delayed and the expiry is not extended.
  const isFresh = linkStatus === 'fresh' && result.linkRefusals <= 1;
  const waitMs = isFresh ? 0 : backoffDelay(result.linkRefusals, timings.pollMinMs / 5, timings.overduePollMaxMs * 5, random.next());
  tasks.transitionResult(result.id, {
    type: 'link-refreshed',
    url,
    // A new link was created later than the previous one, and its lifetime is counted from now. No link lives longer than a day, even if
    // its expiry was computed before the clock was set back.
    linkExpiresAtMs: isFresh ? nowMs + linkLifeMs : Math.min(result.linkExpiresAtMs ?? Number.POSITIVE_INFINITY, nowMs + linkLifeMs),
    nextAttemptAtMs: nowMs + waitMs,
  });
}
