// Splits the videos of a command into slices. Each slice is one transaction, which must not block the main process for longer than a frame.
import type { Clock } from '../../ports.ts';

/** The largest number of videos in one transaction. Writing them takes the main process about 4 ms; the commit waits for the disk. */
export const videosPerSlice = 100;
const minVideosPerSlice = 25;
/** The range of the duration of a slice: below it the next slice is larger, above it smaller. */
const targetMs = { min: 8, max: 12 } as const;

/** The size of the next slice, after a slice of `size` videos took `tookMs`. */
export function nextSliceSize(size: number, tookMs: number): number {
  if (tookMs > targetMs.max) return Math.max(minVideosPerSlice, Math.floor(size / 2));
  return tookMs < targetMs.min ? Math.min(videosPerSlice, Math.ceil(size * 1.5)) : size;
}

/**
 * Splits the ids into slices. A slice is measured until the next one is requested, so that its size follows the speed of the disk and the
 * other work of the main process.
 */
export function* slicesOf(clock: Pick<Clock, 'monotonicMs'>, ids: readonly number[]): Generator<readonly number[]> {
  let size = videosPerSlice;
  for (let index = 0; index < ids.length; ) {
    const slice = ids.slice(index, index + size);
    index += slice.length;
    const startedAtMs = clock.monotonicMs();
    yield slice;
    size = nextSliceSize(size, clock.monotonicMs() - startedAtMs);
  }
}

/**
 * The ids in ascending order, which is the order of the rows in the database. A slice of neighbours changes few pages, so that its commit
 * is short.
 */
export const inStoredOrder = (ids: readonly number[]): readonly number[] => [...Float64Array.from(ids).sort()];
