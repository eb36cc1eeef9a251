// Main's side of the search thread: starts it when it is first needed, and once more when it dies.
import { Worker } from 'node:worker_threads';
import type { SearchAnswer, SearchRequest } from '../../../shared/search/search-request.ts';
import { workerFile } from '../../worker-file.ts';
import type { IndexProgress, SearchThreadData, SearchThreadMessage, SearchThreadRequest } from './search-messages.ts';

/** The outcome of a search. `unavailable`: the index cannot be read or written; `detail` is for the log and the details of an error. */
export type SearchOutcome =
  | { readonly kind: 'found'; readonly answer: SearchAnswer }
  | { readonly kind: 'unavailable'; readonly detail: string };

/** Who hears of the thread. */
export interface SearchThreadListeners {
  progress(progress: IndexProgress): void;
  /** The index was made anew, the thread died, or a task cannot be read and is left out: for the log. */
  report(event: { readonly kind: 'rebuilt' | 'died' | 'skipped'; readonly detail: string }): void;
}

/** The search thread. It lives until `stop`, or until the core ends. */
export interface SearchThread {
  /** Starts the thread, if it does not run: it then completes the index in the background. */
  start(): void;
  search(request: SearchRequest): Promise<SearchOutcome>;
  /** Tells the thread that the database was written. Cheap; does nothing where it does not run. */
  changed(): void;
  /** Ends the thread after the slice at hand. */
  stop(): Promise<void>;
}

/** How long the end of the thread is waited for before it is cut off; a slice takes a few milliseconds. */
const stopWithinMs = 1_000;

type Settle = (outcome: SearchOutcome) => void;

/** The thread starts with the first `start` or `search`. */
export function createSearchThread(data: SearchThreadData, listeners: SearchThreadListeners): SearchThread {
  const waiting = new Map<number, Settle>();
  let worker: Worker | null = null;
  let isStopped = false;
  let nextId = 1;

  function settle(id: number, outcome: SearchOutcome): void {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(outcome);
  }

  const receive = (message: SearchThreadMessage): void => {
    const answer = passOn(message, listeners);
    if (answer !== null) settle(answer.id, answer.outcome);
  };

  function started(): Worker {
    const created = new Worker(workerFile(import.meta.url, 'search-worker'), { workerData: data });
    created.on('message', receive);
    let detail = 'the thread ended';
    created.once('error', (error) => {
      detail = error instanceof Error ? error.message : String(error);
    });
    created.once('exit', () => {
      if (worker === created) worker = null;
      if (!isStopped) listeners.report({ kind: 'died', detail });
      for (const id of [...waiting.keys()]) settle(id, { kind: 'unavailable', detail });
    });
    return created;
  }

  const post = (message: SearchThreadRequest): void => {
    worker ??= started();
    worker.postMessage(message);
  };

  return {
    start() {
      if (!isStopped) worker ??= started();
    },
    search: (request) =>
      new Promise((resolve) => {
        if (isStopped) return resolve({ kind: 'unavailable', detail: 'the studio is closing' });
        const id = nextId;
        nextId += 1;
        waiting.set(id, resolve);
        post({ kind: 'search', id, request });
      }),
    changed() {
      worker?.postMessage({ kind: 'changed' } satisfies SearchThreadRequest);
    },
    async stop() {
      isStopped = true;
      const ending = worker;
      if (ending === null) return;
      await endThread(ending);
    },
  };
}

/** Passes a message on to the listeners; an answer to a search is returned instead. */
function passOn(
  message: SearchThreadMessage,
  listeners: SearchThreadListeners,
): { readonly id: number; readonly outcome: SearchOutcome } | null {
  switch (message.kind) {
    case 'answer':
      return { id: message.id, outcome: { kind: 'found', answer: message.answer } };
    case 'failed':
      return { id: message.id, outcome: { kind: 'unavailable', detail: message.detail } };
    case 'progress':
      listeners.progress(message.progress);
      return null;
    case 'rebuilt':
      listeners.report({ kind: 'rebuilt', detail: message.reason });
      return null;
    case 'skipped':
      listeners.report({ kind: 'skipped', detail: `task ${message.taskId}: ${message.cause}` });
      return null;
  }
}

/** Asks a thread to end, and cuts it off where it does not. */
async function endThread(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage({ kind: 'stop' } satisfies SearchThreadRequest);
  const timer = setTimeout(() => void worker.terminate(), stopWithinMs);
  await ended;
  clearTimeout(timer);
}
