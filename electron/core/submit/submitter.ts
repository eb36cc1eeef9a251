// Sends waiting tasks, by the money rule: what may have been accepted is never sent a second time by itself.
//
// The row and its idempotency key are on disk before the request leaves. What comes back decides:
// accepted → followed · a proven "not now" (429, 503 with the service's JSON, a connection that was never made) → waits; sent again with the
// same key while its body is the same · 401, 402 → waits, the profile's queue is held · a proven "no" → failed · everything else → unconfirmed:
// sending pauses, the task is searched for, and the user decides.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { Log, Random } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { type ServiceDeps, takeIdle } from '../service/service-deps.ts';
import { applyPrepareError, queuePositionOf } from './apply-refusal.ts';
import { bodySha256, type Prepared, prepareBody, withAccount } from './prepare-body.ts';
import { createPendingResends, type ResendDeps, resendTask } from './resend.ts';
import { sendPrepared, waitForPermit } from './send-prepared.ts';
import { submitFields, submitOutcome } from './submit-outcome.ts';

/**
 * So long an unconfirmed task takes one of the places of `maxConcurrentTasks`, unless reconciliation concludes sooner. If the service made it,
 * it is over by then; and a list that cannot be read must not stop the queue for good.
 */
const unconfirmedSlotMs = 30 * 60_000;

/** A key for `Idempotency-Key`: 16 to 96 characters of A-Z a-z 0-9 . _ - (source of the service's newer clients). */
export const newIdempotencyKey = (random: Random): string => random.id(32);

/** What the submitter needs. */
export interface SubmitterDeps extends ServiceDeps {
  readonly references: ReferenceService;
  readonly log: Log;
  /** How many tasks of a profile may run at the service at one time, from the settings. */
  maxConcurrentTasks(): number;
  /** The task came out of a backup, so it may have been accepted since under the key it has. */
  cameFromBackup(id: number): boolean;
  /** Aborted when the studio stops: what was sent is waited for, nothing more is sent. */
  readonly stopSignal: AbortSignal;
  /** A task was accepted: its first poll and the balance are due. */
  onAccepted(profileId: number): void;
  /** A task is unconfirmed: reconciliation is due. */
  onUnconfirmed(): void;
}

/** The job source that sends waiting tasks, in queue order, and resends. */
export interface Submitter extends JobSource {
  /** Takes up a resend that the user asked for; the task is `submitting` already. Called by the handler of `tasks.resend`. */
  resend(id: number): void;
  /** Whether a resend that the user asked for has not left yet: until then it need not leave. Called by reconciliation. */
  isResendPending(id: number): boolean;
}

type SubmitContext = SubmitterDeps & ResendDeps;

/**
 * The waiting tasks of a profile that may be sent now, never more at once than its limit. A task in preparation is still `waiting` in the table
 * and busy here.
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
  return takeIdle(free, busy, (most) => tables.tasks.waitingDue({ profileId: profile.id, nowMs, limit: most }));
}

/** During a preparation the user may have paused everything, or another task's answer the queue; then the task goes on waiting. */
function canStillSubmit({ accounts }: SubmitterDeps, profileId: number): boolean {
  const profile = accounts.row(profileId);
  return profile !== undefined && accounts.canSubmit(profile);
}

/** Writes that the task is being sent, with its key, before the request leaves. */
async function startAndSend(context: SubmitContext, row: TaskRow, prepared: Prepared, signal: AbortSignal): Promise<void> {
  const { tasks, accounts, api, random } = context;
  const queuePosition = queuePositionOf(context, row);
  const started = tasks.transition(row.id, {
    type: 'submit-started',
    simulated: accounts.isSimulated(row.profileId),
    idempotencyKey: newIdempotencyKey(random),
    bodySha256: bodySha256(prepared.body),
    keyRevision: accounts.profileRevision(row.profileId).keyRevision,
    clockSkewMs: api.clockSkewMs(prepared.account),
    keepsIdempotencyKey: context.cameFromBackup(row.id),
  });
  // Meanwhile the user may have held, edited or discarded it.
  if (started.ok) await sendPrepared(context, { ...started.value, queuePosition }, prepared, signal);
}

/** Prepares and sends a waiting task. Returns early, with the task still waiting, when it may not be sent any more. */
async function submitTask(context: SubmitContext, row: TaskRow, signal: AbortSignal): Promise<void> {
  const { accounts, stopSignal } = context;
  const asked = accounts.profileRevision(row.profileId);
  const body = await prepareBody(context, row, signal);
  if (signal.aborted || stopSignal.aborted) return;
  if (!canStillSubmit(context, row.profileId)) return;
  if (!body.ok) return applyPrepareError(context, row, body.error, asked);
  if (!(await waitForPermit(context, row.profileId, signal)) || !canStillSubmit(context, row.profileId)) return;
  const prepared = withAccount(context, row, body);
  if (!prepared.ok) return applyPrepareError(context, row, prepared.error, asked);
  await startAndSend(context, row, prepared.value, signal);
}

/** Resends or sends a task, whichever it waits for. */
async function runSubmission(context: SubmitContext, row: TaskRow, signal: AbortSignal): Promise<void> {
  if (row.state === 'submitting') return resendTask(context, row, signal);
  context.resends.remove(row.id); // reconciliation found it before it could be sent again
  if (row.state === 'waiting') await submitTask(context, row, signal);
}

/** Built once by the composition; its job runner asks what is due and runs it. */
export function createSubmitter(deps: SubmitterDeps): Submitter {
  const { tables, tasks, accounts, rateLimiter, clock } = deps;
  const resends = createPendingResends();
  const context: SubmitContext = { ...deps, resends };
  // A submission is prepared first: it takes its permit right before it leaves.
  const permits = { grant: rateLimiter.admit, waitMs: rateLimiter.waitMs };
  const queue = createProfileQueue(accounts, permits, {
    isReady: accounts.canSubmit,
    due: (profile, nowMs, limit, busy) => dueOfProfile(deps, profile, nowMs, limit, busy),
    nextDueMs: tables.tasks.waitingNext,
    pausedForMs: accounts.submitPausedForMs,
  });
  return {
    due(nowMs, room, busy) {
      const asked = resends.next(room, busy);
      return [...asked, ...queue.due(nowMs, room - asked.length, busy)];
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
