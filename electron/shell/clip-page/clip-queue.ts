// The line of jobs in front of the clip page. One job runs at a time (encoding uses every core anyway), pictures for the person before clips
// for the simulator, otherwise in order. Knows nothing of windows: the page is whoever calls `take`.
import { randomUUID } from 'node:crypto';
import { ClipFailure, type Work, type WorkSource } from './clip-messages.ts';

/** A page that dies on a job gets it once more, in case it died of something else. */
const MOST_ATTEMPTS = 2;

export interface WorkOutcome {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly facts: unknown;
}

export interface WorkItem {
  readonly id: string;
  readonly work: Work;
  readonly source: WorkSource | null;
  /** Aborted when nobody waits for the result any more, and when the job is over. */
  readonly over: AbortSignal;
  readonly abandoned: boolean;
}

interface Entry extends WorkItem {
  abandoned: boolean;
  attempts: number;
  parts: Map<string, Uint8Array>;
  readonly end: AbortController;
  readonly resolve: (outcome: WorkOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface ClipQueue {
  add(work: Work, source: WorkSource | null, signal: AbortSignal): Promise<WorkOutcome>;
  /** The next job, as soon as there is one; null when another page has asked since or the page is gone. */
  next(): Promise<WorkItem | null>;
  /** The running job if it has this id. */
  running(id: string): WorkItem | null;
  keepPart(id: string, name: string, bytes: Uint8Array): void;
  finish(id: string, facts: unknown): void;
  fail(id: string, failure: ClipFailure): void;
  /** The page died: the running job is tried once more or fails. */
  onPageGone(): void;
  /** The running job took too long. The page must be closed by the caller. */
  giveUpRunning(failure: ClipFailure): void;
  rejectAll(failure: ClipFailure): void;
}

/** `changed` is called whenever a job was added, started or ended, with what is left. */
export function createClipQueue(changed: (state: { readonly waiting: number; readonly running: WorkItem | null }) => void): ClipQueue {
  let waiting: Entry[] = [];
  let current: Entry | null = null;
  let taker: ((item: WorkItem | null) => void) | null = null;

  const hand = () => {
    if (taker && !current && waiting.length > 0) {
      const next = waiting.find((entry) => entry.work.kind !== 'clip') ?? waiting[0];
      if (next) {
        waiting = waiting.filter((entry) => entry !== next);
        next.attempts += 1;
        current = next;
        const answer = taker;
        taker = null;
        answer(next);
      }
    }
    changed({ waiting: waiting.length, running: current });
  };

  const end = (settle: (entry: Entry) => void) => {
    const entry = current;
    if (!entry) return;
    current = null;
    entry.end.abort();
    settle(entry);
    hand();
  };
  const isRunning = (id: string): boolean => current?.id === id;

  return {
    add: (work, source, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const controller = new AbortController();
        const settled = () => signal.removeEventListener('abort', abandon);
        const entry: Entry = {
          id: randomUUID(),
          work,
          source,
          over: controller.signal,
          abandoned: false,
          attempts: 0,
          parts: new Map(),
          end: controller,
          resolve: (outcome) => {
            settled();
            resolve(outcome);
          },
          reject: (error) => {
            settled();
            reject(error);
          },
        };
        const abandon = () => {
          entry.abandoned = true;
          waiting = waiting.filter((one) => one !== entry);
          // A running job stays the current one until the page has let go of it.
          entry.end.abort();
          entry.reject(signal.reason);
        };
        signal.addEventListener('abort', abandon, { once: true });
        waiting.push(entry);
        hand();
      }),

    next: () =>
      new Promise((resolve) => {
        taker?.(null);
        taker = resolve;
        hand();
      }),

    running: (id) => (isRunning(id) ? current : null),

    keepPart: (id, name, bytes) => {
      if (isRunning(id)) current?.parts.set(name, bytes);
    },

    finish: (id, facts) => {
      if (isRunning(id)) end((entry) => entry.resolve({ parts: entry.parts, facts }));
    },

    fail: (id, failure) => {
      if (isRunning(id)) end((entry) => entry.reject(failure));
    },

    onPageGone: () => {
      taker?.(null);
      taker = null;
      const entry = current;
      if (!entry) {
        hand();
        return;
      }
      if (entry.abandoned || entry.attempts >= MOST_ATTEMPTS) {
        end((one) => one.reject(new ClipFailure('crashed', 'the page that encodes and decodes videos died')));
        return;
      }
      current = null;
      entry.parts = new Map();
      waiting.unshift(entry);
      hand();
    },

    giveUpRunning: (failure) => end((entry) => entry.reject(failure)),

    rejectAll: (failure) => {
      taker?.(null);
      taker = null;
      const rest = waiting;
      waiting = [];
      for (const entry of rest) entry.reject(failure);
      end((entry) => entry.reject(failure));
    },
  };
}
