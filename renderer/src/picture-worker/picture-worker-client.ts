// The window's side of the picture worker: one worker, started with the first picture and terminated when no picture is open any more.
import type { FitChoice, PictureRequirements, SourcePicture } from '../../../shared/fixing/index.ts';
import type { EncodedPicture, OpenedPicture, PictureJob, PictureProblem, PictureResponse } from './picture-messages.ts';

/** A job that takes longer is considered hung. */
const timeoutMs = 90_000;

/** An expected failure that the user can do something about: the picture itself is the cause. Other errors are bugs. */
export class PictureFailure extends Error {
  readonly problem: PictureProblem;
  constructor(problem: PictureProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** A picture that the worker holds decoded. Every user must close it: the last close ends the worker. */
export interface OpenPicture extends OpenedPicture {
  /** Makes a file from the picture, as often as needed. Rejects with a `PictureFailure` when nothing makes it small enough. */
  make(needs: PictureRequirements, choice: FitChoice): Promise<EncodedPicture>;
  /** Frees the memory. Further calls do nothing. */
  close(): void;
}

interface PendingJob {
  resolve(result: PictureResponse): void;
  reject(error: Error): void;
}

let worker: Worker | null = null;
let lastJobId = 0;
let openPictureCount = 0;
const pendingJobs = new Map<number, PendingJob>();

function stopWorker(error: Error): void {
  worker?.terminate();
  worker = null;
  for (const job of pendingJobs.values()) job.reject(error);
  pendingJobs.clear();
}

function startWorker(): Worker {
  const newWorker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  newWorker.onmessage = ({ data }: MessageEvent<PictureResponse>) => {
    const job = pendingJobs.get(data.id);
    pendingJobs.delete(data.id);
    if (data.kind === 'problem') job?.reject(new PictureFailure(data.problem, data.detail));
    else job?.resolve(data);
  };
  // A worker usually dies because a huge picture needs more memory than there is.
  newWorker.onerror = (event) => stopWorker(new PictureFailure('undecodable', `the picture worker failed: ${event.message}`));
  return newWorker;
}

async function sendJob(job: PictureJob): Promise<PictureResponse> {
  worker ??= startWorker();
  const current = worker;
  const timer = setTimeout(() => stopWorker(new PictureFailure('undecodable', 'it took too long')), timeoutMs);
  try {
    return await new Promise<PictureResponse>((resolve, reject) => {
      pendingJobs.set(job.id, { resolve, reject });
      current.postMessage(job);
    });
  } finally {
    clearTimeout(timer);
  }
}

function nextId(): number {
  lastJobId += 1;
  return lastJobId;
}

/**
 * Decodes a picture and keeps it until it is closed. `hasAlpha` is null when unknown. Rejects with a `PictureFailure` when it cannot be
 * decoded.
 */
export async function openPicture(file: Blob, mimeType: string, hasAlpha: boolean | null): Promise<OpenPicture> {
  const id = nextId();
  openPictureCount += 1;
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    openPictureCount -= 1;
    if (openPictureCount === 0) stopWorker(new Error('the picture was closed'));
    else void sendJob({ kind: 'close', id: nextId(), picture: id });
  };
  try {
    const opened = await sendJob({ kind: 'open', id, file, mimeType });
    if (opened.kind !== 'opened') throw new Error(`opening was answered with ${opened.kind}`);
    const { width, height } = opened.value;
    const source: SourcePicture = { width, height, mimeType, hasAlpha };
    return {
      ...opened.value,
      close,
      async make(needs, choice) {
        const result = await sendJob({ kind: 'make', id: nextId(), picture: id, source, needs, choice });
        if (result.kind !== 'made') throw new Error(`making was answered with ${result.kind}`);
        return result.value;
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}
