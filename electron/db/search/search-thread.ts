// The main process's side of the search thread: starts the thread when it is first needed, and again after it has ended unexpectedly.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { SearchThreadData, SearchThreadMessage, SearchThreadRequest } from './search-messages.ts';
import type { SearchOutcome, SearchThread, SearchThreadFactory, SearchThreadListeners } from './search-port.ts';

/** The path of the index of a database. */
const indexPathOf = (databasePath: string): string => `${databasePath}.search`;

/** Creates the search thread of the app, with the index beside the database. */
export const createDatabaseSearchThread: SearchThreadFactory = ({ database, databaseId }, listeners) =>
  createSearchThread({ databasePath: database.path, indexPath: indexPathOf(database.path), databaseId }, listeners);

/** A thread that has not ended by then is terminated. A slice takes a few milliseconds. */
const stopTimeoutMs = 1_000;

type Resolve = (outcome: SearchOutcome) => void;

/** Creates a search thread; the first `start` or `search` starts the worker. */
export function createSearchThread(data: SearchThreadData, listeners: SearchThreadListeners): SearchThread {
  const pending = new Map<number, Resolve>();
  let worker: Worker | null = null;
  let isStopped = false;
  let nextId = 1;

  function settle(id: number, outcome: SearchOutcome): void {
    const resolve = pending.get(id);
    pending.delete(id);
    resolve?.(outcome);
  }

  const receive = (message: SearchThreadMessage): void => {
    const finishedSearch = forwardMessage(message, listeners);
    if (finishedSearch !== null) settle(finishedSearch.id, finishedSearch.outcome);
  };

  function startWorker(): Worker {
    const created = new Worker(workerFile(import.meta.url, 'search-worker'), { workerData: data });
    created.on('message', receive);
    let detail = 'the thread ended';
    created.once('error', (error) => {
      detail = error instanceof Error ? error.message : String(error);
    });
    created.once('exit', () => {
      if (worker === created) worker = null;
      if (!isStopped) listeners.onReport({ kind: 'died', detail });
      for (const id of [...pending.keys()]) settle(id, { kind: 'unavailable', detail });
    });
    return created;
  }

  const post = (message: SearchThreadRequest): void => {
    worker ??= startWorker();
    worker.postMessage(message);
  };

  return {
    start() {
      if (!isStopped) worker ??= startWorker();
    },
    search: (request) =>
      new Promise((resolve) => {
        if (isStopped) return resolve({ kind: 'unavailable', detail: 'the studio is closing' });
        const id = nextId;
        nextId += 1;
        pending.set(id, resolve);
        post({ kind: 'search', id, request });
      }),
    databaseChanged() {
      worker?.postMessage({ kind: 'changed' } satisfies SearchThreadRequest);
    },
    checkpoint() {
      if (!isStopped) post({ kind: 'checkpoint' });
    },
    async stop() {
      isStopped = true;
      const stoppingWorker = worker;
      if (stoppingWorker === null) return;
      await endThread(stoppingWorker);
    },
  };
}

/** Forwards a message to the listeners; returns the outcome if the message ends a search, otherwise null. */
function forwardMessage(
  message: SearchThreadMessage,
  listeners: SearchThreadListeners,
): { readonly id: number; readonly outcome: SearchOutcome } | null {
  switch (message.kind) {
    case 'result':
      return { id: message.id, outcome: { kind: 'found', result: message.result } };
    case 'failed':
      return { id: message.id, outcome: { kind: 'unavailable', detail: message.detail } };
    case 'progress':
      listeners.onProgress(message.progress);
      return null;
    case 'report':
      listeners.onReport(message.report);
      return null;
  }
}

/** Asks a thread to end, and terminates it when it does not. */
async function endThread(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.postMessage({ kind: 'stop' } satisfies SearchThreadRequest);
  const timer = setTimeout(() => void worker.terminate(), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
