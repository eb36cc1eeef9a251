// Splits the videos of a command into slices. Each slice is one transaction, which must not block the main process for longer than a frame.
import type { Clock } from '../../ports.ts';

/** The smallest number of videos in one transaction, and the step by which it grows. Writing so many takes the main process about 1 ms. */
export const videosPerSlice = 100;
/** The largest number of videos in one transaction. A commit that waits for the disk costs less, the fewer there are. */
const maxVideosPerSlice = 500;
/** The range of the duration of a slice: below it the next slice is larger, above it smaller. */
const targetMs = { min: 8, max: 12 } as const;

/** The size of the next slice, after a slice of `size` videos took `tookMs`. */
export function nextSliceSize(size: number, tookMs: number): number {
  const steps = size / videosPerSlice;
  if (tookMs > targetMs.max) return videosPerSlice * Math.max(1, Math.floor(steps / 2));
  return tookMs < targetMs.min ? Math.min(maxVideosPerSlice, videosPerSlice * (steps + 1)) : size;
}

/**
 * Splits the ids into slices. A slice is measured until the next one is requested, so that its size follows the speed of
 * the disk and the other work of the main process.
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

/** Splits the ids like `slicesOf`, in stored order. Each comes with its index in `ids`, the order of the user. */
export function* indexedSlicesOf(
  clock: Pick<Clock, 'monotonicMs'>,
  ids: readonly number[],
): Generator<readonly (readonly [id: number, index: number])[]> {
  // One number for id and index, because numbers are sorted several times faster than pairs. Both fit into 53 bits.
  const keys = Float64Array.from(ids, (id, index) => id * ids.length + index).sort();
  for (const slice of slicesOf(clock, [...keys])) {
    yield slice.map((key) => [Math.floor(key / ids.length), key % ids.length] as const);
  }
}
