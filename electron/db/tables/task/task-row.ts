// The columns of a task's row, and the shapes of what the statements about tasks answer.
import { z } from 'zod';
import { type TaskState, taskHold, taskState } from '../../../../shared/task.ts';
import { flag, integer, json, real, text } from '../../rows/column-types.ts';
import { defineRow, integerRow, type RowOf } from '../../rows/row-shape.ts';
import { requestOf } from '../../rows/stored-json.ts';
import { without } from '../../sql-columns.ts';

const columns = {
  id: integer,
  profileId: integer,
  state: taskState,
  live: flag,
  simulated: flag,
  dismissed: flag,
  model: text,
  /** JSON of a `GenerationRequest`, parsed with the row: what cannot be read must not be sent. Read by `requestOf`. */
  request: json,
  sourceTaskId: integer.nullable(),
  createdAtMs: integer,
  changedAtMs: integer,
  /** JSON of an `AppError`; read by `storedError`. */
  error: json.nullable(),
  queuePosition: real.nullable(),
  held: flag,
  /** null where nobody holds it. */
  heldBy: taskHold.nullable(),
  notBeforeMs: integer.nullable(),
  refusals: integer,
  idempotencyKey: text.nullable(),
  /** Of the body that was first sent with this key; null before that, and for what earlier versions sent. */
  bodySha256: text.nullable(),
  firstSentAtMs: integer.nullable(),
  lastSentAtMs: integer.nullable(),
  acceptanceUnknown: flag,
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
  overdue: flag,
  nextPollAtMs: integer.nullable(),
  /** JSON of an `AppError`. */
  pollError: json.nullable(),
  failedPolls: integer,
  lastPolledAtMs: integer.nullable(),
  lastUnfinishedPollAtMs: integer.nullable(),
  notFoundSinceMs: integer.nullable(),
  endedAtMs: integer.nullable(),
  /** The first of the tasks whose failures led to this one, null where the person made it. */
  retryOfId: integer.nullable(),
  attemptNumber: integer.nullable(),
  /**
   * `keyRevision` of the profile when the task was first sent; once the service has the task: when it was accepted, or found in the list. null
   * where nothing was sent.
   */
  keyRevision: integer.nullable(),
  /** `firstSentAtMs` by the service's clock, null where that was not known. */
  firstSentServiceMs: integer.nullable(),
  /** `lastSentAtMs` by the service's clock, null where that was not known. */
  lastSentServiceMs: integer.nullable(),
  /** Answers "not found" in a row. */
  notFoundPolls: integer,
};

const accepted = ['serviceTaskId', 'acceptedAtMs', 'pollingSinceMs', 'progress'] as const;

/** What is never null in a state; the table's CHECKs say the same. A row without it must not be shown, and above all not be sent. */
const requiredIn = {
  draft: [],
  waiting: ['queuePosition'],
  submitting: ['stateEnteredAtMs', 'idempotencyKey', 'firstSentAtMs', 'lastSentAtMs'],
  unconfirmed: ['stateEnteredAtMs', 'idempotencyKey', 'firstSentAtMs', 'lastSentAtMs', 'error', 'reconciliation'],
  pending: [...accepted, 'nextPollAtMs'],
  processing: [...accepted, 'nextPollAtMs'],
  completed: [...accepted, 'endedAtMs'],
  failed: ['error', 'endedAtMs'],
  cancelled: [...accepted, 'endedAtMs'],
  abandoned: [...accepted, 'error', 'endedAtMs'],
  discarded: ['endedAtMs'],
} as const satisfies Readonly<Record<TaskState, readonly (keyof typeof columns)[]>>;

function missingIn(row: { readonly [K in keyof typeof columns]: z.output<(typeof columns)[K]> }): string | null {
  const required: readonly (keyof typeof columns)[] = requiredIn[row.state];
  return required.find((name) => row[name] === null) ?? null;
}

/** Columns of `task`, and what each state requires. */
export const taskRow = defineRow('task', columns, 'id', (row) => {
  requestOf(row);
  return missingIn(row);
});
/** One task. What must be set in which state is said by the table's CHECKs. */
export type TaskRow = RowOf<typeof taskRow>;

/** Every column but the id, in the order in which rows are written. */
export const taskColumns = without(taskRow.columns, 'id');

/** Which rows of a profile are asked for. `nowMs`: what is due by then. */
export interface DueQuery {
  readonly profileId: number;
  readonly nowMs: number;
  readonly limit: number;
}

/** The id of a task alone. */
export const taskId = integerRow('task', 'id');

/** A number of tasks. */
export const taskCount = integerRow('task', 'n');

/** A moment over many tasks; null where none has one. */
export const taskMoment = defineRow('task', { atMs: integer.nullable() });

/** What lineage tells of a task. */
export const relatedTaskRow = taskRow.pick('id', 'state', 'attemptNumber', 'createdAtMs', 'creditsReserved', 'creditsUsed');
/** A task as its kin names it. */
export type RelatedTaskRow = RowOf<typeof relatedTaskRow>;

/** Members of the request and the end of a finished task, read by SQL. */
export const finishedRow = defineRow('task', {
  durationSeconds: real.nullable(),
  quality: text.nullable(),
  generateAudio: flag.nullable(),
  credits: real.nullable(),
  tookSeconds: real.nullable(),
});
/** What a finished task tells about the cost of the next one like it. */
export type FinishedRow = RowOf<typeof finishedRow>;

/** What tells tasks of the service's list apart. */
export const sentRow = taskRow.pick('id', 'model', 'firstSentAtMs', 'lastSentAtMs', 'firstSentServiceMs', 'lastSentServiceMs');
/** When a task was sent, by both clocks. */
export type SentRow = RowOf<typeof sentRow>;

/** Moments that a clock that was put back leaves too far ahead. */
export const futureDeadlineRow = taskRow.pick('id', 'nextPollAtMs', 'notBeforeMs', 'reconcileAtMs');
/** What a task waits for. */
export type FutureDeadlineRow = RowOf<typeof futureDeadlineRow>;
