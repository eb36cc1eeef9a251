// The schema of a task and its results as the window sees them: one variant per state, each with the fields that the state needs.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { generationRequest } from '../generation.ts';

/**
 * Why a waiting task is held. `user`: the user held it. `restore`: it comes from a restored backup and may have been sent since.
 * `refusals`: EvoLink has temporarily refused it `maxRefusals` times. Only the user ends a hold.
 */
export const taskHold = z.enum(['user', 'restore', 'refusals']);
/** Why a waiting task is held. */
export type TaskHold = z.infer<typeof taskHold>;

const id = z.number().int().positive();
const atMs = z.number();

/** The state of one result of a finished task. `element` and `character` results are data and are stored at once. */
export const resultState = z.enum(['available', 'downloading', 'stored', 'missing', 'expired']);
/** The state of a result; `resultTransitions` has the allowed changes. */
export type ResultState = z.infer<typeof resultState>;

/** One result of a task as the window sees it. Contains neither the link nor the path, which stay in main. */
export const taskResult = z.strictObject({
  id,
  kind: z.enum(['video', 'element', 'character']),
  state: resultState,
  /** Bytes on disk so far; `totalBytes` is null where the server does not say. */
  receivedBytes: z.number(),
  totalBytes: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  /** The latest moment at which the link surely still works. */
  linkExpiresAtMs: atMs.nullable(),
  /** Why the last attempt failed; `nextAttemptAtMs` is when the next one starts. */
  error: appError.nullable(),
  nextAttemptAtMs: atMs.nullable(),
  /** For kinds `element` and `character`: the service's data, e.g. `element_id`. */
  data: z.record(z.string(), z.unknown()).nullable(),
  /** True when a complete transfer that never verified is in quarantine and no better one is expected. The user can keep it as it is. */
  canKeepUnverified: z.boolean(),
});
/** One result of a task as the window sees it. */
export type TaskResult = z.infer<typeof taskResult>;

/** The fields of every task, in any state. */
const common = {
  id,
  profileId: id,
  /** True for a task of the simulator. The window says so wherever the user could take the task for a real one. */
  simulated: z.boolean(),
  request: generationRequest,
  createdAtMs: atMs,
  changedAtMs: atMs,
  /** The task that this one was made from with "Use again" or "Send again…". */
  sourceTaskId: id.nullable(),
  /**
   * Set for an auto-retry of the task `of`, after that task or an earlier retry failed. The first retry has number 2. null for any other
   * task.
   */
  retryOf: z.strictObject({ of: id, number: z.number().int() }).nullable(),
  /** True when the user has dismissed this ended task, so that it no longer asks for attention. */
  dismissed: z.boolean(),
};

/** The service's facts about an accepted task. `serviceTaskId` is the service's `id`, e.g. `task-unified-1761313744-vux2jw0k`. */
const accepted = {
  serviceTaskId: z.string(),
  acceptedAtMs: atMs,
  /** 0 to 100; coarse, may stay the same for minutes. */
  progress: z.number(),
  /** The expected end, according to the service or to earlier tasks; null if unknown. */
  expectedEndAtMs: atMs.nullable(),
  creditsReserved: z.number().nullable(),
};

/** Parses a task. Each state has the fields that it needs. */
export const task = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('draft'), ...common }),
  z.strictObject({
    state: z.literal('waiting'),
    ...common,
    /** null: the task is submitted as soon as possible. */
    hold: taskHold.nullable(),
    /** Set after a temporary refusal: the task is not submitted again before this moment. */
    notBeforeMs: atMs.nullable(),
    /** The last error of the service, or of the check before sending. */
    error: appError.nullable(),
    /** The task with the smallest position is submitted first. */
    queuePosition: z.number(),
  }),
  z.strictObject({ state: z.literal('submitting'), ...common, stateEnteredAtMs: atMs }),
  z.strictObject({
    state: z.literal('unconfirmed'),
    ...common,
    stateEnteredAtMs: atMs,
    error: appError,
    reconciliation: z.enum(['pending', 'not-found', 'unavailable', 'inconclusive']),
  }),
  z.strictObject({
    state: z.enum(['pending', 'processing']),
    ...common,
    ...accepted,
    nextPollAtMs: atMs,
    overdue: z.boolean(),
    pollError: appError.nullable(),
  }),
  z.strictObject({
    state: z.literal('completed'),
    ...common,
    ...accepted,
    completedAtMs: atMs,
    creditsUsed: z.number().nullable(),
    tookSeconds: z.number().nullable(),
    results: z.array(taskResult),
  }),
  z.strictObject({
    state: z.literal('failed'),
    ...common,
    error: appError,
    serviceTaskId: z.string().nullable(),
    creditsReserved: z.number().nullable(),
    creditsUsed: z.number().nullable(),
    /**
     * Whether the task may have been sent before the failed submission. `unknown`: the task was waiting in a restored backup, so it may
     * have been sent and paid for since the backup was made. The refusal of a later submission does not disprove that.
     */
    earlierSend: z.enum(['none', 'unknown']),
    endedAtMs: atMs,
  }),
  z.strictObject({ state: z.literal('cancelled'), ...common, serviceTaskId: z.string(), endedAtMs: atMs }),
  z.strictObject({ state: z.literal('abandoned'), ...common, error: appError, serviceTaskId: z.string(), endedAtMs: atMs }),
  z.strictObject({ state: z.literal('discarded'), ...common, endedAtMs: atMs }),
]);
/** A task as the core sends it to the window. */
export type Task = z.infer<typeof task>;
/** The state of a task; `taskTransitions` has the allowed changes. */
export type TaskState = Task['state'];
/** Parses the state of a task; lists every state. */
export const taskState = z.enum([
  'draft',
  'waiting',
  'submitting',
  'unconfirmed',
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'abandoned',
  'discarded',
] as const satisfies readonly TaskState[]);
/** The members of `Task` in the given states. */
export type TaskIn<S extends TaskState> = OneOf<Task, S>;
/** `Extract` would lose the member that has two states, pending and processing. */
type OneOf<T extends Task, S> = T extends unknown ? ([T['state'] & S] extends [never] ? never : T) : never;
