// Submits waiting tasks. A task that may have been accepted, and so charged, is never submitted again automatically.
//
// The row and its idempotency key are on disk before the request is sent. The outcome determines what follows:
// - Accepted: the task is polled.
// - A proven temporary refusal (429, 503 with the service's JSON, or a connection that was never made): the task waits and is submitted
//   again, with the same key as long as its body is the same.
// - 401 or 402: the task waits, and the profile's queue is held.
// - Any other proven refusal: the task fails.
// - Any other outcome: the task is unconfirmed. Submissions pause, the task is reconciled, and the user decides.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { Log, Random } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { idleIds, type ServiceDeps } from '../service/service-deps.ts';
import { applyPrepareError, queuePositionOf } from './apply-refusal.ts';
import { bodySha256, type PreparedRequest, prepareBody, withAccount } from './prepare-body.ts';
import { createPendingResends, type ResendDeps, resendTask } from './resend.ts';
import { sendPrepared, waitForPermit } from './send-prepared.ts';
import { submitFields, submitOutcome } from './submit-outcome.ts';

/**
 * How long an unconfirmed task occupies one of the `maxConcurrentTasks` slots, unless reconciliation ends earlier. After this time the
 * task has ended, if the service created it at all. Without this limit, an unreadable task list could block the queue forever.
 */
const unconfirmedSlotMs = 30 * 60_000;

/** Creates a key for `Idempotency-Key`: 16 to 96 characters of A-Z a-z 0-9 . _ - (source: the service's newer clients). */
export const newIdempotencyKey = (random: Random): string => random.id(32);

/** Dependencies of the submitter. */
export interface SubmitterDeps extends ServiceDeps {
  readonly references: ReferenceService;
  readonly log: Log;
  /** The maximum number of tasks that a profile may have at the service at a time, from the settings. */
  maxConcurrentTasks(): number;
  /** Whether the task comes from a backup. If so, it may have been accepted with its current key since the backup. */
  isFromBackup(id: number): boolean;
  /** Aborted when the studio stops. Requests that were already sent are awaited; no others are sent. */
  readonly stopSignal: AbortSignal;
  /** Called when a task was accepted: its first poll and a reading of the balance are due. */
  onAccepted(profileId: number): void;
  /** Called when a task is unconfirmed: reconciliation is due. */
  onUnconfirmed(): void;
}

/** The job source that submits waiting tasks, in queue order, and resends. */
export interface Submitter extends JobSource {
  /** Starts a resend that the user requested; the task is already `submitting`. Called by the handler of `tasks.resend`. */
  resend(id: number): void;
  /** Whether a requested resend has not been sent yet, so that it can still be cancelled. Called by reconciliation. */
  isResendPending(id: number): boolean;
}

type SubmitContext = SubmitterDeps & ResendDeps;

/**
 * The waiting tasks of a profile that may be submitted now, at most one for each free slot. A task in preparation is still `waiting` in
 * the table, but counts as busy here.
 */
function dueOfProfile(
  { tables, tasks, maxConcurrentTasks }: SubmitterDeps,
  profile: ProfileRow,
  nowMs: number,
  limit: number,
  busy: ReadonlySet<number>,
): readonly number[] {
  const preparing = [...busy].map(tasks.readableRow).filter((row) => row?.state === 'waiting' && row.profileId === profile.id).length;
  const running = tables.tasks.running(profile.id) + tables.tasks.unconfirmedSince(profile.id, nowMs - unconfirmedSlotMs);
  const free = Math.min(limit, maxConcurrentTasks() - running - preparing);
  if (free <= 0) return [];
  return idleIds(free, busy, (count) => tables.tasks.waitingDue({ profileId: profile.id, nowMs, limit: count }));
}

/**
 * Whether the profile may still submit after a task was prepared. The task keeps waiting if the user paused the profile, or if another
 * response held its queue.
 */
function canStillSubmit({ accounts }: SubmitterDeps, profileId: number): boolean {
  const profile = accounts.row(profileId);
  return profile !== undefined && accounts.canSubmit(profile);
}

/** Writes the state `submitting` with the idempotency key, then sends the request. */
async function startAndSend(context: SubmitContext, row: TaskRow, prepared: PreparedRequest, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, api, random } = context;
  const queuePosition = queuePositionOf(context, row);
  const started = tasks.transition(row.id, {
    type: 'submit-started',
    simulated: accounts.isSimulated(row.profileId),
    idempotencyKey: newIdempotencyKey(random),
    bodySha256: bodySha256(prepared.body),
    keyRevision: accounts.profileRevision(row.profileId).keyRevision,
    clockSkewMs: api.clockSkewMs(prepared.account),
    keepsIdempotencyKey: context.isFromBackup(row.id),
  });
  // The user may have held, edited or discarded the task meanwhile.
  if (started.ok) await sendPrepared(context, { ...started.value, queuePosition }, prepared, signal);
}

/** Prepares and submits a waiting task. Returns early if the task may no longer be submitted; it then keeps waiting. */
async function submitTask(context: SubmitContext, row: TaskRow, signal: AbortSignal): Promise<void> {
  const { accounts, stopSignal } = context;
  const revision = accounts.profileRevision(row.profileId);
  const body = await prepareBody(context, row, signal);
  if (signal.aborted || stopSignal.aborted) return;
  if (!canStillSubmit(context, row.profileId)) return;
  if (!body.ok) return applyPrepareError(context, row, body.error, revision);
  if (!(await waitForPermit(context, row.profileId, signal)) || !canStillSubmit(context, row.profileId)) return;
  const prepared = withAccount(context, row, body);
  if (!prepared.ok) return applyPrepareError(context, row, prepared.error, revision);
  await startAndSend(context, row, prepared.value, signal);
}

/** Runs the resend or the submission of a task. */
async function runSubmission(context: SubmitContext, row: TaskRow, signal: AbortSignal): Promise<void> {
  if (row.state === 'submitting') return resendTask(context, row, signal);
  context.resends.remove(row.id); // reconciliation found it before the resend was sent
  if (row.state === 'waiting') await submitTask(context, row, signal);
}

/** Creates the source of jobs. Called once by `core/compose/`. */
export function createSubmitter(deps: SubmitterDeps): Submitter {
  const { tables, tasks, accounts, rateLimiter, clock } = deps;
  const resends = createPendingResends();
  const context: SubmitContext = { ...deps, resends };
  // A submission is prepared first. It takes its permit right before it is sent.
  const permits = { grant: rateLimiter.admit, waitMs: rateLimiter.waitMs };
  const queue = createProfileQueue(accounts, permits, {
    isReady: accounts.canSubmit,
    due: (profile, nowMs, limit, busy) => dueOfProfile(deps, profile, nowMs, limit, busy),
    nextDueMs: tables.tasks.nextWaiting,
    pausedForMs: accounts.submitPausedForMs,
  });
  return {
    due(nowMs, freeSlots, busy) {
      const requested = resends.next(freeSlots, busy);
      return [...requested, ...queue.due(nowMs, freeSlots - requested.length, busy)];
    },
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      const row = tasks.row(id);
      if (row === undefined) return { outcome: 'skipped' };
      await runSubmission(context, row, signal);
      return submitOutcome(row, tasks.row(id), clock.now());
    },
    describe(id) {
      const row = tasks.row(id);
      return row === undefined ? { task: id } : submitFields(row);
    },
    resend(id) {
      const profileId = tasks.row(id)?.profileId;
      if (profileId !== undefined) resends.add(id, accounts.profileRevision(profileId).keyRevision);
    },
    isResendPending: resends.has,
  };
}
