// From rows to what the window sees: never a link, never a path.
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { unreachable } from '../../../shared/result.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import { offeredQuarantinedBytes } from './unverified-offer.ts';

/** Bytes of a running download; they change too often for the database. */
export interface Transfer {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number | null;
}

const errorOf = (json: string | null): AppError | null => (json === null ? null : (JSON.parse(json) as AppError));

/** The table's CHECKs promise the column in this state; a row without it is damage and worth an incident. */
function needed<T>(row: TaskRow, name: keyof TaskRow & string, value: T | null): T {
  if (value === null) throw new Error(`task ${row.id} is ${row.state} without ${name}`);
  return value;
}

/** What the last try came to; where its bytes were set aside, that is what the person has to know. */
function resultError(row: ResultRow): AppError | null {
  const error = errorOf(row.error);
  const bytes = offeredQuarantinedBytes(row);
  if (error === null || bytes === null) return error;
  switch (error.kind) {
    case 'not-a-video':
      return { kind: 'quarantined', why: 'not-a-video', bytes };
    case 'download-incomplete':
      return { kind: 'quarantined', why: 'incomplete', bytes };
    default:
      return error;
  }
}

/** `heldUp`: why nothing is downloaded now, for what has nothing worse to say itself. */
export function resultView(row: ResultRow, transfer: Transfer | null, heldUp: AppError | null): TaskResult {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    receivedBytes: transfer?.receivedBytes ?? row.receivedBytes,
    totalBytes: transfer?.totalBytes ?? row.totalBytes,
    bytesPerSecond: transfer?.bytesPerSecond ?? null,
    linkExpiresAtMs: row.linkExpiresAtMs,
    error: row.state === 'available' && row.nextAttemptAtMs !== null ? (heldUp ?? resultError(row)) : resultError(row),
    nextAttemptAtMs: row.nextAttemptAtMs,
    data: row.data === null ? null : (JSON.parse(row.data) as Record<string, unknown>),
    canKeepUnverified: offeredQuarantinedBytes(row) !== null,
  };
}

/** `results` is asked for finished tasks only, `waitedInBackup` for failed ones that were never accepted. */
export function taskView(row: TaskRow, results: () => readonly TaskResult[], waitedInBackup: () => boolean): Task {
  const common = {
    id: row.id,
    profileId: row.profileId,
    simulated: row.simulated === 1,
    request: JSON.parse(row.request) as GenerationRequest,
    createdAtMs: row.createdAtMs,
    changedAtMs: row.changedAtMs,
    sourceTaskId: row.sourceTaskId,
    retryOf: row.retryOfId === null || row.attemptNumber === null ? null : { of: row.retryOfId, number: row.attemptNumber },
    dismissed: row.dismissed === 1,
  };
  const accepted = () => ({
    taskId: needed(row, 'serviceTaskId', row.serviceTaskId),
    acceptedAtMs: needed(row, 'acceptedAtMs', row.acceptedAtMs),
    progress: needed(row, 'progress', row.progress),
    expectedEndAtMs: row.expectedEndAtMs,
    creditsReserved: row.creditsReserved,
  });
  const endedAtMs = () => needed(row, 'endedAtMs', row.endedAtMs);
  const error = () => needed(row, 'error', errorOf(row.error));
  const { state } = row;
  switch (state) {
    case 'draft':
      return { ...common, state };
    case 'waiting':
      return {
        ...common,
        state,
        hold: row.heldBy,
        notBeforeMs: row.notBeforeMs,
        error: errorOf(row.error),
        queuePosition: needed(row, 'queuePosition', row.queuePosition),
      };
    case 'submitting':
      return { ...common, state, stateEnteredAtMs: needed(row, 'stateEnteredAtMs', row.stateEnteredAtMs) };
    case 'unconfirmed':
      return {
        ...common,
        state,
        stateEnteredAtMs: needed(row, 'stateEnteredAtMs', row.stateEnteredAtMs),
        error: error(),
        reconciliation: needed(row, 'reconciliation', row.reconciliation),
      };
    case 'pending':
    case 'processing':
      return {
        ...common,
        ...accepted(),
        state,
        nextPollAtMs: needed(row, 'nextPollAtMs', row.nextPollAtMs),
        overdue: row.overdue === 1,
        pollError: errorOf(row.pollError),
      };
    case 'completed':
      return {
        ...common,
        ...accepted(),
        state,
        completedAtMs: endedAtMs(),
        creditsUsed: row.creditsUsed,
        tookSeconds: row.tookSeconds,
        results: [...results()],
      };
    case 'failed':
      return {
        ...common,
        state,
        error: error(),
        taskId: row.serviceTaskId,
        creditsReserved: row.creditsReserved,
        creditsUsed: row.creditsUsed,
        earlierSend: row.serviceTaskId === null && waitedInBackup() ? 'unknown' : 'none',
        endedAtMs: endedAtMs(),
      };
    case 'cancelled':
      return { ...common, state, taskId: needed(row, 'serviceTaskId', row.serviceTaskId), endedAtMs: endedAtMs() };
    case 'abandoned':
      return { ...common, state, error: error(), taskId: needed(row, 'serviceTaskId', row.serviceTaskId), endedAtMs: endedAtMs() };
    case 'discarded':
      return { ...common, state, endedAtMs: endedAtMs() };
    default:
      return unreachable(state);
  }
}
