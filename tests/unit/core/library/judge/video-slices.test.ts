// The size of a slice follows the duration of the one before.
import { expect, test } from 'vitest';
import { inStoredOrder, nextSliceSize, slicesOf, videosPerSlice } from '../../../../../electron/core/library/judge/video-slices.ts';

const ids = Array.from({ length: 1_000 }, (_, index) => index + 1);

/** The sizes of the slices, when each takes `msPerVideo` for each of its videos. */
function sizesAt(msPerVideo: number): readonly number[] {
  let nowMs = 0;
  const sizes: number[] = [];
  const seen: number[] = [];
  for (const slice of slicesOf({ monotonicMs: () => nowMs }, ids)) {
    nowMs += slice.length * msPerVideo;
    sizes.push(slice.length);
    seen.push(...slice);
  }
  expect(seen).toEqual(ids);
  return sizes;
}

test('slices that take short have the largest size', () => {
  expect(sizesAt(0.01)).toEqual(Array(10).fill(100));
});

test('a slice that takes long makes the next one smaller, until it takes short', () => {
  expect(sizesAt(0.2).slice(0, 5)).toEqual([100, 50, 50, 50, 50]);
  expect(sizesAt(5).slice(0, 4)).toEqual([100, 50, 25, 25]);
});

test('one slow slice does not keep the slices small', () => {
  expect([nextSliceSize(25, 2), nextSliceSize(38, 2), nextSliceSize(80, 2)]).toEqual([38, 57, videosPerSlice]);
  expect(nextSliceSize(100, 10)).toBe(100);
});

test('videos are written in the order of their rows', () => {
  expect(inStoredOrder([30, 4, 100])).toEqual([4, 30, 100]);
});
