// Builds the views of tasks and results for the window from their rows. A view never contains a link or a path.
import type { AppError } from '../../../shared/errors.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import { resultData, storedErrorOrNull } from '../../db/rows/stored-json.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { offeredQuarantinedBytes } from './unverified-offer.ts';

/** The progress of a running download, in bytes. It changes too often for the database. */
export interface Transfer {
  readonly receivedBytes: number;
  /** null if the server does not announce it. */
  readonly totalBytes: number | null;
  /** Smoothed; null until it has been measured. */
  readonly bytesPerSecond: number | null;
}

/**
 * Returns a column that is never null in this state of the row. A stored row without the column does not parse (`requiredIn` of
 * task-row.ts), so an exception here is a bug of the caller.
 */
function requiredColumn<T>(row: TaskRow, name: keyof TaskRow & string, value: T | null): T {
  if (value === null) throw new Error(`task ${row.id} is ${row.state} without ${name}`);
  return value;
}

/** The error of the last attempt. For a quarantined transfer, the offer to keep it. */
function resultError(row: ResultRow): AppError | null {
  const error = storedErrorOrNull(row.error);
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

/**
 * The view of a result. `downloadBlocker`: the reason why nothing is downloaded now. It replaces the error of a result that would
 * otherwise be retried automatically.
 */
export function resultView(row: ResultRow, transfer: Transfer | null, downloadBlocker: AppError | null): TaskResult {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    receivedBytes: transfer?.receivedBytes ?? row.receivedBytes,
    totalBytes: transfer?.totalBytes ?? row.totalBytes,
    bytesPerSecond: transfer?.bytesPerSecond ?? null,
    linkExpiresAtMs: row.linkExpiresAtMs,
    error: row.state === 'available' && row.nextAttemptAtMs !== null ? (downloadBlocker ?? resultError(row)) : resultError(row),
    nextAttemptAtMs: row.nextAttemptAtMs,
    data: row.data === null ? null : resultData(row.data),
    canKeepUnverified: offeredQuarantinedBytes(row) !== null,
  };
}

/** Reads the data that a view needs besides the row. Each function is called only if its data is needed. */
interface ViewParts {
  /** Called for completed tasks. */
  results(): readonly TaskResult[];
  /** Called for failed tasks that were never accepted. */
  waitedInBackup(): boolean;
}

const commonFields = (row: TaskRow) => ({
  id: row.id,
  profileId: row.profileId,
  simulated: row.simulated === 1,
  request: row.request,
  createdAtMs: row.createdAtMs,
  changedAtMs: row.changedAtMs,
  sourceTaskId: row.sourceTaskId,
  retryOf: row.retryOfId === null || row.attemptNumber === null ? null : { of: row.retryOfId, number: row.attemptNumber },
  dismissed: row.dismissed === 1,
});

const serviceTaskIdOf = (row: TaskRow): string => requiredColumn(row, 'serviceTaskId', row.serviceTaskId);

/** The fields of a task that the service accepted. */
const acceptedFields = (row: TaskRow) => ({
  serviceTaskId: serviceTaskIdOf(row),
  acceptedAtMs: requiredColumn(row, 'acceptedAtMs', row.acceptedAtMs),
  progress: requiredColumn(row, 'progress', row.progress),
  expectedEndAtMs: row.expectedEndAtMs,
  creditsReserved: row.creditsReserved,
});

const endedAtMsOf = (row: TaskRow): number => requiredColumn(row, 'endedAtMs', row.endedAtMs);
const enteredAtMsOf = (row: TaskRow): number => requiredColumn(row, 'stateEnteredAtMs', row.stateEnteredAtMs);
const endErrorOf = (row: TaskRow): AppError => requiredColumn(row, 'error', storedErrorOrNull(row.error));

const runningFields = (row: TaskRow) => ({
  ...commonFields(row),
  ...acceptedFields(row),
  nextPollAtMs: requiredColumn(row, 'nextPollAtMs', row.nextPollAtMs),
  overdue: row.overdue === 1,
  pollError: storedErrorOrNull(row.pollError),
});

type Views = { readonly [S in Task['state']]: (row: TaskRow, parts: ViewParts) => Task };

/** The view for each state. A state without a view does not compile. */
const views: Views = {
  draft: (row) => ({ ...commonFields(row), state: 'draft' }),
  waiting: (row) => ({
    ...commonFields(row),
    state: 'waiting',
    hold: row.heldBy,
    notBeforeMs: row.notBeforeMs,
    error: storedErrorOrNull(row.error),
    queuePosition: requiredColumn(row, 'queuePosition', row.queuePosition),
  }),
  submitting: (row) => ({ ...commonFields(row), state: 'submitting', stateEnteredAtMs: enteredAtMsOf(row) }),
  unconfirmed: (row) => ({
    ...commonFields(row),
    state: 'unconfirmed',
    stateEnteredAtMs: enteredAtMsOf(row),
    error: endErrorOf(row),
    reconciliation: requiredColumn(row, 'reconciliation', row.reconciliation),
  }),
  pending: (row) => ({ ...runningFields(row), state: 'pending' }),
  processing: (row) => ({ ...runningFields(row), state: 'processing' }),
  completed: (row, { results }) => ({
    ...commonFields(row),
    ...acceptedFields(row),
    state: 'completed',
    completedAtMs: endedAtMsOf(row),
    creditsUsed: row.creditsUsed,
    tookSeconds: row.tookSeconds,
    results: [...results()],
  }),
  failed: (row, { waitedInBackup }) => ({
    ...commonFields(row),
    state: 'failed',
    error: endErrorOf(row),
    serviceTaskId: row.serviceTaskId,
    creditsReserved: row.creditsReserved,
    creditsUsed: row.creditsUsed,
    earlierSend: row.serviceTaskId === null && waitedInBackup() ? 'unknown' : 'none',
    endedAtMs: endedAtMsOf(row),
  }),
  cancelled: (row) => ({ ...commonFields(row), state: 'cancelled', serviceTaskId: serviceTaskIdOf(row), endedAtMs: endedAtMsOf(row) }),
  abandoned: (row) => ({
    ...commonFields(row),
    state: 'abandoned',
    error: endErrorOf(row),
    serviceTaskId: serviceTaskIdOf(row),
    endedAtMs: endedAtMsOf(row),
  }),
  discarded: (row) => ({ ...commonFields(row), state: 'discarded', endedAtMs: endedAtMsOf(row) }),
};

/**
 * The view of a task for the window. `results` is called for completed tasks only, `waitedInBackup` for failed ones that were never
 * accepted.
 */
export function taskView(row: TaskRow, results: () => readonly TaskResult[], waitedInBackup: () => boolean): Task {
  return views[row.state](row, { results, waitedInBackup });
}
