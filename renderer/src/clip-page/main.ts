// The hidden page that encodes the simulator's clips, makes the library's posters and decodes the pictures given to models. It requests a
// job, performs it, and requests the next one.
import { encodeClip } from './clip-encoder.ts';
import { probeImage } from './image-probe.ts';
import { nextJob, reportFailure, sendResult, watchForAbandonment } from './job-client.ts';
import { type Job, JobFailure, type JobResult } from './job-messages.ts';
import { normalizePicture } from './normalize-picture.ts';
import { makePoster } from './poster.ts';

function perform(job: Job, signal: AbortSignal): Promise<JobResult> {
  switch (job.kind) {
    case 'clip':
      return encodeClip(job.spec, signal);
    case 'poster':
      return makePoster(job, signal);
    case 'image':
      return probeImage(job, signal);
    case 'picture':
      return normalizePicture(job, signal);
  }
}

function toJobFailure(error: unknown, signal: AbortSignal): JobFailure {
  if (signal.aborted) return new JobFailure('abandoned', 'nobody waits for this any more');
  if (error instanceof JobFailure) return error;
  return new JobFailure('internal', error instanceof Error ? `${error.name}: ${error.message}` : String(error), { cause: error });
}

async function runJobs(): Promise<never> {
  for (;;) {
    const job = await nextJob();
    const controller = new AbortController();
    void watchForAbandonment(job.id, controller);
    try {
      const result = await perform(job, controller.signal);
      controller.signal.throwIfAborted();
      await sendResult(job.id, result);
    } catch (error) {
      await reportFailure(job.id, toJobFailure(error, controller.signal));
    }
  }
}

// When the main process refuses a request, it has given up on this page and closes it.
void runJobs().catch(() => undefined);
