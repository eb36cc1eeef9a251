// What an answered or failed look makes of a task: progress, an end, a fresh link, or another look later.
import type { AppError } from '../../../shared/errors.ts';
import { type Result, unreachable } from '../../../shared/result.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { ServiceTask, Timings } from '../ports.ts';
import { backoffDelay, failedPollDelay, nextPollDelay } from '../scheduling/backoff.ts';
import { type ServiceDeps, toLocalTime } from '../service/service-deps.ts';
import { planAutoRetry } from '../tasks/auto-retry.ts';
import { expectedEnd } from '../tasks/expected-end.ts';
import { judgeLink } from './link-expiry.ts';

/** Result links live 24 h (contract). */
const linkLifeMs = 24 * 3_600_000;

/**
 * So many answers "not found" in a row before a task is given up, besides the day that has to pass between the first and the last: an hour of
 * polling at the slowest pace. A day may pass on the clock, or asleep, between two answers.
 */
const minNotFoundPolls = 60;

/** An answer that says something we do not know is kept and shown, and looking goes on. */
function unreadable(answer: ServiceTask, message: string): AppError {
  return {
    kind: 'invalid-response',
    service: { httpStatus: 200, code: null, message, param: null, requestId: null, body: answer.raw.slice(0, 4_000) },
  };
}

export interface PollResultHandler {
  /** Writes down what a look said, inside the caller's transaction; `effect` is what its error did to the profile. */
  applyPollResult(row: TaskRow, look: Result<ServiceTask, AppError>, timings: Timings, effect: ServiceErrorEffect): void;
  /** A look that taught nothing: the next one comes later, and nothing is decided. */
  recordPollFailure(row: TaskRow, error: AppError, timings: Timings): void;
}

export interface PollResultDeps extends Pick<ServiceDeps, 'tables' | 'tasks' | 'accounts' | 'clock' | 'random'> {
  /** The person wants further tries after retryable errors. */
  isAutoRetryEnabled(id: number): boolean;
  /** The service's clock minus ours in milliseconds, 0 where it is not known. */
  clockAheadMs(profileId: number): number;
  /** A task ended: its files are due, and the balance changed. */
  onTaskEnded(profileId: number): void;
}

export function createPollResultHandler(parts: PollResultDeps): PollResultHandler {
  const { tables, tasks, accounts, clock, random, isAutoRetryEnabled: triesAgain, clockAheadMs, onTaskEnded: ended } = parts;

  /** The safe bound: the last look that was not yet finished, or what the service says it took, whichever is earlier. */
  function linksLiveUntil(row: TaskRow, answer: ServiceTask): number {
    const lastUnfinishedMs = row.lastUnfinishedPollAtMs ?? row.acceptedAtMs ?? clock.now();
    // The service's moments are by its own clock.
    const createdAtMs = toLocalTime(answer.createdAtMs, clockAheadMs(row.profileId));
    const endedAtMs = createdAtMs !== null && answer.tookSeconds !== null ? createdAtMs + answer.tookSeconds * 1_000 : lastUnfinishedMs;
    return Math.round(Math.max(lastUnfinishedMs, Math.min(endedAtMs, clock.now())) + linkLifeMs);
  }

  /** Whether the service made the task more than `ageMs` ago, by its own clock; also true where it does not say when. */
  function isOlderAtService(row: TaskRow, answer: ServiceTask, ageMs: number): boolean {
    const madeAtMs = toLocalTime(answer.createdAtMs, clockAheadMs(row.profileId));
    return madeAtMs === null || clock.now() - madeAtMs >= ageMs;
  }

  /**
   * Whether the day of a link is over. Ours may be the wrong clock, now or when the link came: so also by the service's clock now, and never
   * within a day of the task's making. `answer` is null where the service does not know the task any more.
   */
  function isLinkOver(row: TaskRow, result: ResultRow, answer: ServiceTask | null): boolean {
    const nowMs = clock.now() + Math.min(0, clockAheadMs(row.profileId));
    const isPast = result.linkExpiresAtMs !== null && nowMs > result.linkExpiresAtMs;
    return isPast && (answer === null || isOlderAtService(row, answer, linkLifeMs));
  }

  const failed = (row: TaskRow, error: AppError, timings: Timings, effect: ServiceErrorEffect = { kind: 'none' }): void => {
    const waitMs = effect.kind === 'paused' ? effect.waitMs : failedPollDelay(timings, error, row.failedPolls + 1, random.next());
    tasks.transition(row.id, { type: 'poll-failed', error, nextPollAtMs: clock.now() + waitMs });
  };

  function stillGoing(row: TaskRow, answer: ServiceTask, state: 'pending' | 'processing', timings: Timings): void {
    const nowMs = clock.now();
    const ageMs = nowMs - (row.pollingSinceMs ?? nowMs);
    // By the service's clock as well, where it says when: ours may have been set wrongly when the task was accepted, or be so now.
    if (ageMs >= timings.giveUpAfterMs && isOlderAtService(row, answer, timings.giveUpAfterMs)) {
      tasks.transition(row.id, { type: 'abandoned', error: { kind: 'polling-stopped', reason: 'too-old' } });
      return;
    }
    const estimate = { task: row, estimatedSeconds: answer.estimatedSeconds, sinceMs: row.acceptedAtMs ?? nowMs, nowMs };
    tasks.transition(row.id, {
      type: 'progressed',
      state,
      progress: answer.progress,
      expectedEndAtMs: answer.estimatedSeconds === null && row.expectedEndAtMs !== null ? null : expectedEnd(tables.tasks, estimate),
      creditsReserved: answer.creditsReserved,
      nextPollAtMs: nowMs + nextPollDelay(timings, ageMs, random.next()),
    });
    if (ageMs >= timings.overdueAfterMs && row.overdue === 0) tasks.transition(row.id, { type: 'became-overdue' });
  }

  /** Finished without a result is shown as such and asked again, because the service may be late with its links. */
  function nextWhileEmpty(row: TaskRow, answer: ServiceTask, timings: Timings, hasResults: boolean): number | null {
    const nowMs = clock.now();
    const sinceMs = row.endedAtMs ?? nowMs;
    const isGivenUp = nowMs - sinceMs >= timings.giveUpAfterMs && isOlderAtService(row, answer, timings.giveUpAfterMs);
    return hasResults || isGivenUp ? null : nowMs + nextPollDelay(timings, nowMs - sinceMs, random.next());
  }

  function completed(row: TaskRow, answer: ServiceTask, timings: Timings): void {
    const nowMs = clock.now();
    tasks.transition(row.id, {
      type: 'completed',
      results: answer.results,
      linkExpiresAtMs: linksLiveUntil(row, answer),
      creditsReserved: answer.creditsReserved,
      creditsUsed: answer.creditsUsed,
      tookSeconds: answer.tookSeconds ?? (nowMs - (row.acceptedAtMs ?? nowMs)) / 1_000,
      nextPollAtMs: nextWhileEmpty(row, answer, timings, answer.results.length > 0),
    });
    ended(row.profileId);
  }

  function freshLink(row: TaskRow, result: ResultRow, answer: ServiceTask | null, timings: Timings): void {
    const nowMs = clock.now();
    const found = answer?.results[result.position];
    const named = found?.kind === 'video' ? found.url : null;
    const verdict = judgeLink(result, named, isLinkOver(row, result, answer));
    const url = named ?? result.url;
    if (verdict === 'dead' || url === null) {
      const error: AppError = { kind: 'link-refused', httpStatus: 410 };
      tasks.transitionResult(result.id, { type: 'link-expired', error: result.error === null ? error : JSON.parse(result.error) });
      return;
    }
    // At once, unless fresh ones were refused as well: then nobody is helped by asking in a circle, nor is it a new day each time.
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

  /** A further look at a finished task: for results that were not there yet, or for a fresh link. */
  function refreshed(row: TaskRow, answer: ServiceTask, timings: Timings): void {
    const known = tasks.results(row.id);
    const added = answer.results
      .map((result, position) => ({ result, position }))
      .filter(({ position }) => !known.some((result) => result.position === position));
    const hasResults = known.length + added.length > 0;
    tasks.transition(row.id, {
      type: 'results-refreshed',
      added,
      linkExpiresAtMs: linksLiveUntil(row, answer),
      nextPollAtMs: nextWhileEmpty(row, answer, timings, hasResults),
    });
    for (const result of known) if (result.needsFreshLink === 1) freshLink(row, result, answer, timings);
    ended(row.profileId);
  }

  function answered(row: TaskRow, answer: ServiceTask, timings: Timings): void {
    const { status } = answer;
    if (row.state === 'completed') {
      if (status === 'completed') refreshed(row, answer, timings);
      else failed(row, unreadable(answer, `completed before, ${answer.rawStatus ?? 'nothing'} now`), timings);
      return;
    }
    switch (status) {
      case 'pending':
      case 'processing':
        stillGoing(row, answer, status, timings);
        return;
      case 'completed':
        completed(row, answer, timings);
        return;
      case 'failed': {
        const { code, message, suggestion } = answer.error ?? { code: 'unknown_error', message: '', suggestion: null };
        const { creditsReserved, creditsUsed } = answer;
        const error: AppError = { kind: 'task-failed', code, message, suggestion };
        const written = tasks.transition(row.id, { type: 'failed-at-service', error, creditsReserved, creditsUsed });
        const retry = written.ok ? planAutoRetry(written.value, error, triesAgain(row.id), random.next()) : null;
        if (written.ok && retry !== null) tasks.createAutoRetry(written.value, retry.retryOf, clock.now() + retry.waitMs);
        ended(row.profileId);
        return;
      }
      case 'cancelled':
        tasks.transition(row.id, { type: 'cancelled-at-service' });
        ended(row.profileId);
        return;
      case 'unknown':
        failed(row, unreadable(answer, `status: ${answer.rawStatus ?? 'none'}`), timings);
        return;
      default:
        unreachable(status);
    }
  }

  /** Whether "not found" was the only answer for long enough, this one included. */
  function isGone(row: TaskRow, timings: Timings): boolean {
    const goneMs = row.notFoundSinceMs === null ? 0 : clock.now() - row.notFoundSinceMs;
    return goneMs >= timings.giveUpAfterMs && row.notFoundPolls + 1 >= minNotFoundPolls;
  }

  /** Ends the polls of a finished task that the service does not know any more: every link is gone with it. */
  function endPolls(row: TaskRow, results: readonly ResultRow[], timings: Timings): void {
    tasks.transition(row.id, { type: 'results-refreshed', added: [], linkExpiresAtMs: clock.now(), nextPollAtMs: null });
    for (const result of results) if (result.needsFreshLink === 1) freshLink(row, result, null, timings);
  }

  function notFound(row: TaskRow, error: AppError, timings: Timings): void {
    const results = row.state === 'completed' ? tasks.results(row.id) : [];
    // A finished task without results is paid for and its link is still to come: one "not found" does not prove that it never will.
    if (results.length > 0 || (row.state === 'completed' && isGone(row, timings))) {
      endPolls(row, results, timings);
      return;
    }
    const keyChangedAtMs = accounts.keyReplacedAtMs(row.profileId, row.keyRevision);
    if (isGone(row, timings)) {
      const reason = keyChangedAtMs === null ? 'not-found' : 'not-found-by-new-key';
      tasks.transition(row.id, { type: 'abandoned', error: { kind: 'polling-stopped', reason } });
    } else failed(row, keyChangedAtMs === null ? error : { kind: 'key-replaced', changedAtMs: keyChangedAtMs }, timings);
  }

  /** Evidence worth keeping: what ends a task, and what could not be read. */
  const isWorthKeeping = (row: TaskRow, answer: ServiceTask): boolean =>
    answer.status === 'unknown' || (answer.status !== row.state && !(row.state === 'completed' && answer.results.length === 0));

  function heard(row: TaskRow, look: Result<ServiceTask, AppError>, timings: Timings, effect: ServiceErrorEffect): void {
    if (look.ok) {
      if (isWorthKeeping(row, look.value)) tasks.storeResponse(row.id, look.value.raw);
      else if (row.state !== 'completed') tasks.noteResponse(row.id, look.value.raw);
      answered(row, look.value, timings);
    } else {
      if (look.error.kind === 'invalid-response') tasks.storeResponse(row.id, look.error.service.body);
      if (look.error.kind === 'not-found') notFound(row, look.error, timings);
      else failed(row, look.error, timings, effect);
    }
  }

  return { applyPollResult: heard, recordPollFailure: failed };
}
