// Sends waiting tasks, by the money rule: what may have been accepted is never sent a second time by itself.
//
// The row and its idempotency key are on disk before the request leaves. What comes back decides:
// accepted → followed · a proven "not now" (429, 503 with the service's JSON, a connection that was never made) → waits; sent again with the
// same key while its body is the same · 401, 402 → waits, the profile's queue is held · a proven "no" → failed · everything else → unconfirmed:
// sending pauses, the task is searched for, and the person decides.
import { createHash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { wireBody } from '../../../shared/models/index.ts';
import { fail, ok, type Result, unreachable } from '../../../shared/result.ts';
import { isHttpError, maxRefusals, prepareDisposition } from '../../../shared/service-errors/index.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { CallContext, ServiceErrorEffect } from '../accounts/service-error-policy.ts';
import type { Account, Log, Random, ServiceTask, SubmitOutcome } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import { backoffDelay, refusalDelay } from '../scheduling/backoff.ts';
import type { JobSource } from '../scheduling/job-runner.ts';
import { sleep } from '../scheduling/sleep.ts';
import { createProfileQueue } from '../service/profile-queue.ts';
import { type ServiceDeps, takeIdle } from '../service/service-deps.ts';
import { expectedEnd } from '../tasks/expected-end.ts';
import { validateRequest } from './validate-request.ts';

const persistRetryMs = 5_000;
/**
 * So long a task that ended in doubt takes one of the places of `maxConcurrentTasks`, unless the search answers sooner. If the service made it, it is over
 * by then; and a list that cannot be read must not stop the queue for good.
 */
const unconfirmedSlotMs = 30 * 60_000;
/** What is left of an upload's life when a repeat still names it. */
const resendUploadLifeMs = 60_000;

/** A key for `Idempotency-Key`: 16 to 96 characters of A-Z a-z 0-9 . _ - (source of the service's newer clients). */
export const newIdempotencyKey = (random: Random): string => random.id(32);

const sha256Of = (body: Body): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

type Body = Readonly<Record<string, JsonValue>>;

interface Prepared {
  readonly account: Account;
  readonly body: Body;
}

export interface SubmitterDeps extends ServiceDeps {
  references: ReferenceService;
  log: Log;
  maxConcurrentTasks(): number;
  /** The task came out of a backup, so it may have been accepted since under the key it has. */
  cameFromBackup(id: number): boolean;
  /** Aborted when the studio stops: what was sent is waited for, nothing more is sent. */
  stopSignal: AbortSignal;
  /** Something was accepted: its first look, and the balance. */
  onAccepted(profileId: number): void;
  /** Something ended in doubt: the search for it will be due. */
  onUnconfirmed(): void;
}

export interface Submitter extends JobSource {
  resend(id: number): void;
  /** A repeat that the person asked for and that has not left: until then it need not leave. */
  isResendPending(id: number): boolean;
}

const duplicateIdOutcome = ({ taskId, raw }: ServiceTask): SubmitOutcome => {
  const message = `the id of another task: ${taskId}`;
  const service = { httpStatus: 200, code: null, message, param: null, requestId: null, body: raw.slice(0, 4_000) };
  return { kind: 'unknown', sent: true, error: { kind: 'invalid-response', service }, raw };
};

export function createSubmitter(parts: SubmitterDeps): Submitter {
  const {
    tables,
    tasks,
    accounts,
    references,
    api,
    pace,
    onServiceError,
    trace,
    clock,
    random,
    log,
    maxConcurrentTasks,
    cameFromBackup: isOfBackup,
    stopSignal: ending,
    onAccepted: accepted,
    onUnconfirmed: doubted,
  } = parts;
  /**
   * Repeats the person asked for that have not left, with `keyRevision` at the press; they are `submitting` already and wait for nobody. One whose
   * end could not be written down stays here, and is taken up again.
   */
  const repeats = new Map<number, number>();

  const queue = createProfileQueue(
    accounts,
    { acquire: pace.reserve, nextPermitInMs: pace.nextPermitInMs },
    {
      isReady: accounts.canSubmit,
      // Never more at once than the profile's limit. A task in preparation is still `waiting` in the table and busy here.
      due(profile, nowMs, limit, busy) {
        const preparing = [...busy].map(tasks.row).filter((row) => row?.state === 'waiting' && row.profileId === profile.id).length;
        const running = tables.tasks.running(profile.id) + tables.tasks.doubtfulSince(profile.id, nowMs - unconfirmedSlotMs);
        const free = Math.min(limit, maxConcurrentTasks() - running - preparing);
        if (free <= 0) return [];
        return takeIdle(free, busy, (most) => tables.tasks.waitingDue({ profileId: profile.id, nowMs, limit: most }));
      },
      nextDueMs: tables.tasks.waitingNext,
      pausedForMs: accounts.submitPausedForMs,
    },
  );

  /** Uploads and body: everything that can go wrong without a paid request. */
  async function prepare(row: TaskRow, signal: AbortSignal): Promise<Result<Body, AppError>> {
    const account = accounts.account(row.profileId);
    if (!account.ok) return account;
    const request = JSON.parse(row.request) as GenerationRequest;
    const addresses = new Map<number, string>();
    // A repeat must be the same body under the same key: the address that was sent before is used for as long as it lives.
    const leastLifeMs = row.acceptanceUnknown === 1 ? resendUploadLifeMs : undefined;
    for (const { referenceId } of request.references) {
      const beganAtMs = clock.now();
      const noted = (answer: Result<unknown, AppError>) => trace.record(row.id, 'upload', beganAtMs, answer, { detail: { referenceId } });
      const within = AbortSignal.any([signal, ending]);
      const address = await references.uploadedUrl(referenceId, row.profileId, account.value, within, noted, leastLifeMs);
      if (!address.ok) return address;
      addresses.set(referenceId, address.value);
    }
    // What the request was checked with has turned out wrong meanwhile. A repeat is the body that was sent, whatever it is.
    const ids = request.references.map(({ referenceId }) => referenceId);
    if (row.acceptanceUnknown === 0 && references.anyRemeasuredSince(ids, row.createdAtMs)) {
      const problem = await validateRequest(references, request, false);
      if (problem !== null) return fail(problem);
    }
    const addressOf = (id: number): string => {
      const address = addresses.get(id);
      if (address === undefined) throw new Error(`reference ${id} was not uploaded`);
      return address;
    };
    return ok(wireBody(request, addressOf));
  }

  /** With the account as it is now: its key may have been replaced while something was uploaded. */
  function ready(row: TaskRow, body: Result<Body, AppError>): Result<Prepared, AppError> {
    const account = accounts.account(row.profileId);
    if (!body.ok) return body;
    return account.ok ? ok({ account: account.value, body: body.value }) : account;
  }

  /** When what was refused for now may be sent again; null for at once, where the key has been replaced since. */
  function notBefore(row: TaskRow, error: AppError, effect: ServiceErrorEffect): number | null {
    if (effect.kind === 'stale-key') return null;
    const waitMs = effect.kind === 'paused' ? effect.waitMs : refusalDelay(accounts.timings(row.profileId), error, random.next());
    return clock.now() + waitMs;
  }

  /** Nothing left the computer: soon at first, then ever more slowly; the network's return wakes what has no answer. */
  const soonAgain = (row: TaskRow): number => clock.now() + backoffDelay(row.refusals, 2_000, 120_000, random.next());

  /** Its place in the queue; the person may have moved it since `row` was read. */
  const turnOf = (row: TaskRow): number =>
    tasks.row(row.id)?.queuePosition ?? row.queuePosition ?? tables.tasks.turns(row.profileId).least ?? 1;

  function notNow(row: TaskRow, error: AppError, notBeforeMs: number | null): void {
    const hold = error.kind !== 'no-response' && row.refusals + 1 >= maxRefusals;
    tasks.transition(row.id, { type: 'refused-for-now', error, notBeforeMs, queuePosition: turnOf(row), hold });
  }

  /** What the preparation could not do. Nothing was sent, so nothing is in doubt. */
  function notPrepared(row: TaskRow, error: AppError, asked: CallContext): void {
    if (error.kind === 'no-key' || error.kind === 'keychain-unavailable') {
      accounts.hold(row.profileId, error);
      notNow(row, error, null);
      return;
    }
    if (error.kind === 'decoder-unavailable') {
      notNow(row, error, soonAgain(row));
      return;
    }
    if (!isHttpError(error)) {
      tasks.transition(row.id, { type: 'refused', error });
      return;
    }
    const fate = prepareDisposition(error);
    const effect = onServiceError(asked, error, 'upload');
    switch (fate) {
      case 'holds':
        notNow(row, error, null);
        return;
      case 'waits':
        notNow(row, error, error.kind === 'no-response' ? soonAgain(row) : notBefore(row, error, effect));
        return;
      case 'fails':
        tasks.transition(row.id, { type: 'refused', error });
        return;
      default:
        unreachable(fate);
    }
  }

  function follow(row: TaskRow, answer: ServiceTask, keyRevision: number): void {
    const nowMs = clock.now();
    const isOver = answer.status === 'completed' || answer.status === 'failed' || answer.status === 'cancelled';
    tasks.transaction(() => {
      const written = tasks.transition(row.id, {
        type: 'accepted',
        serviceTaskId: answer.taskId,
        found: false,
        keyRevision,
        state: answer.status === 'pending' ? 'pending' : 'processing',
        progress: answer.progress,
        expectedEndAtMs: expectedEnd(tables.tasks, { task: row, estimatedSeconds: answer.estimatedSeconds, sinceMs: nowMs, nowMs }),
        creditsReserved: answer.creditsReserved,
        nextPollAtMs: isOver ? nowMs : nowMs + accounts.timings(row.profileId).firstPollMs,
      });
      tasks.storeResponse(row.id, answer.raw);
      if (!written.ok) log.incident(new Error(`an acceptance came for a task that is ${row.state}`), 'submit');
    });
    accounts.onKeyAccepted({ profileId: row.profileId, keyRevision });
    accounts.onSubmitProven(row.profileId);
    accepted(row.profileId);
  }

  /** An id that another task of ours has already: whatever mixed them up, it proves nothing, and would show the one as the other. */
  function isAnothers(row: TaskRow, { task: answer, replayed }: Extract<SubmitOutcome, { kind: 'accepted' }>): boolean {
    return !replayed && tables.tasks.ofServiceId(answer.taskId).some((id) => id !== row.id);
  }

  function record(row: TaskRow, outcome: SubmitOutcome, asked: CallContext): void {
    switch (outcome.kind) {
      case 'accepted':
        if (isAnothers(row, outcome)) record(row, duplicateIdOutcome(outcome.task), asked);
        else follow(row, outcome.task, asked.keyRevision);
        return;
      case 'refused-for-now':
        notNow(row, outcome.error, notBefore(row, outcome.error, onServiceError(asked, outcome.error, 'submit')));
        return;
      case 'account-refused':
        onServiceError(asked, outcome.error, 'submit');
        notNow(row, outcome.error, null);
        return;
      case 'refused':
        accounts.onSubmitProven(row.profileId);
        tasks.transition(row.id, { type: 'refused', error: outcome.error });
        return;
      case 'unknown': {
        const { error, raw } = outcome;
        if (!outcome.sent) {
          notNow(row, error, soonAgain(row));
          return;
        }
        onServiceError(asked, error, 'submit');
        const reconcileAtMs = clock.now() + accounts.timings(row.profileId).serverErrorMs;
        tasks.transaction(() => {
          tasks.transition(row.id, { type: 'outcome-unknown', error, reconcileAtMs });
          if (raw !== null) tasks.storeResponse(row.id, raw);
        });
        doubted();
        return;
      }
      default:
        unreachable(outcome);
    }
  }

  /** An acceptance must not be lost because the disk is full for a moment: it is kept in memory until it could be written. */
  async function recordSurely(row: TaskRow, outcome: SubmitOutcome, asked: CallContext, signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        record(row, outcome, asked);
        return;
      } catch (error) {
        log.incident(error, 'writing down how a submission ended');
        if (signal.aborted) return; // the next start finds it submitting, and says so
        await sleep(clock, persistRetryMs, signal);
      }
    }
  }

  async function send(row: TaskRow, prepared: Prepared, signal: AbortSignal): Promise<void> {
    const { idempotencyKey } = row;
    if (idempotencyKey === null) throw new Error(`task ${row.id} is being sent without a key`);
    const beganAtMs = clock.now();
    const asked = accounts.callContext(row.profileId);
    let outcome: SubmitOutcome;
    try {
      outcome = await api.submit(prepared.account, prepared.body, idempotencyKey, signal);
    } catch (error) {
      // A bug of ours is no proof of anything.
      const incident = log.incident(error, 'submit');
      outcome = { kind: 'unknown', sent: true, error: { kind: 'internal', incident }, raw: null };
    }
    await recordSurely(row, outcome, asked, signal);
    const answer = outcome.kind === 'accepted' ? ok(null) : fail(outcome.error);
    trace.record(row.id, 'submit', beganAtMs, answer, { detail: { outcome: outcome.kind } });
  }

  /** Uploads that end together must not send together: what is ready waits until the second has room. False when it all ends meanwhile. */
  async function mayLeave(profileId: number, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      if (signal.aborted || ending.aborted) return false;
      if (pace.commit(profileId)) return true;
      await sleep(clock, Math.max(1, pace.commitInMs(profileId)), AbortSignal.any([signal, ending]));
    }
  }

  /** Meanwhile the person may have paused everything, or another task's answer the queue; then what is ready goes on waiting. */
  function mayStillSend(profileId: number): boolean {
    const profile = accounts.row(profileId);
    return profile !== undefined && accounts.canSubmit(profile);
  }

  /**
   * Why a repeat does not leave after all. The person meant the account and the service of before: all is paused, which a changed address does as
   * well, or another key would pay.
   */
  function repeatStoppedBy({ id, profileId }: TaskRow): AppError | null {
    if (accounts.row(profileId)?.pausedByUser === 1) return { kind: 'queue-paused' };
    const changedAtMs = accounts.keyReplacedAtMs(profileId, repeats.get(id) ?? null);
    return changedAtMs === null ? null : { kind: 'key-replaced', changedAtMs };
  }

  async function repeat(row: TaskRow, signal: AbortSignal): Promise<void> {
    const body = await prepare(row, signal);
    if (!(await mayLeave(row.profileId, signal))) return; // the next start finds it submitting, and says so
    const stoppedBy = repeatStoppedBy(row);
    const prepared = ready(row, body);
    // Meanwhile the search may have found what the first send became.
    if (tasks.row(row.id)?.state !== 'submitting') repeats.delete(row.id);
    else if (stoppedBy !== null) {
      tasks.transition(row.id, { type: 'outcome-unknown', error: stoppedBy, reconcileAtMs: clock.now() });
      repeats.delete(row.id);
    } else if (!prepared.ok) {
      tasks.transition(row.id, { type: 'refused', error: prepared.error });
      repeats.delete(row.id);
    } else {
      // Where this cannot be written down, nothing leaves, and the repeat is taken up again.
      const started = tasks.transition(row.id, {
        type: 'resend-started',
        simulated: accounts.isSimulated(row.profileId),
        clockSkewMs: api.clockSkewMs(prepared.value.account),
      });
      repeats.delete(row.id);
      if (started.ok) await send(started.value, prepared.value, signal);
    }
    if (tasks.row(row.id)?.state === 'unconfirmed') doubted();
  }

  return {
    due(nowMs, room, busy) {
      const asked = [...repeats.keys()].filter((id) => !busy.has(id)).slice(0, room);
      return [...asked, ...queue.due(nowMs, room - asked.length, busy)];
    },
    nextDueMs: queue.nextDueMs,
    async run(id, signal) {
      const row = tasks.row(id);
      if (row === undefined) return;
      if (row.state === 'submitting') return repeat(row, signal);
      repeats.delete(id); // the search found it before it could be sent again
      if (row.state !== 'waiting') return;
      const asked = accounts.callContext(row.profileId);
      const body = await prepare(row, signal);
      if (signal.aborted || ending.aborted) return;
      if (!mayStillSend(row.profileId)) return;
      if (!body.ok) return notPrepared(row, body.error, asked);
      if (!(await mayLeave(row.profileId, signal)) || !mayStillSend(row.profileId)) return;
      const prepared = ready(row, body);
      if (!prepared.ok) return notPrepared(row, prepared.error, asked);
      const turn = turnOf(row);
      const started = tasks.transition(id, {
        type: 'submit-started',
        simulated: accounts.isSimulated(row.profileId),
        idempotencyKey: newIdempotencyKey(random),
        bodySha256: sha256Of(prepared.value.body),
        keyRevision: accounts.callContext(row.profileId).keyRevision,
        clockSkewMs: api.clockSkewMs(prepared.value.account),
        keepsIdempotencyKey: isOfBackup(id),
      });
      // Meanwhile the person may have held, edited or discarded it.
      if (started.ok) await send({ ...started.value, queuePosition: turn }, prepared.value, signal);
    },
    resend(id) {
      const profileId = tasks.row(id)?.profileId;
      if (profileId !== undefined) repeats.set(id, accounts.callContext(profileId).keyRevision);
    },
    isResendPending: (id) => repeats.has(id),
  };
}
