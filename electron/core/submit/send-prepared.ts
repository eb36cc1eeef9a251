// Sends a prepared request and makes sure that its outcome is written.
import { fail, ok } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { createFailureReporter } from '../failure-reporter.ts';
import type { Clock, EvolinkApi, Log, SubmitOutcome } from '../ports.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import { sleep } from '../scheduling/sleep.ts';
import type { RequestLog } from '../service/request-log.ts';
import { applyOutcome, type OutcomeDeps } from './apply-outcome.ts';
import type { PreparedRequest } from './prepare-body.ts';

const persistRetryMs = 5_000;

/** Dependencies of sending. */
export interface SendDeps extends OutcomeDeps {
  readonly api: EvolinkApi;
  readonly requestLog: RequestLog;
}

/**
 * Repeats `write` until it succeeds, so that an acceptance is not lost while the disk is full. A stop of the studio ends the attempts.
 */
async function persistWithRetry(deps: { clock: Clock; log: Log }, write: () => void, signal: AbortSignal): Promise<void> {
  const failures = createFailureReporter(deps);
  for (;;) {
    try {
      write();
      return;
    } catch (error) {
      failures.report(error, 'writing the outcome of a submission');
      if (signal.aborted) return; // the next start makes the task unconfirmed
      await sleep(deps.clock, persistRetryMs, signal);
    }
  }
}

/** Sends a task that is `submitting` and applies the outcome. Never rejects because of the service or the network. */
export async function sendPrepared(deps: SendDeps, row: TaskRow, prepared: PreparedRequest, signal: AbortSignal): Promise<void> {
  const { accounts, api, requestLog, clock, log } = deps;
  const { idempotencyKey } = row;
  if (idempotencyKey === null) throw new Error(`task ${row.id} is being sent without a key`);
  const startedAtMs = clock.now();
  const context = accounts.profileRevision(row.profileId);
  let outcome: SubmitOutcome;
  try {
    outcome = await api.submit(prepared.account, prepared.body, idempotencyKey, signal);
  } catch (error) {
    // After an internal error it is unknown whether the service received the request.
    const incident = log.incident(error, 'submit');
    outcome = { kind: 'unknown', wasSent: true, error: { kind: 'internal', incident }, raw: null };
  }
  await persistWithRetry(deps, () => applyOutcome(deps, row, outcome, context), signal);
  const response = outcome.kind === 'accepted' ? ok(null) : fail(outcome.error);
  requestLog.record(row.id, 'submit', startedAtMs, response, { detail: { outcome: outcome.kind } });
}

/** Dependencies of waiting for a permit. */
export interface PermitDeps {
  readonly rateLimiter: RateLimiter;
  /** Aborted when the studio stops. */
  readonly stopSignal: AbortSignal;
}

/**
 * Waits for a permit of the profile's rate limiter, so that uploads that end together do not cause simultaneous submissions. False if
 * the job or the studio stops first.
 */
export const waitForPermit = ({ rateLimiter, stopSignal }: PermitDeps, profileId: number, signal: AbortSignal): Promise<boolean> =>
  rateLimiter.waitForPermit(profileId, AbortSignal.any([signal, stopSignal]));
