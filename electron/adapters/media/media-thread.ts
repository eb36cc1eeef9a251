// Media files come from strangers: services, websites, memory sticks. Their headers, boxes and tags are parsed in a thread of its own, which is ended when a
// file keeps it busy for too long or fills its memory; the studio's own thread only waits. One question at a time; the thread comes with the first one and
// goes when nothing was asked for a while.
import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../../worker-file.ts';
import type { MediaJob, MediaRequest, MediaResponses, MediaWorkerMessage } from './media-thread-messages.ts';

/**
 * What became of a question: its answer, or that the file was too much for the thread. File errors are thrown, with their `code`; so is that no thread
 * starts, which is a bug and says nothing about the file.
 */
export type MediaResult<K extends MediaRequest['kind']> =
  | { readonly kind: 'answered'; readonly answer: MediaResponses[K] }
  /** `detail`: for the log and for the details of an error. */
  | { readonly kind: 'gave-up'; readonly why: 'timed-out' | 'died'; readonly detail: string };

interface MediaThread {
  /** `handle` must stay open until the promise is settled. */
  ask<Q extends MediaRequest>(handle: FileHandle, size: number, question: Q): Promise<MediaResult<Q['kind']>>;
}

interface MediaThreadOptions {
  /** How long one question may take without reading anything, in milliseconds. A slow drive is no fault of the file. */
  readonly limitMs: number;
  /** How long one question may take in all, in milliseconds: a file can keep a parser reading as well. */
  readonly mostMs: number;
  /** What the thread runs; the parser by default. It must send `ready` before anything else. */
  readonly workerFile?: URL;
}

/** A thread that did not survive a question. `detail` is the message of the error it died of, where there was one. */
export interface MediaThreadFailure {
  readonly question: MediaRequest['kind'];
  readonly why: 'timed-out' | 'died';
  readonly detail: string;
}

/** How one question to one thread ended without an answer. */
interface Lost {
  readonly kind: 'lost';
  readonly why: 'timed-out' | 'died';
  readonly detail: string;
  /** Whether the thread had loaded its program. */
  readonly started: boolean;
}

/** Beside this module: as a source it is TypeScript, built both are JavaScript in one folder. */
const parser = workerFile(import.meta.url, 'media-worker');
const idleMs = 10_000;
/** The largest index that is read has 64 MB; a parser of a stranger's file gets a few times that. Only the heap of JavaScript is limited by it. */
const mostMegabytes = 512;
/** Node ends a thread at once, unless the thread waits for the file system. */
const endsWithinMs = 2_000;
/** A thread may die of the question before, or at rest. */
const mostAttempts = 2;

/** Threads that have a question or are being ended. */
const engaged = new Set<Worker>();

/** Threads that Node may have to wait for at its exit: one whose read is never answered cannot be ended. A thread at rest ends at once. */
export const mediaThreads = (): number => engaged.size;

let report: (lost: MediaThreadFailure) => void = () => undefined;

/** Who is told of threads that were lost, e.g. the log. The threads are the process's own, so there is one such listener. */
export function onMediaThreadFailure(listener: (lost: MediaThreadFailure) => void): void {
  report = listener;
}

/** Ends a thread, and waits for that as long as it can be expected. One that hangs in a read ends when the file system answers it. */
async function endThread(worker: Worker): Promise<void> {
  // It has ended already, and says so no second time.
  if (worker.threadId === -1) {
    engaged.delete(worker);
    return;
  }
  engaged.add(worker);
  let timer: NodeJS.Timeout | undefined;
  const abandoned = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, endsWithinMs);
  });
  // Its exit takes it out of `engaged`.
  await Promise.race([worker.terminate(), abandoned]);
  clearTimeout(timer);
}

/** One question to one thread: what it answers, or how it was lost. */
function answerOf(worker: Worker, isReady: () => boolean, order: MediaJob, { limitMs, mostMs }: MediaThreadOptions) {
  return new Promise<Exclude<MediaWorkerMessage, { kind: 'ready' | 'reading' }> | Lost>((resolve) => {
    const lose = (why: Lost['why'], detail: string) => settle({ kind: 'lost', why, detail, started: isReady() });
    const still = () => lose('timed-out', `it read nothing for ${limitMs} ms`);
    let stillTimer = setTimeout(still, limitMs);
    const wholeTimer = setTimeout(() => lose('timed-out', `it was not done after ${mostMs} ms`), mostMs);
    const failed = (error: unknown) => lose('died', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    const exited = (code: number) => lose('died', `it ended with code ${code}`);
    const heard = (message: MediaWorkerMessage) => {
      if (message.kind === 'ready' || message.kind === 'reading') {
        clearTimeout(stillTimer);
        stillTimer = setTimeout(still, limitMs);
      } else if (message.id === order.id) settle(message);
    };
    const settle = (told: Exclude<MediaWorkerMessage, { kind: 'ready' | 'reading' }> | Lost) => {
      clearTimeout(stillTimer);
      clearTimeout(wholeTimer);
      worker.off('message', heard).off('error', failed).off('exit', exited);
      resolve(told);
    };
    worker.on('message', heard).once('error', failed).once('exit', exited);
    worker.postMessage(order);
  });
}

/** A thread that runs; `isReady` once it has loaded its program. */
interface RunningThread {
  readonly worker: Worker;
  isReady: boolean;
}

/** All that changes of a thread that is started anew when it was lost. */
interface ThreadState {
  readonly options: MediaThreadOptions;
  current: RunningThread | null;
  /** Ends the thread when nobody has asked for a while. */
  idle: NodeJS.Timeout | undefined;
  /** Of the last question. */
  lastId: number;
}

export function createMediaThread(options: MediaThreadOptions): MediaThread {
  const state: ThreadState = { options, current: null, idle: undefined, lastId: 0 };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(handle, size, question) {
      const mine = last.then(() => askNow(state, handle, size, question));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** The thread that runs, or a new one. */
function running(state: ThreadState): RunningThread {
  clearTimeout(state.idle);
  if (state.current !== null) return state.current;
  const worker = new Worker(state.options.workerFile ?? parser, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
  const started = { worker, isReady: false };
  // A thread at rest must not keep a process alive that is otherwise done.
  worker.unref();
  // Whoever asks hears of it by itself; one that dies at rest is missed by nobody, and the next question gets another one.
  worker.on('error', () => {
    if (state.current === started) state.current = null;
  });
  worker.once('message', () => {
    started.isReady = true;
  });
  worker.once('exit', () => {
    engaged.delete(worker);
    if (state.current === started) state.current = null;
  });
  state.current = started;
  return started;
}

/** Asks once. A thread that is lost is ended, so that it reads the file no more. */
async function attempt(state: ThreadState, handle: FileHandle, size: number, question: MediaRequest) {
  state.lastId += 1;
  const asked = running(state);
  const { worker } = asked;
  engaged.add(worker);
  const told = await answerOf(worker, () => asked.isReady, { id: state.lastId, fd: handle.fd, size, question }, state.options);
  if (told.kind !== 'lost') {
    engaged.delete(worker);
    return told;
  }
  if (state.current === asked) state.current = null;
  report({ question: question.kind, why: told.why, detail: told.detail });
  await endThread(worker);
  return told;
}

async function askNow<Q extends MediaRequest>(
  state: ThreadState,
  handle: FileHandle,
  size: number,
  question: Q,
): Promise<MediaResult<Q['kind']>> {
  let told = await attempt(state, handle, size, question);
  for (let count = 1; count < mostAttempts && told.kind === 'lost' && told.why === 'died'; count += 1) {
    told = await attempt(state, handle, size, question);
  }
  if (told.kind === 'lost') {
    if (!told.started) throw new Error(`the thread that parses media does not start: ${told.detail}`);
    return { kind: 'gave-up', why: told.why, detail: told.detail };
  }
  endWhenIdle(state);
  if (told.kind === 'failed') throw Object.assign(new Error(told.message), told.code === '' ? {} : { code: told.code });
  return { kind: 'answered', answer: told.answer as MediaResponses[Q['kind']] };
}

function endWhenIdle(state: ThreadState): void {
  state.idle = setTimeout(() => {
    const rested = state.current;
    state.current = null;
    if (rested !== null) void endThread(rested.worker);
  }, idleMs);
  state.idle.unref();
}

/** For files that a person gives, who waits: a slow library holds none of them up. */
export const referenceMediaThread = createMediaThread({ limitMs: 15_000, mostMs: 120_000 });
/** For results and stored videos. Their folder may be on a slow network drive, and nobody waits. */
export const libraryMediaThread = createMediaThread({ limitMs: 120_000, mostMs: 1_800_000 });
