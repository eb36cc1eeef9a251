// A job's input as mediabunny wants it: read in ranges, so that a video of any size costs a few megabytes here.
import { CustomSource } from 'mediabunny';
import { readSource } from './job-client.ts';

const CACHE_BYTES = 8 * 1024 * 1024;

export function jobSource(job: { readonly id: string; readonly size: number }, signal: AbortSignal): CustomSource {
  return new CustomSource({
    getSize: () => job.size,
    read: (start, end) => readSource(job.id, start, end, signal),
    maxCacheSize: CACHE_BYTES,
    prefetchProfile: 'fileSystem',
    // Whoever needs the bytes gets the error too; a failed prefetch alone is nobody's business.
    handleUnhandledError: () => undefined,
  });
}
