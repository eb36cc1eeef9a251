// Runs the parsers of media files, which are untrusted: they come from services, websites and memory sticks. Their headers, boxes and tags
// are parsed in a separate thread, which is terminated when a file keeps it busy for too long or fills its memory; the main thread only
// waits. The thread handles one request at a time, starts with the first one and ends when it was idle for a while.
import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { MediaJob, MediaRequest, MediaResponses, MediaWorkerMessage } from './media-thread-messages.ts';

/**
 * The outcome of a request: the response, or `gave-up` when the file was too much for the thread. Throws file errors with their `code`.
 * Also throws if a thread cannot be started, which is a bug and says nothing about the file.
 */
export type MediaOutcome<K extends MediaRequest['kind']> =
  | { readonly kind: 'response'; readonly response: MediaResponses[K] }
  /** `detail`: for the log and for the details of an error. */
  | { readonly kind: 'gave-up'; readonly reason: 'timed-out' | 'died'; readonly detail: string };

interface MediaThread {
  /** `handle` must stay open until the promise is settled. */
  ask<Q extends MediaRequest>(handle: FileHandle, size: number, request: Q): Promise<MediaOutcome<Q['kind']>>;
}

interface MediaThreadOptions {
  /** How long one request may run without reading from the file, in milliseconds. A slow drive does not count against the file. */
  readonly stallLimitMs: number;
  /** How long one request may run in total, in milliseconds: a bad file can also make the parser read without end. */
  readonly totalLimitMs: number;
  /** The script of the thread; the default is the parser. Its first message must be `ready`. */
  readonly workerFile?: URL;
}

/** A thread that was lost during a request. `detail` is the message of the error that ended the thread, if there was an error. */
export interface MediaThreadFailure {
  readonly request: MediaRequest['kind'];
  /** `timed-out`: the studio terminated the thread; `died`: the thread ended unexpectedly, e.g. because it ran out of memory. */
  readonly reason: 'timed-out' | 'died';
  readonly detail: string;
}

/** A thread that was lost before it responded. */
interface LostThread {
  readonly kind: 'lost';
  readonly reason: 'timed-out' | 'died';
  readonly detail: string;
  /** Whether the thread had loaded its program. */
  readonly hasStarted: boolean;
}

/** The script beside this module: TypeScript in the sources, JavaScript in the built folder. */
const parserFile = workerFile(import.meta.url, 'media-worker');
const idleMs = 10_000;
/** The heap limit of the thread, a few times the largest index that is read (64 MB). It limits only the JavaScript heap. */
const maxHeapMegabytes = 512;
/** Node ends a thread at once, unless the thread waits for the file system. */
const terminationLimitMs = 2_000;
/** A thread may have died because of an earlier request or while idle, so a second attempt is made. */
const maxAttempts = 2;

/** Threads that handle a request or are being terminated. */
const busyWorkers = new Set<Worker>();

/**
 * The number of threads that Node may have to wait for at exit: a thread that hangs in a read cannot be terminated. An idle thread ends at
 * once.
 */
export const mediaThreadCount = (): number => busyWorkers.size;

let report: (lost: MediaThreadFailure) => void = () => undefined;

/** Sets the listener for lost threads, for example the log. There is only one listener, because the threads belong to the process. */
export function onMediaThreadFailure(listener: (lost: MediaThreadFailure) => void): void {
  report = listener;
}

/**
 * Terminates a thread and waits for its end up to a limit, because a thread that hangs in a read ends only when the file system responds.
 */
async function endThread(worker: Worker): Promise<void> {
  // The thread has already ended and emits no second event.
  if (worker.threadId === -1) {
    busyWorkers.delete(worker);
    return;
  }
  busyWorkers.add(worker);
  let timer: NodeJS.Timeout | undefined;
  const timeLimit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, terminationLimitMs);
  });
  // The exit of the thread removes it from `busyWorkers`.
  await Promise.race([worker.terminate(), timeLimit]);
  clearTimeout(timer);
}

/** Sends one request to one thread: resolves with its response, or with the reason why the thread was lost. */
function sendTo(worker: Worker, isReady: () => boolean, job: MediaJob, { stallLimitMs, totalLimitMs }: MediaThreadOptions) {
  return new Promise<Exclude<MediaWorkerMessage, { kind: 'ready' | 'reading' }> | LostThread>((resolve) => {
    const settleLost = (reason: LostThread['reason'], detail: string) => settle({ kind: 'lost', reason, detail, hasStarted: isReady() });
    const onStall = () => settleLost('timed-out', `it read nothing for ${stallLimitMs} ms`);
    let stallTimer = setTimeout(onStall, stallLimitMs);
    const totalTimer = setTimeout(() => settleLost('timed-out', `it was not done after ${totalLimitMs} ms`), totalLimitMs);
    const onError = (error: unknown) => settleLost('died', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    const onExit = (code: number) => settleLost('died', `it ended with code ${code}`);
    const onMessage = (message: MediaWorkerMessage) => {
      if (message.kind === 'ready' || message.kind === 'reading') {
        clearTimeout(stallTimer);
        stallTimer = setTimeout(onStall, stallLimitMs);
      } else if (message.id === job.id) settle(message);
    };
    const settle = (outcome: Exclude<MediaWorkerMessage, { kind: 'ready' | 'reading' }> | LostThread) => {
      clearTimeout(stallTimer);
      clearTimeout(totalTimer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    worker.on('message', onMessage).once('error', onError).once('exit', onExit);
    worker.postMessage(job);
  });
}

/** A thread that runs; `isReady` once it has loaded its program. */
interface RunningThread {
  readonly worker: Worker;
  isReady: boolean;
}

/** The mutable state of the queue. */
interface ThreadState {
  readonly options: MediaThreadOptions;
  current: RunningThread | null;
  /** Ends the thread after a while without requests. */
  idleTimer: NodeJS.Timeout | undefined;
  /** The id of the latest job. */
  lastId: number;
}

/** Creates the queue of requests to one thread. The thread starts with the first request and is replaced when a file has ended it. */
export function createMediaThread(options: MediaThreadOptions): MediaThread {
  const state: ThreadState = { options, current: null, idleTimer: undefined, lastId: 0 };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(handle, size, request) {
      const outcome = last.then(() => askWithRetry(state, handle, size, request));
      last = outcome.catch(() => undefined);
      return outcome;
    },
  };
}

/** Returns the running thread, or starts one. */
function currentThread(state: ThreadState): RunningThread {
  clearTimeout(state.idleTimer);
  if (state.current !== null) return state.current;
  const worker = new Worker(state.options.workerFile ?? parserFile, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes } });
  const started = { worker, isReady: false };
  // An idle thread must not keep alive a process that is otherwise done.
  worker.unref();
  // A running request notices the loss itself. After the loss of an idle thread, the next request starts another thread.
  worker.on('error', () => {
    if (state.current === started) state.current = null;
  });
  worker.once('message', () => {
    started.isReady = true;
  });
  worker.once('exit', () => {
    busyWorkers.delete(worker);
    if (state.current === started) state.current = null;
  });
  state.current = started;
  return started;
}

/** Sends the request once. A lost thread is terminated, so that it no longer reads the file. */
async function attempt(state: ThreadState, handle: FileHandle, size: number, request: MediaRequest) {
  state.lastId += 1;
  const thread = currentThread(state);
  const { worker } = thread;
  busyWorkers.add(worker);
  const outcome = await sendTo(worker, () => thread.isReady, { id: state.lastId, fd: handle.fd, size, request }, state.options);
  if (outcome.kind !== 'lost') {
    busyWorkers.delete(worker);
    return outcome;
  }
  if (state.current === thread) state.current = null;
  report({ request: request.kind, reason: outcome.reason, detail: outcome.detail });
  await endThread(worker);
  return outcome;
}

async function askWithRetry<Q extends MediaRequest>(
  state: ThreadState,
  handle: FileHandle,
  size: number,
  request: Q,
): Promise<MediaOutcome<Q['kind']>> {
  let outcome = await attempt(state, handle, size, request);
  for (let count = 1; count < maxAttempts && outcome.kind === 'lost' && outcome.reason === 'died'; count += 1) {
    outcome = await attempt(state, handle, size, request);
  }
  if (outcome.kind === 'lost') {
    if (!outcome.hasStarted) throw new Error(`the thread that parses media does not start: ${outcome.detail}`);
    return { kind: 'gave-up', reason: outcome.reason, detail: outcome.detail };
  }
  endWhenIdle(state);
  if (outcome.kind === 'failed') throw Object.assign(new Error(outcome.message), outcome.code === '' ? {} : { code: outcome.code });
  return { kind: 'response', response: outcome.response as MediaResponses[Q['kind']] };
}

function endWhenIdle(state: ThreadState): void {
  state.idleTimer = setTimeout(() => {
    const idleThread = state.current;
    state.current = null;
    if (idleThread !== null) void endThread(idleThread.worker);
  }, idleMs);
  state.idleTimer.unref();
}

/** For files of the user, who waits for them. A separate thread, so that a slow library folder does not delay them. */
export const referenceMediaThread = createMediaThread({ stallLimitMs: 15_000, totalLimitMs: 120_000 });
/** For results and stored videos. The limits are long, because their folder may be on a slow network drive and no user waits. */
export const libraryMediaThread = createMediaThread({ stallLimitMs: 120_000, totalLimitMs: 1_800_000 });
