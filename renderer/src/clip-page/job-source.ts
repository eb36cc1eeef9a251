// The input of a job as a mediabunny source. It is read in ranges, so a video of any size needs only a few megabytes of memory.
import { CustomSource } from 'mediabunny';
import { readSource } from './job-client.ts';

const cacheBytes = 8 * 1024 * 1024;

/** Reads the input of job `id` on demand; `size` is its length in bytes. An abort of `signal` makes pending reads reject. */
export function jobSource(job: { readonly id: string; readonly size: number }, signal: AbortSignal): CustomSource {
  return new CustomSource({
    getSize: () => job.size,
    read: (start, end) => readSource(job.id, start, end, signal),
    maxCacheSize: cacheBytes,
    prefetchProfile: 'fileSystem',
    // A caller that needs the bytes gets the error from its own read. A failed prefetch alone has no effect.
    handleUnhandledError: () => undefined,
  });
}
