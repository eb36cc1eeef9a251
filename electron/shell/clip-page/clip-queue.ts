// The queue of jobs for the clip page. One job runs at a time (encoding uses every core anyway): pictures for the user before clips for the
// simulator, otherwise in order. It does not depend on windows: the page is whoever calls `next`.
import { randomUUID } from 'node:crypto';
import { ClipFailure, type Work, type WorkSource } from './clip-messages.ts';

/** A job during which the page died is tried once more, in case the page died of something else. */
const maxAttempts = 2;

interface WorkOutcome {
  /** The files that the page has made, by name. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** The page's report about the result, not yet parsed. */
  readonly metadata: unknown;
}

/** A job as the page gets it. */
export interface WorkItem {
  readonly id: string;
  readonly work: Work;
  /** The file to read; null for a clip, which has none. */
  readonly source: WorkSource | null;
  /** Aborted when nobody waits for the result any more, and when the job is over. */
  readonly endSignal: AbortSignal;
  /** True when the caller has aborted the job: its result is not wanted. */
  readonly isAbandoned: boolean;
}

interface Entry extends WorkItem {
  isAbandoned: boolean;
  attempts: number;
  parts: Map<string, Uint8Array>;
  readonly endController: AbortController;
  readonly resolve: (outcome: WorkOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** The waiting jobs and the running job. Calls with any other id than the running job's are ignored. */
export interface ClipQueue {
  /** Adds a job. Resolves with its result; rejects with a `ClipFailure`, or with the signal's reason. */
  add(work: Work, source: WorkSource | null, signal: AbortSignal): Promise<WorkOutcome>;
  /** Waits for the next job. Resolves to null when another page asks for one or this page is gone. */
  next(): Promise<WorkItem | null>;
  /** Returns the running job if it has this id, otherwise null. */
  running(id: string): WorkItem | null;
  /** Keeps a file that the running job has made, until `finish`. */
  addPart(id: string, name: string, bytes: Uint8Array): void;
  /** Resolves the running job with its parts and this metadata. */
  finish(id: string, metadata: unknown): void;
  /** Rejects the running job. */
  fail(id: string, failure: ClipFailure): void;
  /** The page died: the running job is tried once more or fails. */
  onPageGone(): void;
  /** The running job took too long. The page must be closed by the caller. */
  failRunning(failure: ClipFailure): void;
  /** Rejects the running and the waiting jobs. */
  rejectAll(failure: ClipFailure): void;
}

/** The mutable state of a queue. */
interface QueueState {
  waiting: Entry[];
  current: Entry | null;
  /** The page that has asked for the next job. */
  waitingPage: ((item: WorkItem | null) => void) | null;
  readonly onChange: (state: { readonly waiting: number; readonly running: WorkItem | null }) => void;
}

/** Creates an empty queue. `onChange` is called with the remaining jobs whenever a job was added, started or ended. */
export function createClipQueue(onChange: QueueState['onChange']): ClipQueue {
  const state: QueueState = { waiting: [], current: null, waitingPage: null, onChange };
  const isRunning = (id: string): boolean => state.current?.id === id;

  return {
    add: (work, source, signal) => add(state, work, source, signal),

    next: () =>
      new Promise((resolve) => {
        state.waitingPage?.(null);
        state.waitingPage = resolve;
        assignNext(state);
      }),

    running: (id) => (isRunning(id) ? state.current : null),

    addPart: (id, name, bytes) => {
      if (isRunning(id)) state.current?.parts.set(name, bytes);
    },

    finish: (id, metadata) => {
      if (isRunning(id)) endCurrent(state, (entry) => entry.resolve({ parts: entry.parts, metadata }));
    },

    fail: (id, failure) => {
      if (isRunning(id)) endCurrent(state, (entry) => entry.reject(failure));
    },

    onPageGone: () => onPageGone(state),

    failRunning: (failure) => endCurrent(state, (entry) => entry.reject(failure)),

    rejectAll: (failure) => {
      state.waitingPage?.(null);
      state.waitingPage = null;
      const waiting = state.waiting;
      state.waiting = [];
      for (const entry of waiting) entry.reject(failure);
      endCurrent(state, (entry) => entry.reject(failure));
    },
  };
}

/** Assigns the next job to the waiting page, if there are both. */
function assignNext(state: QueueState): void {
  const { waitingPage, current, waiting } = state;
  if (waitingPage && !current && waiting.length > 0) {
    const next = waiting.find((entry) => entry.work.kind !== 'clip') ?? waiting[0];
    if (next) {
      state.waiting = waiting.filter((entry) => entry !== next);
      next.attempts += 1;
      state.current = next;
      state.waitingPage = null;
      waitingPage(next);
    }
  }
  state.onChange({ waiting: state.waiting.length, running: state.current });
}

/** Ends the running job, if there is one, and starts the next. */
function endCurrent(state: QueueState, settle: (entry: Entry) => void): void {
  const entry = state.current;
  if (!entry) return;
  state.current = null;
  entry.endController.abort();
  settle(entry);
  assignNext(state);
}

function add(state: QueueState, work: Work, source: WorkSource | null, signal: AbortSignal): Promise<WorkOutcome> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const controller = new AbortController();
    const stopListening = () => signal.removeEventListener('abort', abandon);
    const entry: Entry = {
      id: randomUUID(),
      work,
      source,
      endSignal: controller.signal,
      isAbandoned: false,
      attempts: 0,
      parts: new Map(),
      endController: controller,
      resolve: (outcome) => {
        stopListening();
        resolve(outcome);
      },
      reject: (error) => {
        stopListening();
        reject(error);
      },
    };
    const abandon = () => {
      entry.isAbandoned = true;
      state.waiting = state.waiting.filter((other) => other !== entry);
      // A running job stays the current one until the page has stopped it.
      entry.endController.abort();
      entry.reject(signal.reason);
    };
    signal.addEventListener('abort', abandon, { once: true });
    state.waiting.push(entry);
    assignNext(state);
  });
}

/** Puts the running job back at the head of the queue, unless its attempts are used up or nobody wants it. */
function onPageGone(state: QueueState): void {
  state.waitingPage?.(null);
  state.waitingPage = null;
  const entry = state.current;
  if (!entry) {
    assignNext(state);
    return;
  }
  if (entry.isAbandoned || entry.attempts >= maxAttempts) {
    endCurrent(state, (running) => running.reject(new ClipFailure('crashed', 'the page that encodes and decodes videos died')));
    return;
  }
  state.current = null;
  entry.parts = new Map();
  state.waiting.unshift(entry);
  assignNext(state);
}
