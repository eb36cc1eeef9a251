// What a fact makes of a task's row, as a pure function. Whether the fact may happen at all is said by the table in shared/task.ts.
import type { AppError } from '../../../shared/errors.ts';
import { isIdempotencyConflict } from '../../../shared/service-errors/index.ts';
import { isTaskTransitionAllowed, type TaskEventType, type TaskHold, type TaskState } from '../../../shared/task.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { ServiceResult } from '../ports.ts';

/** What a look at the service taught about a task that is not finished. */
export interface PollProgress {
  readonly state: 'pending' | 'processing';
  readonly progress: number | null;
  readonly expectedEndAtMs: number | null;
  readonly creditsReserved: number | null;
  readonly nextPollAtMs: number;
}

/** A fact with what belongs to it. */
export type TaskEvent =
  | { readonly type: 'generate-pressed'; readonly queuePosition: number }
  | { readonly type: 'edit-started' | 'discarded' | 'held' | 'released' | 'became-overdue' | 'dismissed' }
  | { readonly type: 'held-after-restore'; readonly error: AppError }
  | { readonly type: 'moved-to-front' | 'moved'; readonly queuePosition: number }
  | {
      readonly type: 'discard-undone';
      readonly queuePosition: number;
      readonly hold: TaskHold | null;
      readonly notBeforeMs: number | null;
      readonly error: AppError | null;
    }
  | { readonly type: 'created-by-auto-retry'; readonly queuePosition: number; readonly notBeforeMs: number }
  /** `as` is the task that was made. */
  | { readonly type: 'auto-retried'; readonly retryTaskId: number }
  /**
   * `aheadMs` is the service's clock minus ours, null where it is not known. `simulated`: whether it goes to the simulator, which may differ from what was meant when it was ordered. `idempotencyKey` is a new one, used
   * where the task has none or its own stands for another body. `keepsKey`: the task came out of a backup, and may have been accepted under its own
   * key since the backup was made: that key stays, whatever the body.
   */
  | {
      readonly type: 'submit-started';
      readonly idempotencyKey: string;
      readonly bodySha256: string;
      readonly keyRevision: number;
      readonly clockSkewMs: number | null;
      readonly simulated: boolean;
      readonly keepsIdempotencyKey: boolean;
    }
  /** `idempotencyKey` is a new one, used where the service refused the task's own because it knows it with another body. */
  | { readonly type: 'resend-requested'; readonly idempotencyKey: string }
  /** The repeat is prepared, and its request leaves at once. `aheadMs` and `simulated` as in `submit-started`. */
  | { readonly type: 'resend-started'; readonly clockSkewMs: number | null; readonly simulated: boolean }
  /** `keyRevision` is of the key that the service answered to. */
  | ({ readonly type: 'accepted'; readonly serviceTaskId: string; readonly found: boolean; readonly keyRevision: number } & PollProgress)
  /** `turn` is where it waits again; `hold` ends the automatic repeats. `reconcileAtMs` is for a repeat, which stays unconfirmed. */
  | {
      readonly type: 'refused-for-now';
      readonly error: AppError;
      readonly notBeforeMs: number | null;
      readonly queuePosition: number;
      readonly hold: boolean;
    }
  | { readonly type: 'refused'; readonly error: AppError }
  | { readonly type: 'outcome-unknown'; readonly error: AppError; readonly reconcileAtMs: number | null }
  | {
      readonly type: 'reconciled-without-match';
      /** What is to be said instead of how the sending ended. */
      readonly error?: AppError;
      readonly reconciliation: 'pending' | 'not-found' | 'unavailable' | 'inconclusive';
      readonly reconcileAtMs: number | null;
    }
  | ({ readonly type: 'progressed' } & PollProgress)
  | { readonly type: 'poll-failed'; readonly error: AppError; readonly nextPollAtMs: number }
  | {
      readonly type: 'completed';
      readonly results: readonly ServiceResult[];
      readonly linkExpiresAtMs: number;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
      readonly tookSeconds: number | null;
      /** Set while there is nothing to fetch yet. */
      readonly nextPollAtMs: number | null;
    }
  | {
      readonly type: 'results-refreshed';
      /** Only those that were not there before. */
      readonly added: readonly { readonly position: number; readonly result: ServiceResult }[];
      readonly linkExpiresAtMs: number;
      readonly nextPollAtMs: number | null;
    }
  | {
      readonly type: 'failed-at-service';
      readonly error: AppError;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
    }
  | { readonly type: 'cancelled-at-service' }
  | { readonly type: 'abandoned'; readonly error: AppError }
  | { readonly type: 'polling-resumed'; readonly nextPollAtMs: number };

/** Facts that change a row without being worth a line of history each time: the row itself says where it stands. */
export function shouldJournal(before: TaskRow, after: TaskRow, change: TaskEvent): boolean {
  switch (change.type) {
    case 'progressed':
      return before.state !== after.state;
    case 'poll-failed':
      return before.pollError === null || (JSON.parse(before.pollError) as AppError).kind !== change.error.kind;
    default:
      return true;
  }
}

/** Enough for the longest back-off. */
const maxOfflineRefusals = 8;

const json = (error: AppError): string => JSON.stringify(error);

/** What leaves with the state: every state starts from this and adds its own columns. */
const resetFields = {
  error: null,
  queuePosition: null,
  held: 0,
  heldBy: null,
  notBeforeMs: null,
  stateEnteredAtMs: null,
  reconciliation: null,
  reconcileAtMs: null,
  overdue: 0,
  nextPollAtMs: null,
  pollError: null,
  failedPolls: 0,
  notFoundSinceMs: null,
  notFoundPolls: 0,
  endedAtMs: null,
  dismissed: 0,
} as const satisfies Partial<TaskRow>;

const toServiceTime = (atMs: number, aheadMs: number | null): number | null => (aheadMs === null ? null : atMs + aheadMs);

const heldBy = (hold: TaskHold | null): Pick<TaskRow, 'held' | 'heldBy'> => ({ held: hold === null ? 0 : 1, heldBy: hold });

type Patch = Partial<Omit<TaskRow, 'id' | 'live'>> & { readonly state: TaskState };

function polledFields(row: TaskRow, seen: PollProgress, nowMs: number): Partial<TaskRow> {
  return {
    progress: seen.progress ?? row.progress ?? 0,
    expectedEndAtMs: seen.expectedEndAtMs ?? row.expectedEndAtMs,
    creditsReserved: seen.creditsReserved ?? row.creditsReserved,
    nextPollAtMs: seen.nextPollAtMs,
    pollError: null,
    failedPolls: 0,
    notFoundSinceMs: null,
    notFoundPolls: 0,
    lastPolledAtMs: nowMs,
    lastUnfinishedPollAtMs: nowMs,
  };
}

/** A send that ended in a refusal: proof for a first send, none for a repeat. */
function refusal(row: TaskRow, change: Extract<TaskEvent, { type: 'refused' | 'refused-for-now' }>, nowMs: number): Patch {
  const error = json(change.error);
  // What became of the first send is not known by that: it is looked for again.
  if (row.acceptanceUnknown === 1)
    return { ...resetFields, state: 'unconfirmed', error, stateEnteredAtMs: nowMs, reconciliation: 'pending', reconcileAtMs: nowMs };
  if (change.type === 'refused') return { ...resetFields, state: 'failed', error, endedAtMs: nowMs };
  return {
    ...resetFields,
    state: 'waiting',
    error,
    queuePosition: change.queuePosition,
    notBeforeMs: change.notBeforeMs,
    // The person may have held it while it was being prepared.
    ...heldBy(row.heldBy ?? (change.hold ? 'refusals' : null)),
    // Being offline makes the waits longer, but must not use up what "not now" may be said before the task is held.
    refusals: change.hold
      ? 0
      : change.error.kind === 'no-response'
        ? Math.max(row.refusals, Math.min(row.refusals + 1, maxOfflineRefusals))
        : row.refusals + 1,
  };
}

/**
 * The key of a send, and when that key was first used. A task that waits was never accepted: every earlier send was refused, or never left. So a
 * body that has changed since, because a reference was uploaded anew, may have a new key; under the old one the service would answer 409. What
 * came out of a backup keeps its key all the same: it may have been sent with it since.
 */
function firstSend(row: TaskRow, change: Extract<TaskEvent, { type: 'submit-started' }>, nowMs: number): Partial<TaskRow> {
  const { idempotencyKey, bodySha256, keepsIdempotencyKey } = change;
  const isSameBody = row.bodySha256 === null || row.bodySha256 === bodySha256;
  const keeps = row.idempotencyKey !== null && row.firstSentAtMs !== null && (isSameBody || keepsIdempotencyKey);
  if (keeps) return { bodySha256 };
  return { idempotencyKey, bodySha256, firstSentAtMs: nowMs, firstSentServiceMs: toServiceTime(nowMs, change.clockSkewMs) };
}

/** The task gets another queue position. */
function reposition(row: TaskRow, change: Extract<TaskEvent, { type: 'moved-to-front' | 'moved' }>): Patch {
  return { state: row.state, queuePosition: change.queuePosition };
}

/** What each event writes into the row; an event without a reducer does not compile. */
type Reducers = { readonly [T in TaskEvent['type']]: (row: TaskRow, change: Extract<TaskEvent, { type: T }>, nowMs: number) => Patch };

const reducers: Reducers = {
  'generate-pressed': (_row, change) => ({ ...resetFields, state: 'waiting', queuePosition: change.queuePosition }),
  // Another body under the same key would be a conflict at the service.
  'edit-started': () => ({
    ...resetFields,
    state: 'draft',
    idempotencyKey: null,
    bodySha256: null,
    firstSentAtMs: null,
    lastSentAtMs: null,
    firstSentServiceMs: null,
    lastSentServiceMs: null,
    keyRevision: null,
    refusals: 0,
  }),
  discarded: (_row, _change, nowMs) => ({ ...resetFields, state: 'discarded', endedAtMs: nowMs }),
  // Another hold stays what it is: the person is asked about each task of a backup by itself.
  held: (row) => ({ state: row.state, ...heldBy(row.heldBy ?? 'user') }),
  'held-after-restore': (row, change) => ({ state: row.state, ...heldBy('restore'), error: json(change.error) }),
  released: (row) => ({ state: row.state, ...heldBy(null), notBeforeMs: null, refusals: 0 }),
  'moved-to-front': reposition,
  moved: reposition,
  'discard-undone': (_row, change) => ({
    ...resetFields,
    state: 'waiting',
    queuePosition: change.queuePosition,
    ...heldBy(change.hold),
    notBeforeMs: change.notBeforeMs,
    error: change.error === null ? null : json(change.error),
  }),
  'created-by-auto-retry': (_row, change) => ({
    ...resetFields,
    state: 'waiting',
    queuePosition: change.queuePosition,
    notBeforeMs: change.notBeforeMs,
  }),
  'auto-retried': (row) => ({ state: row.state, dismissed: 1 }),
  'submit-started': (row, change, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    simulated: change.simulated ? 1 : 0,
    ...firstSend(row, change, nowMs),
    stateEnteredAtMs: nowMs,
    keyRevision: change.keyRevision,
    lastSentAtMs: nowMs,
    lastSentServiceMs: toServiceTime(nowMs, change.clockSkewMs),
  }),
  'resend-requested': (row, change, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    // With the old one the answer would be the same for ever.
    ...(row.error !== null && isIdempotencyConflict(JSON.parse(row.error) as AppError)
      ? { idempotencyKey: change.idempotencyKey, bodySha256: null }
      : {}),
    stateEnteredAtMs: nowMs,
  }),
  // Not when it was pressed: uploads may take minutes in between, and a repeat that is stopped never leaves.
  'resend-started': (row, change, nowMs) => ({
    state: row.state,
    simulated: change.simulated ? 1 : 0,
    lastSentAtMs: nowMs,
    lastSentServiceMs: toServiceTime(nowMs, change.clockSkewMs),
  }),
  accepted: (row, change, nowMs) => ({
    ...resetFields,
    state: change.state,
    serviceTaskId: change.serviceTaskId,
    keyRevision: change.keyRevision,
    acceptedAtMs: nowMs,
    pollingSinceMs: nowMs,
    ...polledFields(row, change, nowMs),
    lastPolledAtMs: null,
  }),
  'refused-for-now': refusal,
  refused: refusal,
  'outcome-unknown': (_row, change, nowMs) => ({
    ...resetFields,
    state: 'unconfirmed',
    error: json(change.error),
    stateEnteredAtMs: nowMs,
    acceptanceUnknown: 1,
    reconciliation: 'pending',
    reconcileAtMs: change.reconcileAtMs,
  }),
  'reconciled-without-match': (row, change) => ({
    state: row.state,
    reconciliation: change.reconciliation,
    reconcileAtMs: change.reconcileAtMs,
    ...(change.error === undefined ? {} : { error: json(change.error) }),
  }),
  progressed: (row, change, nowMs) => ({ ...polledFields(row, change, nowMs), state: change.state }),
  'poll-failed': (row, change, nowMs) => {
    const isNotFound = change.error.kind === 'not-found' || change.error.kind === 'key-replaced';
    return {
      state: row.state,
      pollError: json(change.error),
      failedPolls: row.failedPolls + 1,
      nextPollAtMs: change.nextPollAtMs,
      lastPolledAtMs: nowMs,
      // Only "not found" without another answer in between counts towards being gone; no answer is neither.
      notFoundSinceMs: isNotFound ? (row.notFoundSinceMs ?? nowMs) : row.notFoundSinceMs,
      notFoundPolls: row.notFoundPolls + (isNotFound ? 1 : 0),
    };
  },
  'became-overdue': (row) => ({ state: row.state, overdue: 1 }),
  completed: (row, change, nowMs) => ({
    ...resetFields,
    state: 'completed',
    progress: 100,
    creditsReserved: change.creditsReserved ?? row.creditsReserved,
    creditsUsed: change.creditsUsed,
    tookSeconds: change.tookSeconds,
    nextPollAtMs: change.nextPollAtMs,
    lastPolledAtMs: nowMs,
    endedAtMs: nowMs,
  }),
  'results-refreshed': (row, change, nowMs) => ({
    state: row.state,
    nextPollAtMs: change.nextPollAtMs,
    pollError: null,
    failedPolls: 0,
    // An answer ends the count of "not found"; so does giving up, after which the person may begin anew.
    notFoundSinceMs: null,
    notFoundPolls: 0,
    lastPolledAtMs: nowMs,
  }),
  'failed-at-service': (row, change, nowMs) => ({
    ...resetFields,
    state: 'failed',
    error: json(change.error),
    creditsReserved: change.creditsReserved ?? row.creditsReserved,
    creditsUsed: change.creditsUsed,
    lastPolledAtMs: nowMs,
    endedAtMs: nowMs,
  }),
  'cancelled-at-service': (_row, _change, nowMs) => ({ ...resetFields, state: 'cancelled', lastPolledAtMs: nowMs, endedAtMs: nowMs }),
  abandoned: (_row, change, nowMs) => ({ ...resetFields, state: 'abandoned', error: json(change.error), endedAtMs: nowMs }),
  'polling-resumed': (_row, change, nowMs) => ({
    ...resetFields,
    state: 'pending',
    pollingSinceMs: nowMs,
    nextPollAtMs: change.nextPollAtMs,
  }),
  dismissed: (row) => ({ state: row.state, dismissed: 1 }),
};

function patch<T extends TaskEvent['type']>(row: TaskRow, change: Extract<TaskEvent, { type: T }>, nowMs: number): Patch {
  const type: T = change.type;
  return reducers[type](row, change, nowMs);
}

/** The row after the fact, or null where the fact cannot happen. `live` is settled by the writer, who knows the results. */
export function reduceTask(row: TaskRow, change: TaskEvent, nowMs: number): TaskRow | null {
  const fact: TaskEventType = change.type;
  // What the person holds back is not sent, even if a send was being prepared at that moment.
  if (fact === 'submit-started' && row.held === 1) return null;
  // What may have been accepted stays where the person left it.
  if (change.type === 'discard-undone' && row.acceptanceUnknown === 1) return null;
  const next = patch(row, change, nowMs);
  return isTaskTransitionAllowed(row.state, fact, next.state) ? { ...row, ...next, changedAtMs: nowMs } : null;
}
