// Reducers for the events of submitting and reconciling a task. Pure.
import { isIdempotencyConflict } from '../../../../shared/service-errors/index.ts';
import { storedError } from '../../../db/rows/stored-json.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import { polledFields } from './poll-events.ts';
import { errorJson, holdFields, type Patch, resetFields, type TaskReducers } from './reducer-types.ts';
import type { TaskEvent } from './task-event.ts';

/** Maximum number of refusals counted while offline. This many lead to the longest back-off. */
const maxOfflineRefusals = 8;

const toServiceTime = (atMs: number, clockSkewMs: number | null): number | null => (clockSkewMs === null ? null : atMs + clockSkewMs);

/**
 * Applies a refusal. It proves that a first submission was not accepted. After a resend, it proves nothing about the first submission.
 */
function refusal(row: TaskRow, event: Extract<TaskEvent, { type: 'refused' | 'refused-for-now' }>, nowMs: number): Patch {
  const error = errorJson(event.error);
  // The first submission of a resent task may have been accepted, so the task is reconciled again.
  if (row.acceptanceUnknown === 1)
    return { ...resetFields, state: 'unconfirmed', error, stateEnteredAtMs: nowMs, reconciliation: 'pending', reconcileAtMs: nowMs };
  if (event.type === 'refused') return { ...resetFields, state: 'failed', error, endedAtMs: nowMs };
  return {
    ...resetFields,
    state: 'waiting',
    error,
    queuePosition: event.queuePosition,
    notBeforeMs: event.notBeforeMs,
    // The user may have held the task during its preparation.
    ...holdFields(row.heldBy ?? (event.hold ? 'refusals' : null)),
    // Being offline makes the waits longer, but does not count towards the refusals after which a task is held.
    refusals: event.hold
      ? 0
      : event.error.kind === 'no-response'
        ? Math.max(row.refusals, Math.min(row.refusals + 1, maxOfflineRefusals))
        : row.refusals + 1,
  };
}

/**
 * The idempotency key of a submission, and the time of its first use. A waiting task was never accepted: every
 * earlier submission was refused or never sent. If the body has changed since, because a reference was uploaded
 * again, it gets a new key; with the old key the service would respond with 409. A task from a backup always
 * keeps its key, because it may have been submitted with that key since the backup.
 */
function idempotencyKeyFields(row: TaskRow, event: Extract<TaskEvent, { type: 'submit-started' }>, nowMs: number): Partial<TaskRow> {
  const { idempotencyKey, bodySha256, keepsIdempotencyKey } = event;
  const isSameBody = row.bodySha256 === null || row.bodySha256 === bodySha256;
  const keepsKey = row.idempotencyKey !== null && row.firstSentAtMs !== null && (isSameBody || keepsIdempotencyKey);
  if (keepsKey) return { bodySha256 };
  return { idempotencyKey, bodySha256, firstSentAtMs: nowMs, firstSentServiceMs: toServiceTime(nowMs, event.clockSkewMs) };
}

/** Events of submitting and reconciling, by type. */
export const submitReducers = {
  'submit-started': (row, event, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    simulated: event.simulated ? 1 : 0,
    ...idempotencyKeyFields(row, event, nowMs),
    stateEnteredAtMs: nowMs,
    keyRevision: event.keyRevision,
    lastSentAtMs: nowMs,
    lastSentServiceMs: toServiceTime(nowMs, event.clockSkewMs),
  }),
  'resend-requested': (row, event, nowMs) => ({
    ...resetFields,
    state: 'submitting',
    // With the old key, every resend would cause the same conflict.
    ...(row.error !== null && isIdempotencyConflict(storedError(row.error))
      ? { idempotencyKey: event.idempotencyKey, bodySha256: null }
      : {}),
    stateEnteredAtMs: nowMs,
  }),
  // The times are set here and not at the click. Uploads may take minutes in between, and a cancelled resend is never sent.
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
