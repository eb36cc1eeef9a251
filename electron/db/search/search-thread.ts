// Main's side of the search thread: starts it when it is first needed, and once more when it dies.
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { SearchThreadData, SearchThreadMessage, SearchThreadRequest } from './search-messages.ts';
import type { SearchOutcome, SearchThread, SearchThreadFactory, SearchThreadListeners } from './search-port.ts';

/** Where the index of a database lies. */
const indexPathOf = (databasePath: string): string => `${databasePath}.search`;

/** The search of the app: a thread over the file of the index beside the database. */
export const searchThreadBeside: SearchThreadFactory = ({ database, databaseId }, listeners) =>
  createSearchThread({ databasePath: database.path, indexPath: indexPathOf(database.path), databaseId }, listeners);

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
    case 'report':
      listeners.report(message.report);
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
