// Opens the hidden page for the first job, closes the page after a while without jobs, and abandons it when a job takes too long.
import type { Log } from '../../core/ports.ts';
import { ClipFailure } from './clip-messages.ts';
import { type ClipPage, openClipPage } from './clip-page-view.ts';
import { createClipProtocol } from './clip-protocol.ts';
import { type ClipQueue, createClipQueue, type WorkItem } from './clip-queue.ts';

const posterLimitMs = 60_000;
/** A picture of 150 megapixels takes seconds. */
const pictureLimitMs = 45_000;
const startLimitMs = 30_000;
const maxFailedStarts = 2;
/** Software encoding of 4k takes about 0.1 s a frame on two slow cores; this is ten times that. */
const clipLimitMs = { least: 60_000, perMegapixel: 120 } as const;

function limitMs({ work }: WorkItem): number {
  if (work.kind === 'picture') return pictureLimitMs;
  if (work.kind !== 'clip') return posterLimitMs;
  const { width, height, durationSeconds, framesPerSecond } = work.spec;
  return clipLimitMs.least + ((width * height) / 1e6) * durationSeconds * framesPerSecond * clipLimitMs.perMegapixel;
}

interface ClipPageLifecycleOptions {
  /** Names the page's own session. */
  readonly purpose: 'clips' | 'pictures';
  /** The built renderer. */
  readonly pages: string;
  readonly log: Pick<Log, 'warn'>;
  /** How long the page stays open without a job. */
  readonly idleMs: number;
}

interface ClipPageLifecycle {
  /** Jobs for the page, which is opened for the first of them. */
  readonly queue: ClipQueue;
  isStopped(): boolean;
  /** Closes the page and rejects every job; nothing is opened afterwards. */
  stop(): void;
}

/** The mutable state of the page's life. */
interface LifecycleState extends ClipPageLifecycleOptions {
  page: ClipPage | null;
  isStopped: boolean;
  /** The job whose time limit is armed. */
  timedItem: WorkItem | null;
  timer: NodeJS.Timeout | null;
  /** Consecutive pages that never asked for a job: when the page cannot start, the jobs must fail instead of opening it for ever. */
  failedStarts: number;
}

/** Creates the lifecycle without a page; the first job opens it. */
export function createClipPageLifecycle(options: ClipPageLifecycleOptions): ClipPageLifecycle {
  const state: LifecycleState = { ...options, page: null, isStopped: false, timedItem: null, timer: null, failedStarts: 0 };
  const queue: ClipQueue = createClipQueue((work) => onQueueChange(state, queue, handleRequest, work));
  const handleRequest = createClipProtocol(queue, options.pages);
  return {
    queue,
    isStopped: () => state.isStopped,
    stop: () => {
      if (state.isStopped) return;
      state.isStopped = true;
      if (state.timer) clearTimeout(state.timer);
      closePage(state, queue);
      queue.rejectAll(new ClipFailure('stopped', 'the studio is closing'));
    },
  };
}

function onQueueChange(
  state: LifecycleState,
  queue: ClipQueue,
  handleRequest: (request: Request) => Promise<Response>,
  { waiting, running }: { readonly waiting: number; readonly running: WorkItem | null },
): void {
  if (state.isStopped) return;
  if (running && running !== state.timedItem) {
    state.failedStarts = 0;
    startTimer(state, limitMs(running), () => abandonPage(state, queue, `a ${running.work.kind} job took too long`, true));
  }
  state.timedItem = running;
  if ((waiting > 0 || running) && !state.page) state.page = openPage(state, queue, handleRequest);
  if (!running && state.page) {
    if (waiting > 0) startTimer(state, startLimitMs, () => abandonPage(state, queue, 'the clip page did not start', false));
    else startTimer(state, state.idleMs, () => closePage(state, queue));
  }
}

/** Starts the timer of this state; replaces a running one. */
function startTimer(state: LifecycleState, ms: number, action: () => void): void {
  if (state.timer) clearTimeout(state.timer);
  state.timer = setTimeout(action, ms);
  // An idle page must not keep alive a process that is otherwise done.
  state.timer.unref();
}

function closePage(state: LifecycleState, queue: ClipQueue): void {
  state.page?.close();
  state.page = null;
  queue.onPageGone();
}

/** Closes a page that is no longer usable. Its job is tried once more or fails; all jobs fail when the page cannot even start. */
function abandonPage(state: LifecycleState, queue: ClipQueue, cause: string, isTimedOut: boolean): void {
  state.log.warn('clip-page-lost', { cause });
  if (state.timedItem === null) state.failedStarts += 1;
  state.page?.close();
  state.page = null;
  if (state.failedStarts >= maxFailedStarts) {
    state.failedStarts = 0;
    queue.rejectAll(new ClipFailure('not-started', cause));
  }
  // A job that timed out is not tried again, because it would take as long again.
  if (isTimedOut) queue.failRunning(new ClipFailure('timed-out', cause));
  queue.onPageGone();
}

function openPage(state: LifecycleState, queue: ClipQueue, handleRequest: (request: Request) => Promise<Response>): ClipPage {
  const opened = openClipPage(`studio-${state.purpose}`, {
    handleRequest,
    onLost: (cause) => {
      if (state.page === opened) abandonPage(state, queue, cause, false);
    },
  });
  return opened;
}
