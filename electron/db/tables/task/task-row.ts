// The columns of `task`, and the row shapes of the statements about tasks.
import { z } from 'zod';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { type TaskState, taskHold, taskState } from '../../../../shared/task.ts';
import { booleanInteger, integer, json, real, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf, type RowShape } from '../../rows/row-shape.ts';
import { requestOf } from '../../rows/stored-json.ts';
import { withoutColumns } from '../../sql-columns.ts';

const columns = {
  id: integer,
  profileId: integer,
  state: taskState,
  live: booleanInteger,
  simulated: booleanInteger,
  dismissed: booleanInteger,
  model: text,
  /** JSON of a `GenerationRequest`. Never changes, because `task-rows.ts` writes it only with a new row. */
  request: json,
  sourceTaskId: integer.nullable(),
  createdAtMs: integer,
  changedAtMs: integer,
  /** JSON of an `AppError`; read by `storedError`. */
  error: json.nullable(),
  queuePosition: real.nullable(),
  held: booleanInteger,
  /** null if the task is not held. */
  heldBy: taskHold.nullable(),
  notBeforeMs: integer.nullable(),
  refusals: integer,
  idempotencyKey: text.nullable(),
  /**
   * SHA-256 of the body that was first sent with `idempotencyKey`; null before the first submission, and for tasks sent by earlier
   * versions.
   */
  bodySha256: text.nullable(),
  firstSentAtMs: integer.nullable(),
  lastSentAtMs: integer.nullable(),
  acceptanceUnknown: booleanInteger,
  stateEnteredAtMs: integer.nullable(),
  reconciliation: z.enum(['pending', 'not-found', 'unavailable', 'inconclusive']).nullable(),
  reconcileAtMs: integer.nullable(),
  serviceTaskId: text.nullable(),
  acceptedAtMs: integer.nullable(),
  pollingSinceMs: integer.nullable(),
  progress: real.nullable(),
  expectedEndAtMs: integer.nullable(),
  creditsReserved: real.nullable(),
  creditsUsed: real.nullable(),
  tookSeconds: real.nullable(),
  overdue: booleanInteger,
  nextPollAtMs: integer.nullable(),
  /** JSON of an `AppError`. */
  pollError: json.nullable(),
  failedPolls: integer,
  lastPolledAtMs: integer.nullable(),
  lastUnfinishedPollAtMs: integer.nullable(),
  notFoundSinceMs: integer.nullable(),
  endedAtMs: integer.nullable(),
  /** For an auto-retry: the first task of its chain. null if the user made the task. */
  retryOfId: integer.nullable(),
  attemptNumber: integer.nullable(),
  /**
   * The profile's `keyRevision` when the task was first sent. Once the service has accepted the task or listed it, the revision at that
   * time. null if nothing was sent.
   */
  keyRevision: integer.nullable(),
  /** `firstSentAtMs` by the service's clock; null if that was unknown. */
  firstSentServiceMs: integer.nullable(),
  /** `lastSentAtMs` by the service's clock; null if that was unknown. */
  lastSentServiceMs: integer.nullable(),
  /** Consecutive polls with the response "not found". */
  notFoundPolls: integer,
};

const acceptedColumns = ['serviceTaskId', 'acceptedAtMs', 'pollingSinceMs', 'progress'] as const;

/**
 * The columns that must be set in each state, as in the table's CHECKs. A row without one of them must not be shown, and above all must not
 * be submitted.
 */
const requiredIn = {
  draft: [],
  waiting: ['queuePosition'],
  submitting: ['stateEnteredAtMs', 'idempotencyKey', 'firstSentAtMs', 'lastSentAtMs'],
  unconfirmed: ['stateEnteredAtMs', 'idempotencyKey', 'firstSentAtMs', 'lastSentAtMs', 'error', 'reconciliation'],
  pending: [...acceptedColumns, 'nextPollAtMs'],
  processing: [...acceptedColumns, 'nextPollAtMs'],
  completed: [...acceptedColumns, 'endedAtMs'],
  failed: ['error', 'endedAtMs'],
  cancelled: [...acceptedColumns, 'endedAtMs'],
  abandoned: [...acceptedColumns, 'error', 'endedAtMs'],
  discarded: ['endedAtMs'],
} as const satisfies Readonly<Record<TaskState, readonly (keyof typeof columns)[]>>;

function missingColumn(row: { readonly [K in keyof typeof columns]: z.output<(typeof columns)[K]> }): string | null {
  const required: readonly (keyof typeof columns)[] = requiredIn[row.state];
  return required.find((name) => row[name] === null) ?? null;
}

const storedRow = defineRow('task', columns, 'id', missingColumn);

/** One task. `requiredIn` and the table's CHECKs say which columns are set in which state. */
export type TaskRow = Omit<RowOf<typeof storedRow>, 'request'> & {
  /** Parsed with the row, because a request that does not parse must not be sent. */
  readonly request: GenerationRequest;
};

/** Columns of `task`, and what each state requires. */
export const taskRow: RowShape<TaskRow> & Pick<typeof storedRow, 'pick'> = {
  ...storedRow,
  parse(row) {
    const stored = storedRow.parse(row);
    // Changes the object that zod has just created, not the row from SQLite.
    return Object.assign(stored, { request: requestOf(stored) });
  },
};

/** Every column except the id, in the order in which rows are written. */
export const taskColumns = withoutColumns(taskRow.columns, 'id');

/** Selects at most `limit` rows of a profile that are due at `nowMs`, Unix milliseconds. */
export interface DueQuery {
  readonly profileId: number;
  readonly nowMs: number;
  readonly limit: number;
}

/** Asks when the next row of a profile becomes due after `nowMs`. */
export type NextDueQuery = Omit<DueQuery, 'limit'>;

/** Only the id of a task. */
export const taskIdRow = integerRow('task', 'id');

/** A number of tasks. */
export const taskCountRow = integerRow('task', 'n');

/** A time computed over many tasks; null if no task has one. */
export const taskMomentRow = defineRow('task', { atMs: integer.nullable() });

/** The columns that lineage shows of a related task. */
export const relatedTaskRow = taskRow.pick('id', 'state', 'attemptNumber', 'createdAtMs', 'creditsReserved', 'creditsUsed');
/** A related task: source, derived task or auto-retry. */
export type RelatedTaskRow = RowOf<typeof relatedTaskRow>;

/** Members of the request, cost and duration of a finished task, extracted by SQL. */
export const finishedRow = defineRow('task', {
  durationSeconds: real.nullable(),
  quality: text.nullable(),
  generateAudio: booleanInteger.nullable(),
  credits: real.nullable(),
  tookSeconds: real.nullable(),
});
/** The columns of a finished task from which cost and duration of similar tasks are estimated. */
export type FinishedRow = RowOf<typeof finishedRow>;

/** The columns by which a task is matched with the service's list. */
export const sentRow = taskRow.pick('id', 'model', 'firstSentAtMs', 'lastSentAtMs', 'firstSentServiceMs', 'lastSentServiceMs');
/** Model and send times of a task, by our clock and the service's. */
export type SentRow = RowOf<typeof sentRow>;

/** The columns that decide the outcome of a poll. */
export const pollStateRow = taskRow.pick('id', 'state', 'nextPollAtMs', 'failedPolls', 'pollError');
/** The part of a task that decides the outcome of a poll. */
export type PollStateRow = RowOf<typeof pollStateRow>;

/** Scheduled times, which may be too far ahead after the clock was set back. */
export const futureDeadlineRow = taskRow.pick('id', 'nextPollAtMs', 'notBeforeMs', 'reconcileAtMs');
/** The scheduled times of a task, Unix milliseconds. */
export type FutureDeadlineRow = RowOf<typeof futureDeadlineRow>;
