// Renders clips one at a time, in the order of acceptance: encoding uses all cores of a small computer, so a second clip would only slow down the first.
import type { BlobStore, StoredBlob } from '../tables/blob-store.ts';
import { singleChunk } from '../tables/blob-store.ts';
import type { ClipRenderer, ClipSpec } from './clip-renderer.ts';

interface ClipJob {
  readonly taskId: string;
  readonly specs: readonly ClipSpec[];
  /** True for a clip that an interrupted run has already rendered. */
  readonly isRendered: (resultIndex: number) => boolean;
  /** Names the blob of the clip at `resultIndex`. */
  readonly blobName: (resultIndex: number) => string;
}

interface ClipRenderQueue {
  add(job: ClipJob): void;
  /** Aborts the clip that is being rendered and waits for its end. */
  stop(): Promise<void>;
}

interface ClipListener {
  /** Called when the clip at `resultIndex` is stored as `blob`. */
  onRendered(taskId: string, resultIndex: number, blob: string, received: StoredBlob): void;
  onAllRendered(taskId: string): void;
  /** Called when a clip could not be rendered; the task's later clips are not tried. */
  onFailed(taskId: string, reason: string): void;
}

/** Rejects when `signal` is aborted, so that a renderer that ignores the signal cannot block the queue or a stop. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Creates an empty queue. `timeoutMs` is read for each clip: one that takes longer fails its task. Rendered clips are stored in `blobs`. */
export function createClipRenderQueue(
  renderer: ClipRenderer,
  blobs: BlobStore,
  timeoutMs: () => number,
  listener: ClipListener,
): ClipRenderQueue {
  const waiting: ClipJob[] = [];
  const stopController = new AbortController();
  let running: Promise<void> | null = null;

  const render = async (job: ClipJob): Promise<void> => {
    try {
      for (const [resultIndex, spec] of job.specs.entries()) {
        if (job.isRendered(resultIndex)) continue;
        const signal = AbortSignal.any([stopController.signal, AbortSignal.timeout(timeoutMs())]);
        const bytes = await Promise.race([renderer.render(spec, signal), rejectOnAbort(signal)]);
        if (bytes.length === 0) throw new Error('the renderer returned an empty clip');
        const blob = job.blobName(resultIndex);
        const received = await blobs.receive(blob, singleChunk(bytes), Number.POSITIVE_INFINITY);
        if (received === 'too-large') throw new Error('unreachable: no limit');
        if (stopController.signal.aborted) return;
        listener.onRendered(job.taskId, resultIndex, blob, received);
      }
      listener.onAllRendered(job.taskId);
    } catch (error) {
      // A stop is not a failure of the clip: the next start renders it again.
      if (!stopController.signal.aborted) listener.onFailed(job.taskId, error instanceof Error ? error.message : String(error));
    }
  };

  const run = async (): Promise<void> => {
    for (let job = waiting.shift(); job && !stopController.signal.aborted; job = waiting.shift()) await render(job);
    running = null;
  };

  return {
    add(job) {
      if (stopController.signal.aborted) return;
      waiting.push(job);
      running ??= run();
    },
    async stop() {
      waiting.length = 0;
      stopController.abort();
      await running;
    },
  };
}
