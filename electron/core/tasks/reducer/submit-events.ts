// From the first send of a task until the service has it: how each event changes the row. Pure.
import { isIdempotencyConflict } from '../../../../shared/service-errors/index.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { TaskRow } from '../../../db/tables/task-table.ts';
import { polledFields } from './poll-events.ts';
import { errorJson, holdFields, type Patch, resetFields, type TaskReducers } from './reducer-types.ts';
import type { TaskEvent } from './task-event.ts';

/** Enough for the longest back-off. */
const maxOfflineRefusals = 8;

const toServiceTime = (atMs: number, aheadMs: number | null): number | null => (aheadMs === null ? null : atMs + aheadMs);

/** A send that ended in a refusal: proof for a first send, none for a repeat. */
function refusal(row: TaskRow, event: Extract<TaskEvent, { type: 'refused' | 'refused-for-now' }>, nowMs: number): Patch {
  const error = errorJson(event.error);
  // What became of the first send is not known by that: it is looked for again.
  if (row.acceptanceUnknown === 1)
    return { ...resetFields, state: 'unconfirmed', error, stateEnteredAtMs: nowMs, reconciliation: 'pending', reconcileAtMs: nowMs };
  if (event.type === 'refused') return { ...resetFields, state: 'failed', error, endedAtMs: nowMs };
  return {
    ...resetFields,
    state: 'waiting',
    error,
    queuePosition: event.queuePosition,
    notBeforeMs: event.notBeforeMs,
    // The person may have held it while it was being prepared.
    ...holdFields(row.heldBy ?? (event.hold ? 'refusals' : null)),
    // Being offline makes the waits longer, but must not use up what "not now" may be said before the task is held.
    refusals: event.hold
      ? 0
      : event.error.kind === 'no-response'
        ? Math.max(row.refusals, Math.min(row.refusals + 1, maxOfflineRefusals))
        : row.refusals + 1,
  };
}

/**
 * The key of a send, and when that key was first used. A task that waits was never accepted: every earlier send was refused, or never left. So a
 * body that has changed since, because a reference was uploaded anew, may have a new key; under the old one the service would answer 409. What
 * came out of a backup keeps its key all the same: it may have been sent with it since.
 */
function firstSend(row: TaskRow, event: Extract<TaskEvent, { type: 'submit-started' }>, nowMs: number): Partial<TaskRow> {
  const { idempotencyKey, bodySha256, keepsIdempotencyKey } = event;
  const isSameBody = row.bodySha256 === null || row.bodySha256 === bodySha256;
  const keeps = row.idempotencyKey !== null && row.firstSentAtMs !== null && (isSameBody || keepsIdempotencyKey);
  if (keeps) return { bodySha256 };
  return { idempotencyKey, bodySha256, firstSentAtMs: nowMs, firstSentServiceMs: toServiceTime(nowMs, event.clockSkewMs) };
}

/** Events of sending and reconciling, by type. */
export const submitReducers = {
  'submit-started': (row, event, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    simulated: event.simulated ? 1 : 0,
    ...firstSend(row, event, nowMs),
    stateEnteredAtMs: nowMs,
    keyRevision: event.keyRevision,
    lastSentAtMs: nowMs,
    lastSentServiceMs: toServiceTime(nowMs, event.clockSkewMs),
  }),
  'resend-requested': (row, event, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    // With the old one the answer would be the same for ever.
    ...(row.error !== null && isIdempotencyConflict(storedError(row.error))
      ? { idempotencyKey: event.idempotencyKey, bodySha256: null }
      : {}),
    stateEnteredAtMs: nowMs,
  }),
  // Not when it was pressed: uploads may take minutes in between, and a repeat that is stopped never leaves.
  'resend-started': (row, event, nowMs) => ({
    state: row.state,
    simulated: event.simulated ? 1 : 0,
    lastSentAtMs: nowMs,
    lastSentServiceMs: toServiceTime(nowMs, event.clockSkewMs),
  }),
  accepted: (row, event, nowMs) => ({
    ...resetFields,
    state: event.state,
    serviceTaskId: event.serviceTaskId,
    keyRevision: event.keyRevision,
    acceptedAtMs: nowMs,
    pollingSinceMs: nowMs,
    ...polledFields(row, event, nowMs),
    lastPolledAtMs: null,
  }),
  'refused-for-now': refusal,
  refused: refusal,
  'outcome-unknown': (_row, event, nowMs) => ({
    ...resetFields,
    state: 'unconfirmed',
    error: errorJson(event.error),
    stateEnteredAtMs: nowMs,
    acceptanceUnknown: 1,
    reconciliation: 'pending',
    reconcileAtMs: event.reconcileAtMs,
  }),
  'reconciled-without-match': (row, event) => ({
    state: row.state,
    reconciliation: event.reconciliation,
    reconcileAtMs: event.reconcileAtMs,
    ...(event.error === undefined ? {} : { error: errorJson(event.error) }),
  }),
} satisfies Partial<TaskReducers>;
