// The columns of a task's row, and the shapes of what the statements about tasks answer.
import type { TaskHold, TaskState } from '../../../../shared/task.ts';

export type Flag = 0 | 1;
type Json = string;

/** One row, as it lies on disk. What must be set in which state is said by the table's CHECKs. */
export interface TaskRow {
  readonly id: number;
  readonly profileId: number;
  readonly state: TaskState;
  readonly live: Flag;
  readonly simulated: Flag;
  readonly dismissed: Flag;
  readonly model: string;
  readonly request: Json;
  readonly sourceTaskId: number | null;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly error: Json | null;
  readonly queuePosition: number | null;
  readonly held: Flag;
  /** null where nobody holds it. */
  readonly heldBy: TaskHold | null;
  readonly notBeforeMs: number | null;
  readonly refusals: number;
  readonly idempotencyKey: string | null;
  /** Of the body that was first sent with this key; null before that, and for what earlier versions sent. */
  readonly bodySha256: string | null;
  readonly firstSentAtMs: number | null;
  readonly lastSentAtMs: number | null;
  readonly acceptanceUnknown: Flag;
  readonly stateEnteredAtMs: number | null;
  readonly reconciliation: 'pending' | 'not-found' | 'unavailable' | 'inconclusive' | null;
  readonly reconcileAtMs: number | null;
  readonly serviceTaskId: string | null;
  readonly acceptedAtMs: number | null;
  readonly pollingSinceMs: number | null;
  readonly progress: number | null;
  readonly expectedEndAtMs: number | null;
  readonly creditsReserved: number | null;
  readonly creditsUsed: number | null;
  readonly tookSeconds: number | null;
  readonly overdue: Flag;
  readonly nextPollAtMs: number | null;
  readonly pollError: Json | null;
  readonly failedPolls: number;
  readonly lastPolledAtMs: number | null;
  readonly lastUnfinishedPollAtMs: number | null;
  readonly notFoundSinceMs: number | null;
  readonly endedAtMs: number | null;
  /** The first of the tasks whose failures led to this one, null where the person made it. */
  readonly retryOfId: number | null;
  readonly attemptNumber: number | null;
  /**
   * `keyRevision` of the profile when the task was first sent; once the service has the task: when it was accepted, or found in the list. null
   * where nothing was sent.
   */
  readonly keyRevision: number | null;
  /** `firstSentAtMs` by the service's clock, null where that was not known. */
  readonly firstSentServiceMs: number | null;
  /** `lastSentAtMs` by the service's clock, null where that was not known. */
  readonly lastSentServiceMs: number | null;
  /** Answers "not found" in a row. */
  readonly notFoundPolls: number;
}

/** Every column but the id, in the order in which rows are written. */
export const taskColumns = [
  'profileId',
  'state',
  'live',
  'simulated',
  'dismissed',
  'model',
  'request',
  'sourceTaskId',
  'createdAtMs',
  'changedAtMs',
  'error',
  'queuePosition',
  'held',
  'heldBy',
  'notBeforeMs',
  'refusals',
  'idempotencyKey',
  'bodySha256',
  'firstSentAtMs',
  'lastSentAtMs',
  'acceptanceUnknown',
  'stateEnteredAtMs',
  'reconciliation',
  'reconcileAtMs',
  'serviceTaskId',
  'acceptedAtMs',
  'pollingSinceMs',
  'progress',
  'expectedEndAtMs',
  'creditsReserved',
  'creditsUsed',
  'tookSeconds',
  'overdue',
  'nextPollAtMs',
  'pollError',
  'failedPolls',
  'lastPolledAtMs',
  'lastUnfinishedPollAtMs',
  'notFoundSinceMs',
  'endedAtMs',
  'retryOfId',
  'attemptNumber',
  'keyRevision',
  'firstSentServiceMs',
  'lastSentServiceMs',
  'notFoundPolls',
] as const satisfies readonly Exclude<keyof TaskRow, 'id'>[];

export interface DueQuery {
  readonly profileId: number;
  readonly nowMs: number;
  readonly limit: number;
}

/** A task as its kin names it. */
export interface RelatedTaskRow {
  readonly id: number;
  readonly state: TaskState;
  readonly attemptNumber: number | null;
  readonly createdAtMs: number;
  readonly creditsReserved: number | null;
  readonly creditsUsed: number | null;
}

/** What a finished task tells about the cost of the next one like it. */
export interface FinishedRow {
  readonly durationSeconds: number | null;
  readonly quality: string | null;
  readonly generateAudio: Flag | null;
  readonly credits: number | null;
  readonly tookSeconds: number | null;
}

/** When a task was sent, by both clocks. */
export type SentRow = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs' | 'firstSentServiceMs' | 'lastSentServiceMs'>;

export type FutureDeadlineRow = Pick<TaskRow, 'id' | 'nextPollAtMs' | 'notBeforeMs' | 'reconcileAtMs'>;
