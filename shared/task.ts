// The states of tasks and results as data, and which event may follow which state. Decisions are here and pure;
// `electron/core/tasks/task-store.ts` is the only writer.
import { z } from 'zod';
import { appError } from './errors.ts';
import { generationRequest } from './generation.ts';

/**
 * Why a waiting task is held: by the user; because it comes from a backup and may have been sent since; because EvoLink has refused it for now
 * `maxRefusals` times. Only the user ends a hold.
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

/** One result of a task as the window sees it. Never has the link or the path: those stay in main. */
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
  /** A complete transfer that never verified is in quarantine, and no better one is expected: the user can keep it as it is. */
  canKeepUnverified: z.boolean(),
});
/** One result of a task as the window sees it. */
export type TaskResult = z.infer<typeof taskResult>;

/** The fields of every task, in any state. */
const common = {
  id,
  profileId: id,
  /** Made by the simulator; shown wherever it could be taken for a real one. */
  simulated: z.boolean(),
  request: generationRequest,
  createdAtMs: atMs,
  changedAtMs: atMs,
  /** The task that this one was made from with "Use again" or "Send again…". */
  sourceTaskId: id.nullable(),
  /** An auto-retry of the task `of`, after it or an earlier retry failed with a retryable error; the first retry has number 2. null otherwise. */
  retryOf: z.strictObject({ of: id, number: z.number().int() }).nullable(),
  /** The user has dismissed this ended task; it no longer asks for attention. */
  dismissed: z.boolean(),
};

/** What the service says about an accepted task. `taskId` is the service's `id`, e.g. `task-unified-1761313744-vux2jw0k`. */
const accepted = {
  taskId: z.string(),
  acceptedAtMs: atMs,
  /** 0 to 100; coarse, may stay the same for minutes. */
  progress: z.number(),
  /** The expected end, by the service or by earlier tasks; null where it is unknown. */
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
    /** Smaller is submitted first. */
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
    taskId: z.string().nullable(),
    creditsReserved: z.number().nullable(),
    creditsUsed: z.number().nullable(),
    /**
     * What is known about a submission before the failed one. `unknown`: the task was waiting in a restored backup, so it may have been sent, and paid
     * for, since the backup was made; a refusal of a later submission does not disprove it.
     */
    earlierSend: z.enum(['none', 'unknown']),
    endedAtMs: atMs,
  }),
  z.strictObject({ state: z.literal('cancelled'), ...common, taskId: z.string(), endedAtMs: atMs }),
  z.strictObject({ state: z.literal('abandoned'), ...common, error: appError, taskId: z.string(), endedAtMs: atMs }),
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

/** The events of a task, in the past tense. */
export type TaskEventType =
  | 'generate-pressed'
  | 'edit-started'
  | 'discarded'
  | 'held'
  | 'released'
  | 'held-after-restore'
  | 'moved-to-front'
  | 'moved'
  | 'discard-undone'
  | 'created-by-auto-retry'
  | 'auto-retried'
  | 'submit-started'
  | 'resend-requested'
  | 'resend-started'
  | 'accepted'
  | 'refused-for-now'
  | 'refused'
  | 'outcome-unknown'
  | 'reconciled-without-match'
  | 'progressed'
  | 'poll-failed'
  | 'became-overdue'
  | 'completed'
  | 'results-refreshed'
  | 'failed-at-service'
  | 'cancelled-at-service'
  | 'abandoned'
  | 'polling-resumed'
  | 'dismissed';

/** The events of a result, in the past tense. */
export type ResultEventType =
  | 'download-started'
  | 'download-interrupted'
  | 'stored'
  | 'link-expired'
  | 'link-refreshed'
  | 'file-disappeared'
  | 'file-reappeared'
  | 'file-changed'
  | 'file-verified'
  | 'file-moved'
  | 'kept-unverified'
  | 'file-found'
  | 'download-retry-requested';

/** The events in a journal. The first entry of a row is `created`, `found` (a result) or `restored` (from its file). */
export type JournalFact = TaskEventType | ResultEventType | 'created' | 'found' | 'restored';

type Table<S extends string, F extends string> = { readonly [state in S]: { readonly [fact in F]?: readonly S[] } };

/** State → event → the states that it may lead to. The task store refuses every other transition. */
export const taskTransitions: Table<TaskState, TaskEventType> = {
  draft: { 'generate-pressed': ['waiting'], 'created-by-auto-retry': ['waiting'], discarded: ['discarded'] },
  waiting: {
    'edit-started': ['draft'],
    discarded: ['discarded'],
    held: ['waiting'],
    // A backup was restored: the task may have been sent since.
    'held-after-restore': ['waiting'],
    released: ['waiting'],
    'moved-to-front': ['waiting'],
    moved: ['waiting'],
    // A check before sending (no key, a missing reference, a failed upload) can end or delay a task that was never sent.
    'refused-for-now': ['waiting'],
    refused: ['failed'],
    'submit-started': ['submitting'],
  },
  submitting: {
    'resend-started': ['submitting'],
    accepted: ['pending', 'processing'],
    'refused-for-now': ['waiting', 'unconfirmed'],
    // A refused resend proves nothing about the first submission: the task stays unconfirmed.
    refused: ['failed', 'unconfirmed'],
    'outcome-unknown': ['unconfirmed'],
  },
  unconfirmed: {
    accepted: ['pending', 'processing'],
    'reconciled-without-match': ['unconfirmed'],
    'resend-requested': ['submitting'],
    discarded: ['discarded'],
  },
  pending: {
    progressed: ['pending', 'processing'],
    'poll-failed': ['pending'],
    'became-overdue': ['pending'],
    completed: ['completed'],
    'failed-at-service': ['failed'],
    'cancelled-at-service': ['cancelled'],
    abandoned: ['abandoned'],
  },
  processing: {
    progressed: ['pending', 'processing'],
    'poll-failed': ['processing'],
    'became-overdue': ['processing'],
    completed: ['completed'],
    'failed-at-service': ['failed'],
    'cancelled-at-service': ['cancelled'],
    abandoned: ['abandoned'],
  },
  completed: { 'results-refreshed': ['completed'], 'poll-failed': ['completed'], dismissed: ['completed'] },
  // The auto-retry takes its place in the queue.
  failed: { dismissed: ['failed'], 'auto-retried': ['failed'] },
  cancelled: { dismissed: ['cancelled'] },
  abandoned: { 'polling-resumed': ['pending'], dismissed: ['abandoned'] },
  // Only a task that surely was never accepted, and only until the next start: it waits again with the same request and key.
  discarded: { 'discard-undone': ['waiting'] },
};

/** The transitions of results, in the same form. */
export const resultTransitions: Table<ResultState, ResultEventType> = {
  available: {
    'download-started': ['downloading'],
    'link-expired': ['expired'],
    'link-refreshed': ['available'],
    'download-interrupted': ['available'],
    'download-retry-requested': ['available'],
    'kept-unverified': ['stored'],
    // The folder has the file already: the database is older than the file.
    'file-found': ['stored'],
  },
  downloading: { stored: ['stored'], 'download-interrupted': ['available'], 'link-expired': ['expired'] },
  // A changed file stays where it is and is marked; nothing is downloaded over it without the user.
  stored: {
    'file-disappeared': ['missing'],
    'file-changed': ['stored'],
    'file-verified': ['stored'],
    'file-moved': ['stored'],
  },
  // Without a valid link a missing file stays missing: its record is still useful, and the file may come back.
  missing: {
    'link-refreshed': ['available'],
    'file-reappeared': ['stored'],
    'file-found': ['stored'],
    'file-changed': ['stored'],
    'file-moved': ['stored'],
    'link-expired': ['missing'],
  },
  expired: {
    'link-refreshed': ['available'],
    'download-retry-requested': ['available'],
    'kept-unverified': ['stored'],
    'file-found': ['stored'],
  },
};

/** True when `fact` may take a task from `from` to `to`. */
export function isTaskTransitionAllowed(from: TaskState, fact: TaskEventType, to: TaskState): boolean {
  return taskTransitions[from][fact]?.includes(to) ?? false;
}

/** True when `fact` may take a result from `from` to `to`. */
export function isResultTransitionAllowed(from: ResultState, fact: ResultEventType, to: ResultState): boolean {
  return resultTransitions[from][fact]?.includes(to) ?? false;
}

/** How the start-up continues with a task that it finds in the database, above all with one that was in flight. */
export type StartAction = 'leave' | 'send-when-due' | 'mark-unconfirmed' | 'poll-soon' | 'fetch-results';
/** What the start-up does with tasks that were in flight, and all others, by state. `electron/core/recovery/crash-recovery.ts` carries it out. */
export const onStart: { readonly [state in TaskState]: StartAction } = {
  draft: 'leave',
  waiting: 'send-when-due',
  submitting: 'mark-unconfirmed',
  unconfirmed: 'leave',
  pending: 'poll-soon',
  processing: 'poll-soon',
  completed: 'fetch-results',
  failed: 'leave',
  cancelled: 'leave',
  abandoned: 'leave',
  discarded: 'leave',
};

/** What the start-up does with the results of each state. */
export const onStartResult: { readonly [state in ResultState]: 'leave' | 'download-when-due' | 'make-available' } = {
  available: 'download-when-due',
  downloading: 'make-available',
  stored: 'leave',
  missing: 'leave',
  expired: 'leave',
};

/** True while a task belongs in the queue: work is going on, or it needs the user. */
export function isLive(t: Task): boolean {
  switch (t.state) {
    case 'waiting':
    case 'submitting':
    case 'unconfirmed':
    case 'pending':
    case 'processing':
      return true;
    case 'failed':
    case 'cancelled':
    case 'abandoned':
      return !t.dismissed;
    case 'completed':
      // A stored video is in the library; data (an element, a character) is only shown here, until it is dismissed.
      return (
        !t.dismissed &&
        (t.results.length === 0 || t.results.some((r) => r.kind !== 'video' || (r.state !== 'stored' && r.state !== 'missing')))
      );
    case 'draft':
    case 'discarded':
      return false;
  }
}

/** One request that was made for a task, or several polls without news. Has only numbers and fixed words. */
export const requestLogEntry = z.strictObject({
  /** When the request began. */
  atMs,
  kind: z.enum(['submit', 'upload', 'poll', 'polls', 'list', 'download']),
  /** The average for `polls`. */
  durationMs: z.number(),
  /** null where there was no response. */
  httpStatus: z.number().int().nullable(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
/** One request, or several polls without news, in a task's history. */
export type RequestLogEntry = z.infer<typeof requestLogEntry>;

/** One entry of a task's journal: the event, its time, the state after it, and details. */
export const journalEntry = z.strictObject({
  atMs,
  event: z.string(),
  state: z.string(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
/** One event in a task's history. */
export type JournalEntry = z.infer<typeof journalEntry>;
