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
  readonly nextLookAtMs: number;
}

/** A fact with what belongs to it. */
export type TaskEvent =
  | { readonly fact: 'generate-pressed'; readonly turn: number }
  | { readonly fact: 'taken-back-for-editing' | 'discarded' | 'held' | 'released' | 'became-overdue' | 'dismissed' }
  | { readonly fact: 'held-after-restore'; readonly error: AppError }
  | { readonly fact: 'moved-first' | 'moved'; readonly turn: number }
  | {
      readonly fact: 'discard-undone';
      readonly turn: number;
      readonly hold: TaskHold | null;
      readonly notBeforeMs: number | null;
      readonly error: AppError | null;
    }
  | { readonly fact: 'made-after-failure'; readonly turn: number; readonly notBeforeMs: number }
  /** `as` is the task that was made. */
  | { readonly fact: 'tried-again-by-itself'; readonly as: number }
  /**
   * `aheadMs` is the service's clock minus ours, null where it is not known. `simulated`: whether it goes to the simulator, which may differ from what was meant when it was ordered. `idempotencyKey` is a new one, used
   * where the task has none or its own stands for another body. `keepsKey`: the task came out of a backup, and may have been accepted under its own
   * key since the backup was made: that key stays, whatever the body.
   */
  | {
      readonly fact: 'send-started';
      readonly idempotencyKey: string;
      readonly bodySha256: string;
      readonly keyRevision: number;
      readonly aheadMs: number | null;
      readonly simulated: boolean;
      readonly keepsKey: boolean;
    }
  /** `idempotencyKey` is a new one, used where the service refused the task's own because it knows it with another body. */
  | { readonly fact: 'send-again-pressed'; readonly idempotencyKey: string }
  /** The repeat is prepared, and its request leaves at once. `aheadMs` and `simulated` as in `send-started`. */
  | { readonly fact: 'repeat-started'; readonly aheadMs: number | null; readonly simulated: boolean }
  /** `keyRevision` is of the key that the service answered to. */
  | ({ readonly fact: 'accepted'; readonly serviceTaskId: string; readonly found: boolean; readonly keyRevision: number } & PollProgress)
  /** `turn` is where it waits again; `hold` ends the automatic repeats. `searchAtMs` is for a repeat, which stays unconfirmed. */
  | {
      readonly fact: 'refused-for-now';
      readonly error: AppError;
      readonly notBeforeMs: number | null;
      readonly turn: number;
      readonly hold: boolean;
    }
  | { readonly fact: 'refused'; readonly error: AppError }
  | { readonly fact: 'outcome-unknown'; readonly error: AppError; readonly searchAtMs: number | null }
  | {
      readonly fact: 'not-seen-at-service';
      /** What is to be said instead of how the sending ended. */
      readonly error?: AppError;
      readonly looked: 'not-yet' | 'not-seen' | 'cannot-look' | 'list-too-long';
      readonly searchAtMs: number | null;
    }
  | ({ readonly fact: 'progressed' } & PollProgress)
  | { readonly fact: 'look-failed'; readonly error: AppError; readonly nextLookAtMs: number }
  | {
      readonly fact: 'completed';
      readonly results: readonly ServiceResult[];
      readonly linkExpiresAtMs: number;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
      readonly tookSeconds: number | null;
      /** Set while there is nothing to fetch yet. */
      readonly nextLookAtMs: number | null;
    }
  | {
      readonly fact: 'results-refreshed';
      /** Only those that were not there before. */
      readonly added: readonly { readonly position: number; readonly result: ServiceResult }[];
      readonly linkExpiresAtMs: number;
      readonly nextLookAtMs: number | null;
    }
  | {
      readonly fact: 'failed-at-service';
      readonly error: AppError;
      readonly creditsReserved: number | null;
      readonly creditsUsed: number | null;
    }
  | { readonly fact: 'cancelled-at-service' }
  | { readonly fact: 'abandoned'; readonly error: AppError }
  | { readonly fact: 'followed-again'; readonly nextLookAtMs: number };

/** Facts that change a row without being worth a line of history each time: the row itself says where it stands. */
export function shouldJournal(before: TaskRow, after: TaskRow, change: TaskEvent): boolean {
  switch (change.fact) {
    case 'progressed':
      return before.state !== after.state;
    case 'look-failed':
      return before.lookError === null || (JSON.parse(before.lookError) as AppError).kind !== change.error.kind;
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
  turn: null,
  held: 0,
  heldBy: null,
  notBeforeMs: null,
  sinceMs: null,
  looked: null,
  listTooLong: 0,
  searchAtMs: null,
  overdue: 0,
  nextLookAtMs: null,
  lookError: null,
  failedLooks: 0,
  notFoundSinceMs: null,
  notFoundLooks: 0,
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
    nextLookAtMs: seen.nextLookAtMs,
    lookError: null,
    failedLooks: 0,
    notFoundSinceMs: null,
    notFoundLooks: 0,
    lastLookAtMs: nowMs,
    lastUnfinishedAtMs: nowMs,
  };
}

/** A send that ended in a refusal: proof for a first send, none for a repeat. */
function refusal(row: TaskRow, change: Extract<TaskEvent, { fact: 'refused' | 'refused-for-now' }>, nowMs: number): Patch {
  const error = json(change.error);
  // What became of the first send is not known by that: it is looked for again.
  if (row.mayBeAccepted === 1) return { ...resetFields, state: 'unconfirmed', error, sinceMs: nowMs, looked: 'not-yet', searchAtMs: nowMs };
  if (change.fact === 'refused') return { ...resetFields, state: 'failed', error, endedAtMs: nowMs };
  return {
    ...resetFields,
    state: 'waiting',
    error,
    turn: change.turn,
    notBeforeMs: change.notBeforeMs,
    // The person may have held it while it was being prepared.
    ...heldBy(row.heldBy ?? (change.hold ? 'refusals' : null)),
    // Being offline makes the waits longer, but must not use up what "not now" may be said before the task is held.
    refusals: change.hold
      ? 0
      : change.error.kind === 'no-answer'
        ? Math.max(row.refusals, Math.min(row.refusals + 1, maxOfflineRefusals))
        : row.refusals + 1,
  };
}

/**
 * The key of a send, and when that key was first used. A task that waits was never accepted: every earlier send was refused, or never left. So a
 * body that has changed since, because a reference was uploaded anew, may have a new key; under the old one the service would answer 409. What
 * came out of a backup keeps its key all the same: it may have been sent with it since.
 */
function firstSend(row: TaskRow, change: Extract<TaskEvent, { fact: 'send-started' }>, nowMs: number): Partial<TaskRow> {
  const { idempotencyKey, bodySha256, keepsKey } = change;
  const isSameBody = row.bodySha256 === null || row.bodySha256 === bodySha256;
  const keeps = row.idempotencyKey !== null && row.firstSentAtMs !== null && (isSameBody || keepsKey);
  if (keeps) return { bodySha256 };
  return { idempotencyKey, bodySha256, firstSentAtMs: nowMs, firstSentServiceMs: toServiceTime(nowMs, change.aheadMs) };
}

function patch(row: TaskRow, change: TaskEvent, nowMs: number): Patch {
  const { state } = row;
  switch (change.fact) {
    case 'generate-pressed':
      return { ...resetFields, state: 'waiting', turn: change.turn };
    case 'taken-back-for-editing':
      // Another body under the same key would be a conflict at the service.
      return {
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
      };
    case 'discarded':
      return { ...resetFields, state: 'discarded', endedAtMs: nowMs };
    case 'held':
      // Another hold stays what it is: the person is asked about each task of a backup by itself.
      return { state, ...heldBy(row.heldBy ?? 'person') };
    case 'held-after-restore':
      return { state, ...heldBy('restore'), error: json(change.error) };
    case 'released':
      return { state, ...heldBy(null), notBeforeMs: null, refusals: 0 };
    case 'moved-first':
    case 'moved':
      return { state, turn: change.turn };
    case 'discard-undone':
      return {
        ...resetFields,
        state: 'waiting',
        turn: change.turn,
        ...heldBy(change.hold),
        notBeforeMs: change.notBeforeMs,
        error: change.error === null ? null : json(change.error),
      };
    case 'made-after-failure':
      return { ...resetFields, state: 'waiting', turn: change.turn, notBeforeMs: change.notBeforeMs };
    case 'tried-again-by-itself':
      return { state, dismissed: 1 };
    case 'send-started':
      return {
        ...resetFields,
        state: 'submitting',
        simulated: change.simulated ? 1 : 0,
        ...firstSend(row, change, nowMs),
        sinceMs: nowMs,
        keyRevision: change.keyRevision,
        lastSentAtMs: nowMs,
        lastSentServiceMs: toServiceTime(nowMs, change.aheadMs),
      };
    case 'send-again-pressed':
      return {
        ...resetFields,
        state: 'submitting',
        // With the old one the answer would be the same for ever.
        ...(row.error !== null && isIdempotencyConflict(JSON.parse(row.error) as AppError)
          ? { idempotencyKey: change.idempotencyKey, bodySha256: null }
          : {}),
        sinceMs: nowMs,
      };
    // Not when it was pressed: uploads may take minutes in between, and a repeat that is stopped never leaves.
    case 'repeat-started':
      return {
        state,
        simulated: change.simulated ? 1 : 0,
        lastSentAtMs: nowMs,
        lastSentServiceMs: toServiceTime(nowMs, change.aheadMs),
      };
    case 'accepted':
      return {
        ...resetFields,
        state: change.state,
        serviceTaskId: change.serviceTaskId,
        keyRevision: change.keyRevision,
        acceptedAtMs: nowMs,
        followedSinceMs: nowMs,
        ...polledFields(row, change, nowMs),
        lastLookAtMs: null,
      };
    case 'refused-for-now':
    case 'refused':
      return refusal(row, change, nowMs);
    case 'outcome-unknown':
      return {
        ...resetFields,
        state: 'unconfirmed',
        error: json(change.error),
        sinceMs: nowMs,
        mayBeAccepted: 1,
        looked: 'not-yet',
        searchAtMs: change.searchAtMs,
      };
    case 'not-seen-at-service':
      return {
        state,
        looked: change.looked === 'list-too-long' ? 'cannot-look' : change.looked,
        listTooLong: change.looked === 'list-too-long' ? 1 : 0,
        searchAtMs: change.searchAtMs,
        ...(change.error === undefined ? {} : { error: json(change.error) }),
      };
    case 'progressed':
      return { ...polledFields(row, change, nowMs), state: change.state };
    case 'look-failed': {
      const isNotFound = change.error.kind === 'not-found' || change.error.kind === 'key-replaced';
      return {
        state,
        lookError: json(change.error),
        failedLooks: row.failedLooks + 1,
        nextLookAtMs: change.nextLookAtMs,
        lastLookAtMs: nowMs,
        // Only "not found" without another answer in between counts towards being gone; no answer is neither.
        notFoundSinceMs: isNotFound ? (row.notFoundSinceMs ?? nowMs) : row.notFoundSinceMs,
        notFoundLooks: row.notFoundLooks + (isNotFound ? 1 : 0),
      };
    }
    case 'became-overdue':
      return { state, overdue: 1 };
    case 'completed':
      return {
        ...resetFields,
        state: 'completed',
        progress: 100,
        creditsReserved: change.creditsReserved ?? row.creditsReserved,
        creditsUsed: change.creditsUsed,
        tookSeconds: change.tookSeconds,
        nextLookAtMs: change.nextLookAtMs,
        lastLookAtMs: nowMs,
        endedAtMs: nowMs,
      };
    case 'results-refreshed':
      return {
        state,
        nextLookAtMs: change.nextLookAtMs,
        lookError: null,
        failedLooks: 0,
        // An answer ends the count of "not found"; so does giving up, after which the person may begin anew.
        notFoundSinceMs: null,
        notFoundLooks: 0,
        lastLookAtMs: nowMs,
      };
    case 'failed-at-service':
      return {
        ...resetFields,
        state: 'failed',
        error: json(change.error),
        creditsReserved: change.creditsReserved ?? row.creditsReserved,
        creditsUsed: change.creditsUsed,
        lastLookAtMs: nowMs,
        endedAtMs: nowMs,
      };
    case 'cancelled-at-service':
      return { ...resetFields, state: 'cancelled', lastLookAtMs: nowMs, endedAtMs: nowMs };
    case 'abandoned':
      return { ...resetFields, state: 'abandoned', error: json(change.error), endedAtMs: nowMs };
    case 'followed-again':
      return { ...resetFields, state: 'pending', followedSinceMs: nowMs, nextLookAtMs: change.nextLookAtMs };
    case 'dismissed':
      return { state, dismissed: 1 };
  }
}

/** The row after the fact, or null where the fact cannot happen. `live` is settled by the writer, who knows the results. */
export function reduceTask(row: TaskRow, change: TaskEvent, nowMs: number): TaskRow | null {
  const fact: TaskEventType = change.fact;
  // What the person holds back is not sent, even if a send was being prepared at that moment.
  if (fact === 'send-started' && row.held === 1) return null;
  // What may have been accepted stays where the person left it.
  if (change.fact === 'discard-undone' && row.mayBeAccepted === 1) return null;
  const next = patch(row, change, nowMs);
  return isTaskTransitionAllowed(row.state, fact, next.state) ? { ...row, ...next, changedAtMs: nowMs } : null;
}
