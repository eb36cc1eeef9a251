// Gives a result whose link was refused another link, or marks its link as expired.
import type { AppError } from '../../../shared/errors.ts';
import { storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { backoffDelay } from '../scheduling/backoff.ts';
import { judgeLink } from './link-expiry.ts';
import type { PollResultDeps } from './poll-result-deps.ts';
import { isLinkExpired, linkLifeMs } from './service-time.ts';

/** Applies what a poll says about the link of one result that needs a fresh one; `answer` is null where the service does not know the task. */
export function refreshLink(deps: PollResultDeps, row: TaskRow, result: ResultRow, answer: ServiceTask | null, timings: Timings): void {
  const { tasks, clock, random } = deps;
  const nowMs = clock.now();
  const found = answer?.results[result.position];
  const named = found?.kind === 'video' ? found.url : null;
  const verdict = judgeLink(result, named, isLinkExpired(result, answer, { nowMs, aheadMs: deps.clockAheadMs(row.profileId) }));
  const url = named ?? result.url;
  if (verdict === 'dead' || url === null) {
    const error: AppError = { kind: 'link-refused', httpStatus: 410 };
    tasks.transitionResult(result.id, { type: 'link-expired', error: storedErrorOrNull(result.error) ?? error });
    return;
  }
  // At once, unless fresh ones were refused as well: then asking in a circle helps nobody, nor is it a new day each time.
  const isNews = verdict === 'fresh' && result.linkRefusals <= 1;
  const waitMs = isNews ? 0 : backoffDelay(result.linkRefusals, timings.pollMinMs / 5, timings.overduePollMaxMs * 5, random.next());
  tasks.transitionResult(result.id, {
    type: 'link-refreshed',
    url,
    // Another link was made later than the one before; how long it lives is known from now at the earliest.
    // No link lives longer than its day, whatever the clock said before it was put back.
    linkExpiresAtMs: isNews ? nowMs + linkLifeMs : Math.min(result.linkExpiresAtMs ?? Number.POSITIVE_INFINITY, nowMs + linkLifeMs),
    nextAttemptAtMs: nowMs + waitMs,
  });
}
