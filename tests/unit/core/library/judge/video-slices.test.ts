// The size of a slice follows the duration of the one before.
import { expect, test } from 'vitest';
import {
  indexedSlicesOf,
  inStoredOrder,
  nextSliceSize,
  slicesOf,
  videosPerSlice,
} from '../../../../../electron/core/library/judge/video-slices.ts';

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

test('slices that take short grow to the largest size', () => {
  expect(sizesAt(0.01)).toEqual([100, 200, 300, 400]);
  expect(nextSliceSize(500, 1)).toBe(500);
});

test('a slice that takes long makes the next one smaller, until it takes short', () => {
  expect(sizesAt(0.03)).toEqual([100, 200, 300, 300, 100]);
  expect(sizesAt(0.05).slice(0, 5)).toEqual([100, 200, 200, 200, 200]);
  expect(sizesAt(5).slice(0, 3)).toEqual([100, 100, 100]);
  expect([nextSliceSize(500, 20), nextSliceSize(200, 13), nextSliceSize(100, 40)]).toEqual([200, 100, videosPerSlice]);
});

test('one slow slice does not keep the slices small', () => {
  expect([nextSliceSize(200, 2), nextSliceSize(300, 2), nextSliceSize(300, 10)]).toEqual([300, 400, 300]);
});

test('videos are written in the order of their rows', () => {
  expect(inStoredOrder([30, 4, 100])).toEqual([4, 30, 100]);
});

test('videos that are written in the order of their rows keep their index in the selection', () => {
  const selected = [30, 4, 1_000_000_007, 100];
  expect([...indexedSlicesOf({ monotonicMs: () => 0 }, selected)].flat()).toEqual([
    [4, 1],
    [30, 0],
    [100, 3],
    [1_000_000_007, 2],
  ]);
});
