// A task's life as data: what a task and its results can be, and which fact may follow which state.
// Deciding lives here and is pure; writing lives in `electron/core/tasks/task-store.ts`, the only writer.
import { z } from 'zod';
import { appError } from './errors.ts';
import { generationRequest } from './generation.ts';

/**
 * Who holds a waiting task, and why: the person said so; it came out of a backup and may have been sent since; EvoLink said "not now"
 * `maxRefusals` times. None of them ends by itself.
 */
export const taskHold = z.enum(['user', 'restore', 'refusals']);
export type TaskHold = z.infer<typeof taskHold>;

const id = z.number().int().positive();
const atMs = z.number();

/** Where one result of a finished task stands. `element` and `character` results are data and are stored at once. */
export const resultState = z.enum(['available', 'downloading', 'stored', 'missing', 'expired']);
export type ResultState = z.infer<typeof resultState>;

/** One outcome of a task as the window sees it. Never carries the link or the path: those stay in main. */
export const taskResult = z.strictObject({
  id,
  kind: z.enum(['video', 'element', 'character']),
  state: resultState,
  /** Bytes on disk so far, and of the whole where the server told. */
  receivedBytes: z.number(),
  totalBytes: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  /** The latest moment at which the link surely still lives ("about"). */
  linkExpiresAtMs: atMs.nullable(),
  /** Why the last attempt ended, and when the next one starts. */
  error: appError.nullable(),
  nextAttemptAtMs: atMs.nullable(),
  /** For kinds `element` and `character`: what the service gave, e.g. `element_id`. */
  data: z.record(z.string(), z.unknown()).nullable(),
  /** A complete transfer that never verified was put aside, and no better one is to be expected: the person can keep it as it is. */
  canKeepUnverified: z.boolean(),
});
export type TaskResult = z.infer<typeof taskResult>;

/** What every task has, whatever its state. */
const common = {
  id,
  profileId: id,
  /** Made by the simulator; shown wherever it could be mistaken. */
  simulated: z.boolean(),
  request: generationRequest,
  createdAtMs: atMs,
  changedAtMs: atMs,
  /** The task this one was made from with "Use again" or "Send again…". */
  sourceTaskId: id.nullable(),
  /** The studio made it by itself after `of`, or a try of it, failed with a retryable error: the second try has number 2. */
  retryOf: z.strictObject({ of: id, number: z.number().int() }).nullable(),
  /** The person has put this ended task away; it no longer asks for attention. */
  dismissed: z.boolean(),
};

/** What the service told about a task it has. `taskId` is the service's `id`, e.g. `task-unified-1761313744-vux2jw0k`. */
const accepted = {
  taskId: z.string(),
  acceptedAtMs: atMs,
  /** 0–100; coarse, may rest for minutes. */
  progress: z.number(),
  /** When the service, or own history, expects the end; null where nobody knows. */
  expectedEndAtMs: atMs.nullable(),
  creditsReserved: z.number().nullable(),
};

export const task = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('draft'), ...common }),
  z.strictObject({
    state: z.literal('waiting'),
    ...common,
    /** null: it is sent as soon as it may be. */
    hold: taskHold.nullable(),
    /** Set after the service said "not now": not sent again before this moment. */
    notBeforeMs: atMs.nullable(),
    /** What the service, or the check before sending, said last. */
    error: appError.nullable(),
    /** Smaller goes first. */
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
     * What is known of a send before the one that failed. `unknown`: the task waited in a backup that was put back, so it may have been sent, and paid
     * for, since the backup was made; a refusal of another send does not disprove it.
     */
    earlierSend: z.enum(['none', 'unknown']),
    endedAtMs: atMs,
  }),
  z.strictObject({ state: z.literal('cancelled'), ...common, taskId: z.string(), endedAtMs: atMs }),
  z.strictObject({ state: z.literal('abandoned'), ...common, error: appError, taskId: z.string(), endedAtMs: atMs }),
  z.strictObject({ state: z.literal('discarded'), ...common, endedAtMs: atMs }),
]);
export type Task = z.infer<typeof task>;
export type TaskState = Task['state'];
/** All states. */
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
/** `Extract` would lose the member that stands for two states at once, pending and processing. */
type OneOf<T extends Task, S> = T extends unknown ? ([T['state'] & S] extends [never] ? never : T) : never;

/** Everything that can happen to a task, in the past tense. */
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

/** Everything that can happen to a result. */
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

/** What a line of a task's history can be about. Rows that have no state yet begin with `created`, `found` (a result) or `restored` (from its file). */
export type JournalFact = TaskEventType | ResultEventType | 'created' | 'found' | 'restored';

type Table<S extends string, F extends string> = { readonly [state in S]: { readonly [fact in F]?: readonly S[] } };

/** state → fact → the states it may lead to. What is not listed cannot happen and is refused by `tasks.happened`. */
export const taskTransitions: Table<TaskState, TaskEventType> = {
  draft: { 'generate-pressed': ['waiting'], 'created-by-auto-retry': ['waiting'], discarded: ['discarded'] },
  waiting: {
    'edit-started': ['draft'],
    discarded: ['discarded'],
    held: ['waiting'],
    // The database was put back to a backup: it may have been sent since.
    'held-after-restore': ['waiting'],
    released: ['waiting'],
    'moved-to-front': ['waiting'],
    moved: ['waiting'],
    // A check before sending (no key, a vanished reference, an upload that failed) can end or delay a task that never left.
    'refused-for-now': ['waiting'],
    refused: ['failed'],
    'submit-started': ['submitting'],
  },
  submitting: {
    'resend-started': ['submitting'],
    accepted: ['pending', 'processing'],
    'refused-for-now': ['waiting', 'unconfirmed'],
    // A refusal of a repeat proves nothing about the first send: the task stays unconfirmed.
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
  // The try that follows stands in the queue for it.
  failed: { dismissed: ['failed'], 'auto-retried': ['failed'] },
  cancelled: { dismissed: ['cancelled'] },
  abandoned: { 'polling-resumed': ['pending'], dismissed: ['abandoned'] },
  // Only what surely was never accepted, and only while nobody has forgotten where it stood: the same wish with the same key waits again.
  discarded: { 'discard-undone': ['waiting'] },
};

/** The same for results. */
export const resultTransitions: Table<ResultState, ResultEventType> = {
  available: {
    'download-started': ['downloading'],
    'link-expired': ['expired'],
    'link-refreshed': ['available'],
    'download-interrupted': ['available'],
    'download-retry-requested': ['available'],
    'kept-unverified': ['stored'],
    // The folder turned out to hold it already: the database is older than the file.
    'file-found': ['stored'],
  },
  downloading: { stored: ['stored'], 'download-interrupted': ['available'], 'link-expired': ['expired'] },
  // A file that has changed stays where it is and says so; nothing is fetched over it unasked.
  stored: {
    'file-disappeared': ['missing'],
    'file-changed': ['stored'],
    'file-verified': ['stored'],
    'file-moved': ['stored'],
  },
  // Without a living link a vanished file stays missing: its record is still worth having, and the file may come back.
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

/** What start-up does with a task it finds, by state. A pure table; `electron/core/recovery/crash-recovery.ts` performs it. */
export type StartAction = 'leave' | 'send-when-due' | 'mark-unconfirmed' | 'poll-soon' | 'fetch-results';
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

/** What start-up does with a result it finds, by state. */
export const onStartResult: { readonly [state in ResultState]: 'leave' | 'download-when-due' | 'make-available' } = {
  available: 'download-when-due',
  downloading: 'make-available',
  stored: 'leave',
  missing: 'leave',
  expired: 'leave',
};

/** True while a task belongs into the queue: something goes on, or it asks for the person's attention. */
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
      // A video that is stored is found in the library; what is data (an element, a character) is only seen here, until put away.
      return (
        !t.dismissed &&
        (t.results.length === 0 || t.results.some((r) => r.kind !== 'video' || (r.state !== 'stored' && r.state !== 'missing')))
      );
    case 'draft':
    case 'discarded':
      return false;
  }
}

/** One request that was made for a task, or several looks that taught nothing. Numbers and fixed words only. */
export const requestLogEntry = z.strictObject({
  /** When it began. */
  atMs,
  kind: z.enum(['submit', 'upload', 'poll', 'polls', 'list', 'download']),
  /** Of `looks`: on average. */
  durationMs: z.number(),
  /** null where nothing answered. */
  httpStatus: z.number().int().nullable(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type RequestLogEntry = z.infer<typeof requestLogEntry>;

/** One line of a task's history: what happened, when, and what is worth knowing about it. */
export const journalEntry = z.strictObject({
  atMs,
  event: z.string(),
  state: z.string(),
  resultId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type JournalEntry = z.infer<typeof journalEntry>;
